import { Alert } from '@mantine/core'
import { IconGavel } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orderInForce } from '../../../../src/agreements/lifecycle/standing.ts'
import type { Agreement } from '../../../../src/agreements/schema.ts'
import { type VersionHistory, versionQuery } from '../../api/agreements.ts'
import { membersQuery } from '../../api/queries.ts'
import { useFormat } from '../../parts/format.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { useNames } from '../../parts/names.ts'
import { Panel } from '../../parts/Page.tsx'
import { Steps } from '../../parts/Steps.tsx'
import { useSession } from '../../session/session.ts'
import type { TabProps } from './AgreementPage.tsx'
import { OwnKeys } from './OwnKeys.tsx'
import { Signatures } from './Signatures.tsx'
import { StepButton } from './StepButton.tsx'
import { possibleSteps, stageOf, stages } from './steps.ts'
import { useChosenVersion, VersionChoice } from './version-links.tsx'

/** How a version stands, who brought it there, and what the reader may do next. */
export function StandingTab({ data, versions }: TabProps) {
  const { t } = useTranslation()
  const chosen = useChosenVersion(versions)
  const query = useQuery(versionQuery(data.agreement.id, chosen?.version ?? data.agreement.version))
  if (chosen === undefined) return null
  return (
    <>
      {versions.length === 1 ? null : (
        <div className="k-toolbar">
          <VersionChoice versions={versions} label={t('agreement.version')} name="version" value={chosen.version} />
        </div>
      )}
      <Order versions={versions} />
      <Stages version={chosen} />
      <Loaded query={query}>
        {({ agreement }) => (
          <>
            <NextSteps agreement={agreement} version={chosen} versions={versions} />
            <Signatures agreement={agreement} version={chosen} />
          </>
        )}
      </Loaded>
      <OwnKeys />
      <Events version={chosen} />
    </>
  )
}

function Order({ versions }: { versions: readonly VersionHistory[] }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  // Versions come newest first, and events in their order.
  const order = orderInForce(versions.toReversed().flatMap(({ events }) => events))
  if (order === undefined) return null
  return (
    <Alert
      color="clay"
      variant="light"
      className="k-problem"
      icon={<IconGavel aria-hidden />}
      title={t('standing.ordered')}
    >
      {t('standing.orderedText', { member: names.member(order.by.member), time: format.instant(order.at) })}
      {order.reason === undefined ? null : <p>{order.reason}</p>}
    </Alert>
  )
}

function Stages({ version }: { version: VersionHistory }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Steps
      current={stageOf(version)}
      steps={stages.map((stage) => {
        const reached = version.events.findLast(({ status }) => status === stage)
        return {
          key: stage,
          label: t(`standing.stage.${stage}`),
          choice: reached === undefined ? undefined : `${reached.by.account} · ${format.day(reached.at)}`,
        }
      })}
    />
  )
}

interface NextStepsProps {
  readonly agreement: Agreement
  readonly version: VersionHistory
  readonly versions: readonly VersionHistory[]
}

function NextSteps({ agreement, version, versions }: NextStepsProps) {
  const { t } = useTranslation()
  const { session } = useSession()
  const today = useFormat().today()
  const { data: members = [] } = useQuery(membersQuery)
  if (session === undefined) return null
  const isRegulator = members.find(({ id }) => id === session.member)?.kind === 'regulator'
  const possible = possibleSteps(agreement, version, versions, { session, isRegulator, today })
  return (
    <Panel title={t('standing.next')}>
      <p className="k-standing-now">{t(`standing.waits.${version.standing.status}`)}</p>
      {possible.length === 0 ? (
        <p className="k-sub">{t('standing.nothingToDo')}</p>
      ) : (
        <div className="k-panel-actions">
          {possible.map((step) => (
            <StepButton key={step} step={step} of={{ id: agreement.id, version: version.version }} />
          ))}
        </div>
      )}
    </Panel>
  )
}

function Events({ version }: { version: VersionHistory }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return (
    <Panel title={t('standing.history')}>
      <ol className="k-events">
        {version.events.toReversed().map(({ step, at, by, reason }) => (
          <li key={`${step} ${at}`}>
            <strong>{t(`standing.done.${step}`)}</strong>
            <div className="k-sub">
              {t('standing.byAt', { account: by.account, member: names.member(by.member), time: format.instant(at) })}
            </div>
            {reason === undefined ? null : <q>{reason}</q>}
          </li>
        ))}
      </ol>
      <p className="k-sub">
        {t('agreement.hash')} <span className="k-code">{version.hash}</span>
      </p>
    </Panel>
  )
}
