import { useTranslation } from 'react-i18next'
import { Fact } from '../../parts/Fact.tsx'
import { registrationOfDraft } from './draft.ts'
import type { StepKey } from './draft-faults.ts'
import { MessageTerms } from './MessageTerms.tsx'
import type { StepProps } from './PartnerForm.tsx'

interface ReviewStepProps extends StepProps {
  readonly onGo: (step: StepKey) => void
}

/** All of it in plain words, before it is so. */
export function ReviewStep({ draft, onGo }: ReviewStepProps) {
  const { t } = useTranslation()
  const registration = registrationOfDraft(draft)
  const facts = [
    { step: 'client', label: t('onboard.name'), value: `${registration.name} (${registration.id})` },
    { step: 'client', label: t('partner.client'), value: registration.client },
    { step: 'senders', label: t('partner.senderIds'), value: registration.senderIds.join(', ') },
    { step: 'place', label: t('partner.hosts'), value: registration.hosts.join(', ') },
    { step: 'place', label: t('partner.baseUrl'), value: registration.baseUrl },
    { step: 'place', label: t('partner.callbackUrl'), value: registration.callbackUrl },
    { step: 'keys', label: t('partner.jwksUrl'), value: registration.jwksUrl },
    { step: 'keys', label: t('onboard.clientKey'), value: draft.clientKey === '' ? '' : t('onboard.oneKey') },
  ] as const
  return (
    <>
      <dl className="k-facts">
        {facts.map(({ step, label, value }) => (
          <Fact key={label} label={label}>
            {value === undefined || value === '' ? t('value.none') : value}{' '}
            <button
              type="button"
              className="k-link-button k-small"
              onClick={() => onGo(step)}
              aria-label={t('onboard.changeWhat', { what: label })}
            >
              {t('onboard.change')}
            </button>
          </Fact>
        ))}
      </dl>
      <div>
        <h3>{t('partner.terms')}</h3>
        <MessageTerms terms={registration} />
      </div>
    </>
  )
}
