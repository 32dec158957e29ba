import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { WhatIfAnswer } from '../../../api/agreements.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { useFormat } from '../../../parts/format.ts'
import { gateKey } from '../../../parts/gates.ts'
import { useNames } from '../../../parts/names.ts'
import { useReasonKind } from '../../../parts/reason.ts'

/** What the draft would have made of past exchanges: counts, why refused, field by field, and a few to look at. */
export function WhatIfResult({ tried }: { tried: WhatIfAnswer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const reasonKind = useReasonKind()
  const outcomes = ['stayReleased', 'newlyReleased', 'newlyRefused', 'stayRefused'] as const
  return (
    <>
      <p>{t('whatIf.tried', { number: format.number(tried.exchanges), from: format.instant(tried.from) })}</p>
      <dl className="k-figures">
        {outcomes.map((key) => (
          <div key={key} className="k-figure">
            <dt>{t(`whatIf.${key}`)}</dt>
            <dd>{format.number(tried[key])}</dd>
          </div>
        ))}
      </dl>
      {tried.withoutTerms === 0 ? null : (
        <p className="k-sub">{t('whatIf.withoutTerms', { number: tried.withoutTerms })}</p>
      )}
      {tried.next === undefined ? null : <p className="k-sub">{t('whatIf.more')}</p>}
      {tried.refusals.length === 0 ? null : (
        <>
          <h3>{t('whatIf.refusals')}</h3>
          <ul className="k-plain-list">
            {tried.refusals.map(({ gate, code, count }) => (
              <li key={`${gate} ${code}`}>
                {format.number(count)} · {t(gateKey(gate))} <span className="k-sub">{reasonKind(code)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <FieldTable fields={tried.fields} />
      <Examples examples={tried.examples} />
    </>
  )
}

function FieldTable({ fields }: { fields: WhatIfAnswer['fields'] }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const counts = ['kept', 'otherForm', 'lost', 'gained'] as const
  if (fields.length === 0) return null
  const columns: readonly Column<WhatIfAnswer['fields'][number]>[] = [
    { key: 'element', header: t('composition.field'), cell: ({ element }) => names.element(element) },
    ...counts.map((key) => ({
      key,
      header: t(`whatIf.${key}`),
      cell: (row: WhatIfAnswer['fields'][number]) => format.number(row[key]),
      numeric: true,
    })),
  ]
  return <DataTable caption={t('whatIf.fields')} columns={columns} rows={fields} rowKey={({ element }) => element} />
}

function Examples({ examples }: { examples: WhatIfAnswer['examples'] }) {
  const { t } = useTranslation()
  if (examples.length === 0) return null
  return (
    <>
      <h3>{t('whatIf.examples')}</h3>
      <ul className="k-plain-list">
        {examples.map(({ id, change, gate }) => (
          <li key={id}>
            <Link to="/exchanges/$id" params={{ id }}>
              {id}
            </Link>{' '}
            {t(`whatIf.change.${change}`)}
            {gate === undefined ? null : ` · ${t(gateKey(gate))}`}
          </li>
        ))}
      </ul>
    </>
  )
}
