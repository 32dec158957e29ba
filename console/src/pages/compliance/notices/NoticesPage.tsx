import '../compliance.css'
import { IconSpeakerphone } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../../../../../src/kernel/language.ts'
import { type IndirectNotice, indirectNoticesQuery, noticeAddress } from '../../../api/compliance.ts'
import { agreementsQuery } from '../../../api/queries.ts'
import type { ListedAgreement } from '../../../api/types.ts'
import { languageNames } from '../../../i18n.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Page } from '../../../parts/Page.tsx'
import { useSession } from '../../../session/session.ts'
import { AgreementLink } from '../AgreementLink.tsx'
import { DueTime, timeOf, UrgencyMark } from '../DueMark.tsx'
import { NoticeDialog } from './NoticeDialog.tsx'

/** Who is still to be told that data about them were received, and what they are told. */
export function NoticesPage(): ReactNode {
  const { t } = useTranslation()
  const waiting = useQuery(indirectNoticesQuery)
  const agreements = useQuery(agreementsQuery)
  return (
    <Guarded permission="agreement.read">
      <Page title={t('notices.title')} lead={t('notices.lead')}>
        <Loaded query={waiting}>{(notices) => <Waiting notices={notices} />}</Loaded>
        <Loaded query={agreements}>{(listed) => <Texts agreements={listed} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function Waiting({ notices }: { notices: readonly IndirectNotice[] }) {
  const { t } = useTranslation()
  const columns = useWaitingColumns()
  if (notices.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState icon={IconSpeakerphone} title={t('notices.none')} text={t('notices.noneText')} />
      </section>
    )
  }
  return (
    <section className="k-panel k-panel-flush" aria-labelledby="waiting">
      <div className="k-panel-bar">
        <h2 id="waiting" className="k-bar-title">
          {t('notices.waiting')}
        </h2>
      </div>
      <div className="k-scroll-pad k-roomy">
        <DataTable
          caption={t('notices.waiting')}
          columns={columns}
          rows={notices}
          rowKey={({ agreement }) => agreement}
        />
      </div>
    </section>
  )
}

function useWaitingColumns(): readonly Column<IndirectNotice>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { session, may } = useSession()
  return [
    {
      key: 'agreement',
      header: t('terms.agreement'),
      cell: ({ agreement, member }) => (
        <>
          <AgreementLink id={agreement} />
          <div className="k-sub">{t('notices.by', { member: names.member(member) })}</div>
        </>
      ),
      sortBy: ({ agreement }) => names.agreement(agreement),
    },
    {
      key: 'persons',
      header: t('notices.persons'),
      cell: ({ persons }) => format.number(persons),
      sortBy: ({ persons }) => persons,
      numeric: true,
    },
    {
      key: 'since',
      header: t('notices.since'),
      cell: ({ since }) => format.day(since),
      sortBy: ({ since }) => since,
    },
    {
      key: 'due',
      header: t('clocks.due'),
      cell: ({ due, overdue }) =>
        due === undefined ? (
          t('due.none')
        ) : (
          <>
            {overdue ? <UrgencyMark urgency="overdue" /> : null} <DueTime time={timeOf(due)} brief />
          </>
        ),
      sortBy: ({ due }) => due?.at ?? '',
    },
    {
      key: 'given',
      header: t('notices.told'),
      cell: (notice) =>
        may('agreement.protect') && session?.member === notice.member ? <NoticeDialog notice={notice} /> : '–',
    },
  ]
}

/** Made from the agreement and from nothing else; public while it is in force. */
function Texts({ agreements }: { agreements: readonly ListedAgreement[] }) {
  const { t } = useTranslation()
  const names = useNames()
  const inForce = agreements.filter((one) => one.inForce)
  if (inForce.length === 0) return null
  const columns: readonly Column<ListedAgreement>[] = [
    {
      key: 'agreement',
      header: t('terms.agreement'),
      cell: ({ agreement }) => <AgreementLink id={agreement.id} />,
      sortBy: ({ agreement }) => names.agreement(agreement.id),
    },
    {
      key: 'text',
      header: t('notices.read'),
      cell: ({ agreement }) => (
        <span className="k-panel-actions">
          {languages.map((language) => (
            <a key={language} href={noticeAddress(agreement.id, language)} target="_blank" rel="noreferrer">
              <span lang={language}>{languageNames[language]}</span>
              <span className="k-caption"> {names.agreement(agreement.id)}</span>
            </a>
          ))}
        </span>
      ),
    },
  ]
  return (
    <details className="k-panel k-list">
      <summary>
        <h2>{t('notices.texts', { number: inForce.length })}</h2>
      </summary>
      <p className="k-sub">{t('notices.textsNote')}</p>
      <DataTable
        caption={t('notices.textsCaption')}
        columns={columns}
        rows={inForce}
        rowKey={({ agreement }) => agreement.id}
      />
    </details>
  )
}
