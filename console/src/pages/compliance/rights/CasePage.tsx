import '../compliance.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownCase } from '../../../../../src/compliance/rights/schema.ts'
import { useIdInPath } from '../../../address.ts'
import { type CasePage as CaseData, caseQuery } from '../../../api/compliance.ts'
import { Fact } from '../../../parts/Fact.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useNames } from '../../../parts/names.ts'
import { Page, Panel } from '../../../parts/Page.tsx'
import { Steps } from '../../../parts/Steps.tsx'
import { DueTime, timeOf } from '../DueMark.tsx'
import { CaseDue, CaseMark } from './CaseMark.tsx'
import { CaseSteps } from './CaseSteps.tsx'
import { Effects } from './Effects.tsx'
import { CaseProof } from './Proof.tsx'
import { Told } from './Told.tsx'

/** One case from its receipt to its proof. */
export function CasePage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const query = useQuery(caseQuery(id))
  const found = query.data?.case
  return (
    <Guarded permission="rights.read">
      <Page
        title={found === undefined ? t('case.title') : t(`rightsKinds.${found.kind}`)}
        above={
          <Link to="/compliance/rights" className="k-above">
            {t('pages.rights')}
          </Link>
        }
        lead={found === undefined ? undefined : <CaseLead found={found} />}
      >
        <Loaded query={query}>{(data) => <CaseView data={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function CaseLead({ found }: { found: ShownCase }) {
  const names = useNames()
  return (
    <>
      <CaseMark status={found.status} /> · {names.member(found.member)} · <span className="k-code">{found.id}</span>
    </>
  )
}

function CaseView({ data }: { data: CaseData }) {
  const { case: found, notices } = data
  const corrects = found.kind === 'rectification' || found.kind === 'erasure'
  return (
    <>
      <Stages found={found} />
      <div className="k-duty">
        <div>
          <CaseSteps data={data} />
          <Effects found={found} />
          {corrects ? <Told found={found} notices={notices} /> : null}
          <CaseProof data={data} />
        </div>
        <div>
          <CaseFacts found={found} />
          <History found={found} />
        </div>
      </div>
    </>
  )
}

const stages = ['received', 'verified', 'in-progress', 'ended'] as const
const stageSteps = { received: ['receive'], verified: ['verify'], 'in-progress': ['begin'], ended: ['close', 'refuse'] }

function Stages({ found }: { found: ShownCase }) {
  const { t } = useTranslation()
  const format = useFormat()
  const ended = found.status === 'done' || found.status === 'refused'
  return (
    <Steps
      current={ended ? 'ended' : found.status}
      steps={stages.map((stage) => {
        const taken = found.steps.find(({ step }) => stageSteps[stage].includes(step))
        const label =
          stage === 'ended' && found.status === 'refused' ? t('caseStates.refused') : t(`caseStages.${stage}`)
        return {
          key: stage,
          label,
          choice: taken === undefined ? undefined : `${taken.account} · ${format.day(taken.at)}`,
        }
      })}
    />
  )
}

function CaseFacts({ found }: { found: ShownCase }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { elements, purpose, refuseBy, extension, refusal, unacknowledged, representation, reference } = found
  return (
    <Panel title={t('case.facts')}>
      <dl className="k-facts k-facts-tight">
        <Fact label={t('clocks.due')}>
          <CaseDue of={found} />
        </Fact>
        {refuseBy === undefined ? null : (
          <Fact label={t('case.refuseBy')}>
            <DueTime time={timeOf(refuseBy)} />
          </Fact>
        )}
        {extension === undefined ? null : <Fact label={t('case.extended')}>{extension.reference}</Fact>}
        <Fact label={t('cases.received')}>
          {format.instant(found.receivedAt)}
          <div className="k-sub">
            {t(`channels.${found.channel}`)} · {t(`askers.${found.by}`)}
          </div>
        </Fact>
        {representation === undefined ? null : (
          <Fact label={t('newCase.representation')}>
            <span className="k-code">{representation}</span>
          </Fact>
        )}
        {elements === undefined ? null : (
          <Fact label={t('newCase.elements')}>{format.list(elements.map(names.element))}</Fact>
        )}
        {purpose === undefined ? null : <Fact label={t('terms.purpose')}>{names.purpose(purpose)}</Fact>}
        {reference === undefined ? null : <Fact label={t('newCase.reference')}>{reference}</Fact>}
        {refusal === undefined ? null : (
          <Fact label={t('case.refusal')}>
            {t(`refusalGrounds.${refusal.ground}`)}
            <div className="k-sub">
              {refusal.act}, {refusal.section}
              {refusal.reference === undefined ? '' : ` · ${refusal.reference}`}
            </div>
          </Fact>
        )}
        {unacknowledged === undefined ? null : <Fact label={t('case.unacknowledged')}>{unacknowledged}</Fact>}
      </dl>
      <p className="k-sub k-duty-note">{t('case.nobody')}</p>
    </Panel>
  )
}

function History({ found }: { found: ShownCase }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t('standing.history')}>
      <ol className="k-duty-history">
        {found.steps.toReversed().map(({ step, at, account, digest }) => (
          <li key={`${step} ${at}`}>
            <strong>{t(`caseStepsDone.${step}`)}</strong>
            <div className="k-sub">
              {account} · {format.instant(at)}
            </div>
            {digest === undefined ? null : (
              <div className="k-sub">
                {t('case.digest')} <span className="k-code">{digest.slice(0, 16)}…</span>
              </div>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
