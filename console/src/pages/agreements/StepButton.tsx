import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OfVersion, takeStep } from '../../api/agreements.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { isForward, needsReason, type PossibleStep } from './steps.ts'

const reasonLimit = 2000

/** One step of the lifecycle: what it means, why it is taken, and what the server objects to. */
export function StepButton({ step, of }: { step: PossibleStep; of: OfVersion }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const needed = needsReason(step)
  return (
    <ConfirmButton
      label={t(`standing.do.${step}`)}
      question={t('standing.question', { step: t(`standing.do.${step}`), version: of.version })}
      verb={t(`standing.do.${step}`)}
      variant={isForward(step) ? 'filled' : 'default'}
      ready={!needed || reason.trim() !== ''}
      act={async () => {
        await takeStep(of, step, reason.trim())
        setReason('')
        await client.invalidateQueries({ queryKey: ['agreements'] })
        return t(`standing.done.${step}`)
      }}
    >
      <p>{t(`standing.means.${step}`)}</p>
      <Textarea
        label={t(needed ? 'standing.reason' : 'standing.reasonOptional')}
        description={t('standing.reasonNote')}
        required={needed}
        maxLength={reasonLimit}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ConfirmButton>
  )
}
