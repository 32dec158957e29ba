import '../compliance.css'
import { IconFileOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegisterEntry } from '../../../../../src/compliance/register/schema.ts'
import { useIdInPath } from '../../../address.ts'
import { registerQuery } from '../../../api/compliance.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { Fact } from '../../../parts/Fact.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useLocal } from '../../../parts/local.ts'
import { useNames } from '../../../parts/names.ts'
import { Page, Panel } from '../../../parts/Page.tsx'
import { AgreementLink } from '../AgreementLink.tsx'
import { useKept } from '../retention/retention-words.ts'
import { RegisterExport } from './RegisterExport.tsx'

/** One activity with all that GDPR article 30(1) asks for; what the agreement leaves unsaid is said to be so. */
export function ActivityPage(): ReactNode {
  const { t } = useTranslation()
  const local = useLocal()
  const agreement = useIdInPath()
  const query = useQuery(registerQuery({ agreement }))
  const entry = query.data?.entries[0]
  return (
    <Guarded permission="agreement.read">
      <Page
        title={local(entry?.title) || agreement}
        above={
          <Link to="/compliance/register" className="k-above">
            {t('pages.register')}
          </Link>
        }
        lead={
          entry === undefined
            ? undefined
            : t(entry.inForce ? 'activity.inForce' : 'activity.notInForce', { version: entry.agreement.version })
        }
        actions={<RegisterExport filter={{ agreement }} />}
      >
        <Loaded query={query}>
          {({ entries: [found], from, until }) =>
            found === undefined ? (
              <section className="k-panel">
                <EmptyState icon={IconFileOff} title={t('activity.none')} text={t('activity.noneText')} />
              </section>
            ) : (
              <div className="k-duty">
                <div>
                  <Said entry={found} />
                </div>
                <div>
                  <Happened entry={found} from={from} until={until} />
                  <Data entry={found} />
                </div>
              </div>
            )
          }
        </Loaded>
      </Page>
    </Guarded>
  )
}

function Said({ entry }: { entry: RegisterEntry }) {
  const { t } = useTranslation()
  const local = useLocal()
  const names = useNames()
  const format = useFormat()
  const kept = useKept()
  const { purposes, legalBasis, dataSubjects, recipients, transfer, retention, security, gaps } = entry
  const unsaid = <span data-overdue="true">{t('activity.unsaid')}</span>
  return (
    <Panel title={t('activity.said')}>
      <dl className="k-facts">
        <Fact label={t('activity.controllers')}>
          <Controllers entry={entry} />
        </Fact>
        <Fact label={t('activity.purposes')}>{format.list(purposes.map(({ label }) => local(label)))}</Fact>
        <Fact label={t('agreement.legalBasis')}>
          {t(`grounds.${legalBasis.ground}`)}: {legalBasis.act}, {legalBasis.section}
          {legalBasis.sensitiveGround === undefined ? null : <div className="k-sub">{legalBasis.sensitiveGround}</div>}
        </Fact>
        <Fact label={t('activity.subjects')}>
          {gaps.includes('data-subjects') ? unsaid : format.list(dataSubjects)}
        </Fact>
        <Fact label={t('activity.recipients')}>{format.list(recipients.map(names.member))}</Fact>
        <Fact label={t('activity.abroad')}>
          {transfer === undefined
            ? t('activity.stays')
            : `${format.list(transfer.countries)} · ${t(`mechanisms.${transfer.mechanism}`)}`}
        </Fact>
        <Fact label={t('activity.retention')}>
          {gaps.includes('retention') ? unsaid : retention.map((rule) => <div key={kept(rule)}>{kept(rule)}</div>)}
        </Fact>
        <Fact label={t('activity.security')}>
          {security === undefined
            ? unsaid
            : `${t(`transports.${security.transport}`)} · ${security.baseline}${security.payloadEncryption ? ` · ${t('activity.encrypted')}` : ''}`}
        </Fact>
        <Fact label={t('terms.agreement')}>
          <AgreementLink id={entry.agreement.id} />
          <div className="k-sub k-code">{entry.agreement.hash}</div>
        </Fact>
      </dl>
    </Panel>
  )
}

function Controllers({ entry }: { entry: RegisterEntry }) {
  const { t } = useTranslation()
  const local = useLocal()
  return entry.controllers.map(({ member, name, role, registration, dataProtectionOfficer: officer }) => (
    <div key={`${member} ${role}`} className="k-duty-controller">
      <strong>{local(name)}</strong> <span className="k-sub">{t(`partyRoles.${role}`)}</span>
      {registration === undefined ? (
        <div data-overdue="true">{t('activity.unsaid')}</div>
      ) : (
        <div className="k-sub">{t('activity.registration', { number: registration })}</div>
      )}
      {officer === undefined ? null : (
        <div className="k-sub">
          {officer.office}, {officer.address}
        </div>
      )}
    </div>
  ))
}

interface HappenedProps {
  readonly entry: RegisterEntry
  readonly from: string
  readonly until: string
}

function Happened({ entry: { exchanges, agreement }, from, until }: HappenedProps) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t('activity.happened')}>
      <p className="k-sub k-duty-note">{t('register.counted', { from: format.day(from), until: format.day(until) })}</p>
      <dl className="k-facts k-facts-tight">
        <Fact label={t('register.answered')}>{format.number(exchanges.answered)}</Fact>
        <Fact label={t('activity.refused')}>{format.number(exchanges.refused)}</Fact>
        <Fact label={t('activity.without')}>{format.number(exchanges.without)}</Fact>
        <Fact label={t('activity.records')}>{format.number(exchanges.records)}</Fact>
        <Fact label={t('register.persons')}>{format.number(exchanges.persons)}</Fact>
        <Fact label={t('activity.last')}>{exchanges.last === undefined ? '–' : format.instant(exchanges.last)}</Fact>
      </dl>
      <p>
        <Link to="/exchanges" search={{ agreement: agreement.id }}>
          {t('agreement.seeExchanges')}
        </Link>
      </p>
    </Panel>
  )
}

function Data({ entry: { data } }: { entry: RegisterEntry }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <Panel title={t('activity.data', { number: data.length })}>
      <ul className="k-fields">
        {data.map(({ element, release, classification }) => (
          <li key={`${element} ${release}`}>
            <span className="k-field-name">
              <Link to="/dictionary/$id" params={{ id: element }}>
                {names.element(element)}
              </Link>
            </span>
            <span className="k-field-form">
              <span className="k-tag">{t(`forms.${release}`)}</span>
              {classification === 'sensitive' ? (
                <span className="k-tag" data-tone="sensitive">
                  {t('classifications.sensitive')}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
