import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownBreach } from '../../../../../src/compliance/breaches/schema.ts'
import { type BreachStep, complianceKey, takeBreachStep } from '../../../api/compliance.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { Panel } from '../../../parts/Page.tsx'
import { useSession } from '../../../session/session.ts'

const textLimit = 4000

/** What the breach waits for, and what the reader may do about it. */
export function BreachSteps({ breach }: { breach: ShownBreach }) {
  const { t } = useTranslation()
  const { session, may } = useSession()
  const { id, member, status, submittedBy } = breach
  const ours = session?.member === member
  const own = submittedBy?.account === session?.username
  const writes = ours && may('breach.record')
  const decides = ours && may('breach.decide')
  const steps: readonly BreachStep[] = [
    ...(writes && status === 'open' ? (['submit'] as const) : []),
    ...(decides && status === 'submitted' && !own ? (['assess'] as const) : []),
    ...(decides && status === 'submitted' ? (['send-back'] as const) : []),
    ...(decides && status === 'assessed' ? (['close'] as const) : []),
  ]
  return (
    <Panel title={t('standing.next')}>
      <p className="k-duty-note">{t(`breachWaits.${status}`)}</p>
      {status === 'submitted' && own && decides ? <p className="k-sub k-duty-note">{t('breach.ownNote')}</p> : null}
      <div className="k-panel-actions">
        {writes && (status === 'open' || status === 'assessed') ? (
          <Button component={Link} to="/compliance/breaches/$id/revise" params={{ id } as never} variant="default">
            {t('breach.revise')}
          </Button>
        ) : null}
        {steps.map((step) => (
          <Step key={step} id={id} step={step} />
        ))}
      </div>
    </Panel>
  )
}

function Step({ id, step }: { id: string; step: BreachStep }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const needed = step === 'send-back'
  return (
    <ConfirmButton
      label={t(`breachSteps.${step}`)}
      question={t(`breachAsks.${step}`)}
      verb={t(`breachSteps.${step}`)}
      variant={needed ? 'default' : 'filled'}
      ready={!needed || reason.trim() !== ''}
      act={async () => {
        await takeBreachStep(id, step, reason.trim())
        await client.invalidateQueries({ queryKey: complianceKey })
        return t(`breachDone.${step}`)
      }}
    >
      <p className="k-duty-note">{t(`breachMeans.${step}`)}</p>
      {needed ? (
        <Textarea
          label={t('standing.reason')}
          required
          value={reason}
          maxLength={textLimit}
          autosize
          minRows={3}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
    </ConfirmButton>
  )
}
