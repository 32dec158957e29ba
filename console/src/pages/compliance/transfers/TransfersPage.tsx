import '../compliance.css'
import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconPlaneDeparture } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TransferStanding } from '../../../../../src/compliance/transfers/schema.ts'
import { transfersQuery } from '../../../api/compliance.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { Fact } from '../../../parts/Fact.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Page, Panel } from '../../../parts/Page.tsx'
import { Mark } from '../../../parts/StatusMark.tsx'
import { useSession } from '../../../session/session.ts'
import { AgreementLink } from '../AgreementLink.tsx'
import { useCountryName } from './country-name.ts'

/** Agreements under which data go abroad, what protects the data there, and what is wrong with it. */
export function TransfersPage(): ReactNode {
  const { t } = useTranslation()
  const { may } = useSession()
  const query = useQuery(transfersQuery)
  return (
    <Guarded permission="agreement.read">
      <Page
        title={t('transfers.title')}
        lead={t('transfers.lead')}
        actions={
          may('agreement.protect') ? (
            <Button component={Link} to="/compliance/transfers/assess">
              {t('transfers.assess')}
            </Button>
          ) : undefined
        }
      >
        <Loaded query={query}>
          {(transfers) =>
            transfers.length === 0 ? (
              <section className="k-panel">
                <EmptyState icon={IconPlaneDeparture} title={t('transfers.none')} text={t('transfers.noneText')} />
              </section>
            ) : (
              transfers.map((standing) => <Standing key={standing.agreement} standing={standing} />)
            )
          }
        </Loaded>
      </Page>
    </Guarded>
  )
}

function Standing({ standing }: { standing: TransferStanding }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { may } = useSession()
  const country = useCountryName()
  const { agreement, transfer, assessment, faults } = standing
  const id = assessment?.id ?? transfer.assessment
  return (
    <Panel
      title={names.agreement(agreement)}
      actions={
        may('agreement.protect') && id !== undefined ? (
          <Link to="/compliance/transfers/assess" search={{ id, agreement } as never}>
            {t(assessment === undefined ? 'transfers.assess' : 'transfers.again')}
            <span className="k-caption">{names.agreement(agreement)}</span>
          </Link>
        ) : undefined
      }
    >
      {faults.length === 0 ? (
        <Mark tone="good" icon={IconCircleCheck}>
          {t('transfers.covered')}
        </Mark>
      ) : (
        <ul className="k-plain-list">
          {faults.map((fault) => (
            <li key={fault}>
              <Mark tone="bad" icon={IconAlertTriangle}>
                {t(`transferFaults.${fault}`)}
              </Mark>
            </li>
          ))}
        </ul>
      )}
      <dl className="k-facts">
        <Fact label={t('terms.agreement')}>
          <AgreementLink id={agreement} />
        </Fact>
        <Fact label={t('transfers.countries')}>{format.list(transfer.countries.map(country))}</Fact>
        <Fact label={t('transfers.mechanism')}>{t(`mechanisms.${transfer.mechanism}`)}</Fact>
        {assessment === undefined ? null : (
          <>
            <Fact label={t('transfers.findings')}>
              <p className="k-duty-lines">{assessment.law.findings}</p>
            </Fact>
            <Fact label={t('transfers.access')}>
              <p className="k-duty-lines">{assessment.law.accessByAuthorities}</p>
            </Fact>
            <Fact label={t('transfers.measures')}>
              {assessment.measures.map((measure) => (
                <div key={measure}>{measure}</div>
              ))}
            </Fact>
            <Fact label={t('transfers.reviewedOn')}>
              {format.day(assessment.reviewedOn)}
              <div className="k-sub">
                {assessment.by.account} · {names.member(assessment.by.member)} ·{' '}
                {t('assessment.revision', { number: assessment.revision })}
              </div>
            </Fact>
            <Fact label={t('transfers.reviewAgainBy')}>{format.day(assessment.reviewAgainBy)}</Fact>
          </>
        )}
      </dl>
    </Panel>
  )
}
