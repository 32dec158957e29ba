import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../parts/format.ts'
import { Panel } from '../../../parts/Page.tsx'
import { type Model, useColumnWords } from './condition-words.ts'

/** Which pairs are compared at all: those that agree on every column of one rule at least. */
export function BlockingRules({ model: { blocking } }: { model: Model }) {
  const { t } = useTranslation()
  const format = useFormat()
  const column = useColumnWords()
  return (
    <Panel title={t('blocking.title')}>
      <p className="k-sub">{t('blocking.text', { most: format.number(blocking.maxPairsPerBlock) })}</p>
      <ol className="k-blocking">
        {blocking.rules.map(({ id, columns }) => (
          <li key={id}>
            {format.list(columns.map(column))}
            <code className="k-code k-sub">{columns.map((name) => `l.${name} = r.${name}`).join(' AND ')}</code>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
