import '../compliance.css'
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  BreachPage as BreachData,
  ConcernedCount,
  ShownBreach,
} from '../../../../../src/compliance/breaches/schema.ts'
import { useIdInPath } from '../../../address.ts'
import { breachQuery, notificationAddress } from '../../../api/compliance.ts'
import { currentLanguage, languageNames } from '../../../i18n.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { Fact } from '../../../parts/Fact.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Page, Panel } from '../../../parts/Page.tsx'
import { AgreementLink } from '../AgreementLink.tsx'
import { BreachMark, RiskMark } from './BreachMark.tsx'
import { BreachSteps } from './BreachSteps.tsx'
import { Recipients } from './Recipients.tsx'
import { useToldTo } from './told-to.ts'

export function BreachPage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const names = useNames()
  const format = useFormat()
  const query = useQuery(breachQuery(id))
  const found = query.data?.breach
  return (
    <Guarded permission="breach.read">
      <Page
        title={found === undefined ? t('breaches.title') : t('breach.title', { member: names.member(found.member) })}
        above={
          <Link to="/compliance/breaches" className="k-above">
            {t('pages.breaches')}
          </Link>
        }
        lead={
          found === undefined ? undefined : (
            <>
              <BreachMark status={found.status} /> · {t('breach.noticedAt', { time: format.instant(found.noticedAt) })}{' '}
              · <span className="k-code">{found.id}</span>
            </>
          )
        }
      >
        <Loaded query={query}>{(data) => <View data={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function View({ data }: { data: BreachData }) {
  return (
    <>
      <div className="k-duty">
        <div>
          <BreachSteps breach={data.breach} />
          <Recipients breach={data.breach} />
          <Notification breach={data.breach} />
        </div>
        <div>
          <Facts breach={data.breach} />
          <Chronology data={data} />
        </div>
      </div>
      <Concerned data={data} />
      <Story breach={data.breach} />
    </>
  )
}

const formats = ['html', 'pdf', 'docx'] as const

function Notification({ breach: { id, status } }: { breach: ShownBreach }) {
  const { t } = useTranslation()
  const [language, setLanguage] = useState<string>(currentLanguage())
  const provisional = status === 'open' || status === 'submitted'
  return (
    <Panel title={t('breach.notification')}>
      <p className="k-duty-note">{t(provisional ? 'breach.provisional' : 'breach.final')}</p>
      <div className="k-toolbar">
        <SegmentedControl
          aria-label={t('shell.language')}
          value={language}
          onChange={setLanguage}
          data={Object.entries(languageNames).map(([value, label]) => ({ value, label }))}
        />
        <span className="k-downloads">
          {t('agreement.download')}{' '}
          {formats.map((format) => (
            <a key={format} href={notificationAddress(id, format, language)} download>
              {t(`agreement.formats.${format}`)}
            </a>
          ))}
        </span>
      </div>
    </Panel>
  )
}

function Story({ breach: { content } }: { breach: ShownBreach }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('breach.story')}>
      {(['discovery', 'story', 'consequences', 'measures', 'reasons'] as const).map((name) => (
        <div key={name} className="k-duty-answer">
          <h3 className="k-duty-heading">{t(`breachFields.${name}.label`)}</h3>
          <p className="k-duty-lines">{content[name]}</p>
        </div>
      ))}
    </Panel>
  )
}

function Facts({ breach: { member, content, submittedBy, decision } }: { breach: ShownBreach }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { from, to, natures, cause, persons, vulnerable, unintelligible, elements, controller, contact, risk } = content
  return (
    <Panel title={t('assessment.facts')}>
      <dl className="k-facts k-facts-tight">
        <Fact label={t('clocks.whose')}>{names.member(member)}</Fact>
        {controller === undefined ? null : (
          <Fact label={t('breachFields.controller.label')}>{names.member(controller)}</Fact>
        )}
        <Fact label={t('breaches.risk')}>
          <RiskMark risk={risk} />
        </Fact>
        <Fact label={t('breach.what')}>
          {format.list(natures.map((one) => t(`breachNatures.${one}`)))}
          <div className="k-sub">{t(`breachCauses.${cause}`)}</div>
        </Fact>
        <Fact label={t('breach.when')}>
          {from === undefined ? t('breach.unknown') : format.instant(from)}
          {to === undefined ? null : <div className="k-sub">{t('breach.until', { time: format.instant(to) })}</div>}
        </Fact>
        <Fact label={t('toldTo.persons')}>
          {persons === undefined ? t('breach.unknown') : t('breaches.about', { number: format.number(persons) })}
          {vulnerable ? <div className="k-sub">{t('breach.vulnerable')}</div> : null}
        </Fact>
        <Fact label={t('breachFields.elements.label')}>
          {elements.map((element) => (
            <div key={element}>{names.element(element)}</div>
          ))}
          <div className="k-sub">{t(unintelligible ? 'breach.unintelligible' : 'breach.intelligible')}</div>
        </Fact>
        <Fact label={t('breach.contact')}>
          {contact.office}
          <div className="k-sub">{contact.address}</div>
        </Fact>
        {submittedBy === undefined ? null : <Fact label={t('assessment.submittedBy')}>{submittedBy.account}</Fact>}
        {decision === undefined ? null : (
          <Fact label={t('assessment.decided')}>
            {format.day(decision.on)} · {decision.by.account}
            {decision.reason === undefined ? null : <q>{decision.reason}</q>}
          </Fact>
        )}
      </dl>
    </Panel>
  )
}

function Concerned({ data: { breach, concerned } }: { data: BreachData }) {
  const { t } = useTranslation()
  const format = useFormat()
  const columns = useConcernedColumns()
  const { exchanges } = breach.content
  if (exchanges === undefined) {
    return (
      <Panel title={t('breach.exchanges')}>
        <p className="k-sub">{t('breach.noExchanges')}</p>
      </Panel>
    )
  }
  const { from, to, consumer, client } = exchanges
  return (
    <Panel title={t('breach.exchanges')}>
      <p className="k-duty-note">
        {t('breach.between', { from: format.instant(from), to: format.instant(to) })}{' '}
        {format.list([consumer, client].filter((one) => one !== undefined))}
      </p>
      {concerned.length === 0 ? (
        <p className="k-sub">{t('breach.noneConcerned')}</p>
      ) : (
        <div className="k-scroll-pad">
          <DataTable
            caption={t('breach.exchanges')}
            columns={columns}
            rows={concerned}
            rowKey={(one) => `${one.agreement} ${one.consumer}`}
          />
        </div>
      )}
    </Panel>
  )
}

function useConcernedColumns(): readonly Column<ConcernedCount>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return [
    {
      key: 'agreement',
      header: t('terms.agreement'),
      cell: ({ agreement, provider, consumer }) => (
        <>
          <AgreementLink id={agreement} />
          <div className="k-sub">
            {names.member(provider)} → {names.member(consumer)}
          </div>
        </>
      ),
    },
    { key: 'exchanges', header: t('breach.count'), cell: (one) => format.number(one.exchanges), numeric: true },
    { key: 'answered', header: t('breach.answered'), cell: (one) => format.number(one.answered), numeric: true },
    { key: 'persons', header: t('breach.different'), cell: (one) => format.number(one.persons), numeric: true },
    {
      key: 'ledger',
      header: t('breach.ledger'),
      cell: ({ firstIndex, lastIndex }) => <span className="k-code">{`${firstIndex}–${lastIndex}`}</span>,
    },
  ]
}

function Chronology({ data: { revisions } }: { data: BreachData }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const toldTo = useToldTo()
  return (
    <Panel title={t('standing.history')}>
      <ol className="k-duty-history">
        {revisions.map(({ revision, step, at, by, told, decision }) => (
          <li key={revision}>
            <strong>{t(`breachDone.${step}`)}</strong>
            {step === 'tell' ? <div>{toldTo(told.at(-1)?.to ?? '')}</div> : null}
            <div className="k-sub">
              {t('standing.byAt', { account: by.account, member: names.member(by.member), time: format.instant(at) })}
            </div>
            {step === 'send-back' && decision?.reason !== undefined ? <q>{decision.reason}</q> : null}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
