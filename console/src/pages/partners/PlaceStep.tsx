import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFaultText } from './fault-text.ts'
import type { StepProps } from './PartnerForm.tsx'

const longestUrl = 500

export function PlaceStep({ draft, faults, set }: StepProps) {
  const { t } = useTranslation()
  const faultText = useFaultText()
  return (
    <>
      <Textarea
        label={t('partner.hosts')}
        description={t('onboard.hostsNote')}
        value={draft.hosts}
        rows={3}
        error={faultText(faults.hosts)}
        onChange={(event) => set({ hosts: event.currentTarget.value })}
        spellCheck={false}
        autoCapitalize="none"
      />
      <Checkbox
        label={t('onboard.private')}
        description={t('onboard.privateNote')}
        checked={draft.privateNetwork}
        onChange={(event) => set({ privateNetwork: event.currentTarget.checked })}
      />
      {(['baseUrl', 'callbackUrl'] as const).map((field) => (
        <TextInput
          key={field}
          type="url"
          label={t(`partner.${field}`)}
          description={t(`onboard.${field}Note`)}
          value={draft[field]}
          maxLength={longestUrl}
          error={faultText(faults[field])}
          onChange={(event) => set({ [field]: event.currentTarget.value })}
          spellCheck={false}
        />
      ))}
    </>
  )
}
