import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LinkageCase } from '../../../../../src/identity/people/schema.ts'
import { linkageCasesQuery } from '../../../api/identity.ts'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Panel } from '../../../parts/Page.tsx'
import { When } from '../../../parts/When.tsx'
import { useProgrammeName } from '../words.tsx'

/** What the programmes were told. Each decides for itself what follows, and nothing follows by itself. */
export function LinkageCases({ person }: { person: string }) {
  const { t } = useTranslation()
  const query = useQuery(linkageCasesQuery)
  return (
    <Panel title={t('linkageCases.title')}>
      <p className="k-sub">{t('linkageCases.text')}</p>
      <Loaded query={query}>
        {(cases) => {
          const own = cases.filter(({ entity }) => entity === person)
          if (own.length === 0) return <p>{t('linkageCases.none')}</p>
          return (
            <ul className="k-fields">
              {own.map((one) => (
                <OneCase key={one.id} linkageCase={one} />
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Panel>
  )
}

function OneCase({
  linkageCase: { kind, member, state, raisedAt, programmes, payments, outcome },
}: {
  linkageCase: LinkageCase
}) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const programme = useProgrammeName()
  return (
    <li>
      <span className="k-field-name">
        <strong>{t(`linkageCaseKinds.${kind}`)}</strong>
        <span className="k-sub k-field-why">
          {names.member(member)} · {format.list(programmes.map(programme))}
        </span>
        {payments.length === 0 ? null : (
          <span className="k-sub k-field-why">{t('linkageCases.payments', { number: payments.length })}</span>
        )}
        {outcome === undefined ? null : <span className="k-field-why">{t(`linkageOutcomes.${outcome}`)}</span>}
      </span>
      <span className="k-field-form">
        <span className="k-tag">{t(`linkageCaseStates.${state}`)}</span>
        <span className="k-sub">
          <When at={raisedAt} />
        </span>
      </span>
    </li>
  )
}
