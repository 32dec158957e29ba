import { useTranslation } from 'react-i18next'
import type { ShownEntity } from '../../../../../src/identity/people/schema.ts'
import { Fact } from '../../../parts/Fact.tsx'
import { useNames } from '../../../parts/names.ts'
import { Panel } from '../../../parts/Page.tsx'
import { Value } from '../words.tsx'

const rules = ['source-rank', 'verified', 'newest', 'longest', 'most-frequent', 'only', 'first'] as const

/** Which of the values that the records hold stands for the person, and by which rule of the country. */
export function Survivors({ person: { survivors, mergedInto } }: { person: ShownEntity }) {
  const { t } = useTranslation()
  const names = useNames()
  if (survivors.length === 0) {
    return mergedInto === undefined ? null : (
      <Panel title={t('survivors.title')}>
        <p>{t('survivors.elsewhere')}</p>
      </Panel>
    )
  }
  return (
    <Panel title={t('survivors.title')}>
      <p className="k-sub">{t('survivors.text')}</p>
      <dl className="k-facts k-facts-tight">
        {survivors.map((survivor) => {
          const rule = rules.find((one) => one === survivor.by)
          return (
            <Fact key={survivor.field} label={names.element(survivor.element)}>
              <Value field={survivor} />
              <div className="k-sub">
                {rule === undefined ? survivor.by : t(`survivorRules.${rule}`)} ·{' '}
                <span className="k-code">{survivor.from.record}</span>
                {survivor.others === 0 ? null : ` · ${t('survivors.others', { number: survivor.others })}`}
              </div>
            </Fact>
          )
        })}
      </dl>
    </Panel>
  )
}
