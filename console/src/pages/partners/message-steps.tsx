import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { clientsQuery } from '../../api/traffic.ts'
import { Choice } from '../../parts/Choice.tsx'
import { useFaultText } from './fault-text.ts'
import type { StepProps } from './PartnerForm.tsx'

const signatures = ['dci-httpsig', 'jws-compact', 'jws-detached', 'none'] as const
const canonicalForms = ['python-json', 'rfc8785'] as const
const policies = ['refuse', 'accept'] as const
const sendings = ['never', 'when-asked', 'always'] as const

export function SigningStep({ draft, set }: StepProps) {
  const { t } = useTranslation()
  return (
    <>
      <Choice
        label={t('onboard.signature')}
        value={draft.signature}
        onChoose={(signature) => set({ signature })}
        options={signatures.map((value) => ({
          value,
          label: t(`signatures.${value}`),
          note: t(`termsSay.signature.${value}`),
        }))}
      />
      {draft.signature === 'dci-httpsig' ? (
        <Choice
          label={t('onboard.canonical')}
          value={draft.canonicalForm}
          onChoose={(canonicalForm) => set({ canonicalForm })}
          options={canonicalForms.map((value) => ({
            value,
            label: t(`canonicalForms.${value}`),
            note: t(`termsSay.canonical.${value}`),
          }))}
        />
      ) : null}
      <Choice
        label={t('onboard.unsigned')}
        value={draft.unsigned}
        onChoose={(unsigned) => set({ unsigned })}
        options={policies.map((value) => ({
          value,
          label: t(`policies.${value}`),
          note: t(`termsSay.unsigned.${value}`),
        }))}
      />
    </>
  )
}

export function KeysStep({ draft, faults, set }: StepProps) {
  const { t } = useTranslation()
  const faultText = useFaultText()
  const { data: clients = [] } = useQuery(clientsQuery)
  const keys = clients.find(({ id }) => id === draft.client)?.keys ?? []
  return (
    <>
      <p className="k-sub">
        {keys.length === 0
          ? t('onboard.noKeysYet')
          : t('onboard.keysSoFar', { keys: keys.map(({ kid, alg }) => `${alg} ${kid}`).join(', ') })}
      </p>
      <TextInput
        type="url"
        label={t('partner.jwksUrl')}
        description={t('onboard.jwksNote')}
        value={draft.jwksUrl}
        error={faultText(faults.jwksUrl)}
        onChange={(event) => set({ jwksUrl: event.currentTarget.value })}
        spellCheck={false}
      />
      <KeyField
        label={t('onboard.clientKey')}
        note={t('onboard.clientKeyNote')}
        value={draft.clientKey}
        error={faultText(faults.clientKey)}
        onType={(clientKey) => set({ clientKey })}
      />
      <TextInput
        type="date"
        label={t('partners.certificateUntil')}
        description={t('onboard.certificateNote')}
        value={draft.certificateNotAfter}
        error={faultText(faults.certificateNotAfter)}
        onChange={(event) => set({ certificateNotAfter: event.currentTarget.value })}
      />
    </>
  )
}

export function EncryptionStep({ draft, faults, set }: StepProps) {
  const { t } = useTranslation()
  const faultText = useFaultText()
  return (
    <>
      <Choice
        label={t('onboard.send')}
        value={draft.encryptionSend}
        onChoose={(encryptionSend) => set({ encryptionSend })}
        options={sendings.map((value) => ({ value, label: t(`sendings.${value}`), note: t(`termsSay.send.${value}`) }))}
      />
      <Checkbox
        label={t('onboard.require')}
        description={t('termsSay.required')}
        checked={draft.encryptionRequire}
        onChange={(event) => set({ encryptionRequire: event.currentTarget.checked })}
      />
      <KeyField
        label={t('partner.encryptionKey')}
        note={t('onboard.encryptionKeyNote')}
        value={draft.encryptionKey}
        error={faultText(faults.encryptionKey)}
        onType={(encryptionKey) => set({ encryptionKey })}
      />
    </>
  )
}

interface KeyFieldProps {
  readonly label: string
  readonly note: string
  readonly value: string
  readonly error: string | undefined
  readonly onType: (text: string) => void
}

/** A public key is pasted, as it was sent: it is no secret. */
function KeyField({ label, note, value, error, onType }: KeyFieldProps) {
  return (
    <Textarea
      label={label}
      description={note}
      value={value}
      rows={5}
      classNames={{ input: 'k-code' }}
      placeholder='{ "kty": "OKP", "crv": "Ed25519", "x": "…" }'
      error={error}
      onChange={(event) => onType(event.currentTarget.value)}
      spellCheck={false}
      autoCapitalize="none"
    />
  )
}
