import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedPartner } from '../../../../src/federation/partners/schema.ts'
import { useAddress } from '../../address.ts'
import { ApiProblem } from '../../api/client.ts'
import { addClientKey, partnersQuery, savePartner } from '../../api/traffic.ts'
import { Panel } from '../../parts/Page.tsx'
import { ProblemNotice } from '../../parts/ProblemNotice.tsx'
import { Steps } from '../../parts/Steps.tsx'
import { onboardSearch } from '../../search.ts'
import { clientKeyOf, type Draft, registrationOfDraft } from './draft.ts'
import { type Faults, faultsOf, firstOpenStep, type StepKey, stepOfPointer, steps } from './draft-faults.ts'
import { ClientStep, SendersStep } from './identity-steps.tsx'
import { EncryptionStep, KeysStep, SigningStep } from './message-steps.tsx'
import { PlaceStep } from './PlaceStep.tsx'
import { ReviewStep } from './ReviewStep.tsx'

interface PartnerFormProps {
  readonly draft: Draft
  readonly onChange: (next: Draft) => void
  readonly onDone?: () => void
  /** The partner that is changed; a new one without. */
  readonly partner?: ListedPartner
  readonly taken: readonly string[]
}

export interface StepProps {
  readonly draft: Draft
  readonly faults: Faults
  readonly set: (change: Partial<Draft>) => void
  readonly partner: ListedPartner | undefined
}

/** One question at a time. The step stands in the address, so that the way back is the browser's own. */
export function PartnerForm({ draft, onChange, onDone, partner, taken }: PartnerFormProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const [{ step: wanted = 'client' }] = useAddress(onboardSearch)
  const open = firstOpenStep(draft, taken)
  const step = steps.indexOf(wanted) <= steps.indexOf(open) ? wanted : open
  const [tried, setTried] = useState<StepKey>()
  const faults = tried === step ? faultsOf(step, draft, taken) : {}
  const go = (to: StepKey) => void router.navigate({ to: '.', search: { step: to } as never })
  const save = useSave(draft, onDone)
  const next = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(step)
    if (Object.keys(faultsOf(step, draft, taken)).length > 0) return focusFirstFault(event.currentTarget)
    if (step === 'review') return save.mutate()
    return go(steps[steps.indexOf(step) + 1] ?? 'review')
  }
  const props: StepProps = { draft, faults, set: (change) => onChange({ ...draft, ...change }), partner }
  return (
    <>
      <Steps
        current={step}
        steps={steps.map((key) => ({ key, label: t(`onboard.step.${key}`), onGo: () => go(key) }))}
      />
      <form onSubmit={next} noValidate>
        <Question step={step}>
          {step === 'review' ? <ReviewStep {...props} onGo={go} /> : <StepFields step={step} props={props} />}
          {save.error === null || step !== 'review' ? null : <Refused fault={save.error} onGo={go} />}
          <div className="k-form-buttons">
            {step === 'client' ? null : (
              <Button variant="default" onClick={() => go(steps[steps.indexOf(step) - 1] ?? 'client')}>
                {t('onboard.back')}
              </Button>
            )}
            <Button type="submit" loading={save.isPending}>
              {step === 'review' ? t(partner === undefined ? 'onboard.confirm' : 'onboard.save') : t('ask.continue')}
            </Button>
          </div>
        </Question>
      </form>
    </>
  )
}

/** The key goes first: a partner whose key was refused is not there yet, and both may be sent again. */
function useSave(draft: Draft, onDone: (() => void) | undefined) {
  const client = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: async () => {
      const key = clientKeyOf(draft)
      if (key !== undefined) await addClientKey(draft.client, key)
      return savePartner(registrationOfDraft(draft))
    },
    onSuccess: async () => {
      onDone?.()
      await client.invalidateQueries({ queryKey: partnersQuery.queryKey })
      await router.navigate({ to: '/partners/$id', params: { id: draft.id } })
    },
  })
}

/** What the server objects to, and the way to the question that it is about; nothing typed is lost. */
function Refused({ fault, onGo }: { fault: Error; onGo: (step: StepKey) => void }) {
  const { t } = useTranslation()
  const step = stepOfPointer(fault instanceof ApiProblem ? fault.body.pointer : undefined)
  return (
    <div>
      <ProblemNotice fault={fault} />
      {step === undefined ? null : (
        <button type="button" className="k-link-button" onClick={() => onGo(step)}>
          {t('onboard.goTo', { question: t(`onboard.question.${step}`) })}
        </button>
      )}
    </div>
  )
}

/** A question takes the focus when it is reached, so that reading and typing go on there. */
function Question({ step, children }: { step: StepKey; children: ReactNode }) {
  const { t } = useTranslation()
  const title = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current !== step) title.current?.focus()
    shown.current = step
  }, [step])
  return (
    <Panel>
      <h2 className="k-question" tabIndex={-1} ref={title}>
        {t(`onboard.question.${step}`)}
      </h2>
      <p className="k-sub k-question-text">{t(`onboard.explained.${step}`)}</p>
      <div className="k-form">{children}</div>
    </Panel>
  )
}

function StepFields({ step, props }: { step: Exclude<StepKey, 'review'>; props: StepProps }) {
  switch (step) {
    case 'client':
      return <ClientStep {...props} />
    case 'senders':
      return <SendersStep {...props} />
    case 'place':
      return <PlaceStep {...props} />
    case 'signing':
      return <SigningStep {...props} />
    case 'keys':
      return <KeysStep {...props} />
    case 'encryption':
      return <EncryptionStep {...props} />
  }
}

/** After the errors are there. */
function focusFirstFault(form: HTMLFormElement): void {
  setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
