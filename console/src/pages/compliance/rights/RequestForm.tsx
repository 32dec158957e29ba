import { Button, MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RightsRequest } from '../../../../../src/compliance/rights/schema.ts'
import { elementsQuery, purposesQuery } from '../../../api/queries.ts'
import { Choice } from '../../../parts/Choice.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useLocal } from '../../../parts/local.ts'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { instantIn, localIn } from '../../../parts/zoned-time.ts'
import { channels, rightsKinds } from '../known.ts'
import { faultsOf, namesElements, namesPurpose, type RequestFault, requestOf, type TypedRequest } from './request.ts'

const textLimit = 120

/** What was typed is kept in this page alone: it names a person. */
export function RequestForm({ onSend }: { onSend: (request: RightsRequest) => Promise<void> }) {
  const { t } = useTranslation()
  const { timeZone } = useFormat()
  const [typed, setTyped] = useState<TypedRequest>(() => ({
    ...{ kind: undefined, nationalId: '', by: 'subject', representation: '', channel: 'office' },
    ...{ receivedAt: localIn(timeZone, new Date().toISOString()), elements: [], purpose: '', reference: '' },
  }))
  const [tried, setTried] = useState(false)
  const sending = useMutation({ mutationFn: onSend })
  const received = instantIn(timeZone, typed.receivedAt)
  const faults = faultsOf(typed, received, Date.now())
  const fault = (name: RequestFault) => (tried && faults.includes(name) ? t(`newCase.fault.${name}`) : undefined)
  const set = (change: Partial<TypedRequest>) => setTyped({ ...typed, ...change })
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    const form = event.currentTarget
    if (faults.length > 0 || typed.kind === undefined || received === undefined) {
      setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"], [type="radio"]')?.focus())
      return
    }
    sending.mutate(requestOf(typed, typed.kind, received))
  }
  return (
    <form onSubmit={send} noValidate className="k-form">
      <Choice
        label={t('newCase.kind')}
        value={typed.kind}
        error={fault('kind')}
        options={rightsKinds.map((value) => ({
          value,
          label: t(`rightsKinds.${value}`),
          note: t(`rightsExplained.${value}`),
        }))}
        onChoose={(kind) => set({ kind })}
      />
      <About typed={typed} set={set} />
      <TextInput
        label={t('cases.nationalId')}
        description={t('cases.nationalIdNote')}
        value={typed.nationalId}
        autoComplete="off"
        error={fault('nationalId')}
        onChange={(event) => set({ nationalId: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('newCase.by')}
        value={typed.by}
        onChange={(event) => set({ by: event.currentTarget.value === 'representative' ? 'representative' : 'subject' })}
        data={(['subject', 'representative'] as const).map((value) => ({ value, label: t(`askers.${value}`) }))}
      />
      {typed.by === 'subject' ? null : (
        <TextInput
          label={t('newCase.representation')}
          description={t('newCase.representationNote')}
          value={typed.representation}
          error={fault('representation')}
          onChange={(event) => set({ representation: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        label={t('newCase.channel')}
        value={typed.channel}
        onChange={(event) => {
          const channel = channels.find((one) => one === event.currentTarget.value)
          if (channel !== undefined) set({ channel })
        }}
        data={channels.map((value) => ({ value, label: t(`channels.${value}`) }))}
      />
      <TextInput
        type="datetime-local"
        label={t('newCase.receivedAt', { zone: timeZone })}
        description={t('newCase.receivedNote')}
        value={typed.receivedAt}
        error={fault('receivedAt')}
        onChange={(event) => set({ receivedAt: event.currentTarget.value })}
      />
      <TextInput
        label={t('newCase.reference')}
        description={t('newCase.referenceNote')}
        value={typed.reference}
        maxLength={textLimit}
        onChange={(event) => set({ reference: event.currentTarget.value })}
      />
      {sending.error === null ? null : <ProblemNotice fault={sending.error} />}
      <div className="k-form-buttons">
        <Button type="submit" loading={sending.isPending}>
          {t('newCase.send')}
        </Button>
      </div>
    </form>
  )
}

/** Which values, or which purpose; without either, all of them. */
function About({ typed, set }: { typed: TypedRequest; set: (change: Partial<TypedRequest>) => void }) {
  const { t } = useTranslation()
  const local = useLocal()
  const { data: elements = [] } = useQuery(elementsQuery)
  const { data: purposes = [] } = useQuery(purposesQuery)
  if (namesElements(typed.kind)) {
    return (
      <MultiSelect
        label={t('newCase.elements')}
        description={t('newCase.elementsNote')}
        data={elements.map(({ id, label }) => ({ value: id, label: `${local(label)} (${id})` }))}
        value={[...typed.elements]}
        onChange={(chosen) => set({ elements: chosen })}
        searchable
        hidePickedOptions
        nothingFoundMessage={t('search.nothing')}
        limit={50}
      />
    )
  }
  if (!namesPurpose(typed.kind)) return null
  return (
    <NativeSelect
      label={t('newCase.purpose')}
      description={t('newCase.purposeNote')}
      value={typed.purpose}
      onChange={(event) => set({ purpose: event.currentTarget.value })}
      data={[
        { value: '', label: t('newCase.everyPurpose') },
        ...purposes.map(({ id, label }) => ({ value: id, label: local(label) })),
      ]}
    />
  )
}
