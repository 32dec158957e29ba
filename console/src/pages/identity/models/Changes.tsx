import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptModel, LevelChange, ModelChanges } from '../../../../../src/identity/models/schema.ts'
import { modelsQuery } from '../../../api/identity.ts'
import { changesQuery } from '../../../api/models.ts'
import { useFormat } from '../../../parts/format.ts'
import { Loaded, RowsSkeleton } from '../../../parts/Loaded.tsx'
import { Panel } from '../../../parts/Page.tsx'
import { useBits } from '../words.tsx'

/** What this version does differently from another: from the one before, unless the reader chooses. */
export function ChangesPanel({ kept }: { readonly kept: KeptModel }) {
  const { t } = useTranslation()
  const [against, setAgainst] = useState<string>()
  const { data: models = [] } = useQuery(modelsQuery)
  const query = useQuery(changesQuery(kept.digest, against))
  const others = models.filter(({ digest }) => digest !== kept.digest)
  if (others.length === 0) return null
  return (
    <Panel title={t('modelChanges.title')}>
      <NativeSelect
        label={t('modelChanges.against')}
        value={against ?? ''}
        data={[
          { value: '', label: t('modelChanges.usual') },
          ...others.map(({ digest, model, live }) => ({
            value: digest,
            label: `${model.id}, ${t('agreement.versionNumber', { version: model.version })}${live ? ` · ${t('models.inUse')}` : ''}`,
          })),
        ]}
        onChange={(event) => setAgainst(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      />
      <Loaded query={query} skeleton={<RowsSkeleton rows={3} />}>
        {(changes) => <ChangesList changes={changes} />}
      </Loaded>
    </Panel>
  )
}

export function ChangesList({ changes: { against, changes, levels } }: { readonly changes: ModelChanges }) {
  const { t } = useTranslation()
  if (against === undefined) return <p>{t('modelChanges.nothingBefore')}</p>
  return (
    <>
      <p className="k-sub">
        {t('modelChanges.comparedWith', { name: against.id, version: against.version })}
        {against.live ? ` · ${t('models.inUse')}` : ''}
      </p>
      {changes.length === 0 && levels.length === 0 ? <p>{t('modelChanges.same')}</p> : null}
      <ul className="k-model-changes">
        {changes.map(({ area, text }) => (
          <li key={text}>
            <span className="k-tag">{t(`modelChanges.areas.${area}`)}</span> {text}
          </li>
        ))}
      </ul>
      {levels.length === 0 ? null : <MovedLevels levels={levels} />}
    </>
  )
}

const shownAtFirst = 12

function MovedLevels({ levels }: { readonly levels: readonly LevelChange[] }) {
  const { t } = useTranslation()
  const bits = useBits()
  const { locale } = useFormat()
  const [all, setAll] = useState(false)
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumSignificantDigits: 3 })
  const arrow = ({ from, to }: { readonly from: number; readonly to: number }, write: (value: number) => string) =>
    `${write(from)} → ${write(to)}`
  return (
    <>
      <table className="k-levels">
        <caption>{t('modelChanges.levels')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('comparisons.level')}</th>
            <th scope="col">{t('comparisons.m')}</th>
            <th scope="col">{t('comparisons.u')}</th>
            <th scope="col">{t('comparisons.weight')}</th>
          </tr>
        </thead>
        <tbody>
          {(all ? levels : levels.slice(0, shownAtFirst)).map(
            ({ comparison, given, level, match, unrelated, weight }) => (
              <tr key={`${comparison} ${given ?? ''} ${level}`}>
                <th scope="row">
                  {comparison}: {level}
                  {given === undefined ? null : (
                    <span className="k-sub">{t('modelChanges.given', { level: given })}</span>
                  )}
                </th>
                <td data-label={t('comparisons.m')}>{arrow(match, share.format)}</td>
                <td data-label={t('comparisons.u')}>{arrow(unrelated, share.format)}</td>
                <td data-label={t('comparisons.weight')}>{arrow(weight, bits)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {all || levels.length <= shownAtFirst ? null : (
        <button type="button" className="k-link-button" onClick={() => setAll(true)}>
          {t('modelChanges.showAll', { number: levels.length })}
        </button>
      )}
    </>
  )
}
