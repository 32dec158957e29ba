import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { clientsQuery, partnersQuery } from '../../api/traffic.ts'
import { Choice } from '../../parts/Choice.tsx'
import { useNames } from '../../parts/names.ts'
import { idFrom } from './draft.ts'
import { useFaultText } from './fault-text.ts'
import type { StepProps } from './PartnerForm.tsx'

const editions = ['2024-08', '2025-01', '2025-12', '2026-02'] as const
const longestName = 200

export function ClientStep({ draft, faults, set, partner }: StepProps) {
  const { t } = useTranslation()
  const names = useNames()
  const faultText = useFaultText()
  const { data: clients = [] } = useQuery(clientsQuery)
  const { data: partners = [] } = useQuery(partnersQuery)
  // A client has one partner at most.
  const free = clients.filter(({ id }) => !partners.some((one) => one.client === id && one.id !== partner?.id))
  // A name that was not typed by hand follows the client's, and the id the name.
  const follow = (client: string) => {
    const known = clients.find(({ id }) => id === client)
    const before = clients.find(({ id }) => id === draft.client)
    const name = draft.name === '' || draft.name === before?.name ? (known?.name ?? '') : draft.name
    set({ client, ...(partner === undefined ? named(name) : {}) })
  }
  const named = (name: string) => (draft.id === idFrom(draft.name) ? { name, id: idFrom(name) } : { name })
  return (
    <>
      <NativeSelect
        label={t('partner.client')}
        description={t(free.length === 0 && clients.length > 0 ? 'onboard.noFreeClient' : 'onboard.clientNote')}
        value={draft.client}
        error={faultText(faults.client)}
        onChange={(event) => follow(event.currentTarget.value)}
        data={[
          { value: '', label: t('onboard.choose') },
          ...free.map(({ id, name, member }) => ({ value: id, label: `${name} – ${names.member(member)}` })),
        ]}
      />
      <TextInput
        label={t('onboard.name')}
        description={t('onboard.nameNote')}
        value={draft.name}
        maxLength={longestName}
        error={faultText(faults.name)}
        onChange={(event) =>
          set(partner === undefined ? named(event.currentTarget.value) : { name: event.currentTarget.value })
        }
      />
      <TextInput
        label={t('onboard.id')}
        description={t('onboard.idNote')}
        value={draft.id}
        disabled={partner !== undefined}
        error={faultText(faults.id)}
        onChange={(event) => set({ id: event.currentTarget.value })}
        spellCheck={false}
        autoCapitalize="none"
      />
      <TextInput
        label={t('onboard.contact')}
        description={t('onboard.contactNote')}
        value={draft.contact}
        maxLength={longestName}
        onChange={(event) => set({ contact: event.currentTarget.value })}
      />
    </>
  )
}

export function SendersStep({ draft, faults, set }: StepProps) {
  const { t } = useTranslation()
  const faultText = useFaultText()
  return (
    <>
      <Textarea
        label={t('partner.senderIds')}
        description={t('onboard.sendersNote')}
        value={draft.senderIds}
        rows={3}
        error={faultText(faults.senderIds)}
        onChange={(event) => set({ senderIds: event.currentTarget.value })}
        spellCheck={false}
        autoCapitalize="none"
      />
      <Choice
        label={t('onboard.edition')}
        description={t('onboard.editionNote')}
        value={draft.specVersion}
        onChoose={(specVersion) => set({ specVersion })}
        options={editions.map((value) => ({ value, label: value, note: t(`editions.${value}`) }))}
      />
    </>
  )
}
