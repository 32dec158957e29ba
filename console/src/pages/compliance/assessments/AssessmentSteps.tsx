import { Button, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownAssessment } from '../../../../../src/compliance/assessments/schema.ts'
import {
  approveAssessment,
  complianceKey,
  rejectAssessment,
  reportAssessment,
  submitAssessment,
} from '../../../api/compliance.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { CopyButton } from '../../../parts/CopyButton.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Panel } from '../../../parts/Page.tsx'
import { useSession } from '../../../session/session.ts'

const textLimit = 4000
const referenceLimit = 120

/** What the assessment waits for, and what the reader may do about it. */
export function AssessmentSteps({ assessment }: { assessment: ShownAssessment }) {
  const { t } = useTranslation()
  const { session, may } = useSession()
  const { status, submittedBy, report } = assessment
  const writes = may('assessment.draft') && (status === 'draft' || status === 'rejected')
  const own = submittedBy?.account === session?.username
  const decides = may('agreement.protect') && status === 'submitted' && !own
  const reports = may('agreement.protect') && status === 'approved' && report === undefined
  return (
    <Panel title={t('standing.next')}>
      <p className="k-duty-note">{t(`assessmentWaits.${status}`)}</p>
      {status === 'submitted' && own ? <p className="k-sub k-duty-note">{t('assessment.ownNote')}</p> : null}
      <div className="k-panel-actions">
        {writes ? (
          <Button
            component={Link}
            to="/compliance/assessments/$id/revise"
            params={{ id: assessment.id } as never}
            variant="default"
          >
            {t('assessment.revise')}
          </Button>
        ) : null}
        {writes && status === 'draft' ? <Submit assessment={assessment} /> : null}
        {decides ? <Approve assessment={assessment} /> : null}
        {decides ? <Reject assessment={assessment} /> : null}
        {reports ? <ReportIt assessment={assessment} /> : null}
      </div>
      {status === 'approved' ? <Linking assessment={assessment} /> : null}
    </Panel>
  )
}

type StepName = 'submit' | 'approve' | 'reject' | 'report'

interface StepProps {
  readonly step: StepName
  readonly act: () => Promise<unknown>
  readonly ready?: boolean
  readonly children?: ReactNode
}

function Step({ step, act, ready = true, children }: StepProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return (
    <ConfirmButton
      label={t(`assessmentSteps.${step}`)}
      question={t(`assessmentStepAsks.${step}`)}
      verb={t(`assessmentSteps.${step}`)}
      variant={step === 'reject' ? 'default' : 'filled'}
      ready={ready}
      act={async () => {
        await act()
        await client.invalidateQueries({ queryKey: complianceKey })
        return t(`assessmentStepsDone.${step}`)
      }}
    >
      <p className="k-duty-note">{t(`assessmentStepMeans.${step}`)}</p>
      {children}
    </ConfirmButton>
  )
}

interface OfProps {
  readonly assessment: ShownAssessment
}

function Submit({ assessment: { id } }: OfProps) {
  return <Step step="submit" act={() => submitAssessment(id)} />
}

/** Where a high risk remains, the authority is consulted first (GDPR article 36). */
function Approve({ assessment: { id, level } }: OfProps) {
  const { t } = useTranslation()
  const [consultation, setConsultation] = useState('')
  const needed = level === 'high'
  return (
    <Step
      step="approve"
      act={() => approveAssessment(id, consultation.trim())}
      ready={!needed || consultation.trim() !== ''}
    >
      <TextInput
        label={t(needed ? 'assessment.consultation' : 'assessment.consultationOptional')}
        description={t(needed ? 'assessment.consultationNote' : 'newCase.referenceNote')}
        required={needed}
        value={consultation}
        maxLength={referenceLimit}
        onChange={(event) => setConsultation(event.currentTarget.value)}
      />
    </Step>
  )
}

function Reject({ assessment: { id } }: OfProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  return (
    <Step step="reject" act={() => rejectAssessment(id, reason.trim())} ready={reason.trim() !== ''}>
      <Textarea
        label={t('standing.reason')}
        description={t('assessment.reasonNote')}
        required
        value={reason}
        maxLength={textLimit}
        autosize
        minRows={3}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Step>
  )
}

function ReportIt({ assessment: { id } }: OfProps) {
  const { t } = useTranslation()
  const today = useFormat().today()
  const [on, setOn] = useState(today)
  const [reference, setReference] = useState('')
  return (
    <Step
      step="report"
      act={() => reportAssessment(id, { on, reference: reference.trim() })}
      ready={reference.trim() !== '' && on !== '' && on <= today}
    >
      <TextInput
        type="date"
        label={t('assessments.reported')}
        value={on}
        max={today}
        onChange={(event) => setOn(event.currentTarget.value)}
      />
      <TextInput
        mt="sm"
        label={t('newCase.reference')}
        description={t('newCase.referenceNote')}
        value={reference}
        maxLength={referenceLimit}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
    </Step>
  )
}

/** The agreement names it in its next version; the one in force is signed and is not changed. */
function Linking({ assessment: { agreement, id, linked, clause } }: OfProps) {
  const { t } = useTranslation()
  const { may } = useSession()
  if (linked || clause === undefined) return null
  return (
    <div className="k-duty-steps">
      <p className="k-duty-note">{t('assessment.link')}</p>
      <p className="k-command">
        <code>{id}</code> <CopyButton text={id} label={t('assessment.reference')} />
      </p>
      {may('agreement.draft') ? (
        <div>
          <Button
            component={Link}
            to="/agreements/$id/new-version"
            params={{ id: agreement } as never}
            variant="default"
          >
            {t('agreement.newVersion')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
