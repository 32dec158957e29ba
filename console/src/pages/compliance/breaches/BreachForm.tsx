import { Button, Checkbox, MultiSelect, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BreachRecord } from '../../../../../src/compliance/breaches/schema.ts'
import { agreementsQuery, elementsQuery } from '../../../api/queries.ts'
import { Choice } from '../../../parts/Choice.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useLocal } from '../../../parts/local.ts'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { useSession } from '../../../session/session.ts'
import { breachCauses, breachNatures, breachRisks } from '../known.ts'
import { useMemberOptions } from '../member-options.ts'
import { type BreachFault, type BreachText, faultsOf, recordOf, type TypedBreach } from './content.ts'

const textLimit = 4000

interface FormProps {
  readonly first: TypedBreach
  /** Of a breach that is written anew: its clocks run, and nothing moves them. */
  readonly fixedNotice: boolean
  readonly onSave: (record: BreachRecord) => Promise<void>
}

interface PartProps {
  readonly typed: TypedBreach
  readonly set: (change: Partial<TypedBreach>) => void
  readonly fault: (name: BreachFault) => string | undefined
}

/** What was typed is kept in this page alone, until it is saved. */
export function BreachForm({ first, fixedNotice, onSave }: FormProps) {
  const { t } = useTranslation()
  const { timeZone } = useFormat()
  const [typed, setTyped] = useState(first)
  const [tried, setTried] = useState(false)
  const saving = useMutation({ mutationFn: onSave })
  const faults = faultsOf(typed, timeZone, new Date())
  const part: PartProps = {
    typed,
    set: (change) => setTyped({ ...typed, ...change }),
    fault: (name) => (tried && faults.has(name) ? t('breachForm.fault') : undefined),
  }
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    const form = event.currentTarget
    if (faults.size === 0) return saving.mutate(recordOf(typed, timeZone))
    setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault] input')?.focus())
  }
  return (
    <form onSubmit={send} noValidate className="k-form">
      <TextInput
        type="datetime-local"
        label={t('breachForm.noticedAt', { zone: timeZone })}
        description={t(fixedNotice ? 'breachForm.noticedFixed' : 'breachForm.noticedNote')}
        value={typed.noticedAt}
        disabled={fixedNotice}
        error={part.fault('noticedAt')}
        onChange={(event) => part.set({ noticedAt: event.currentTarget.value })}
      />
      <What {...part} />
      <Concerned {...part} />
      <Exchanges {...part} />
      <Risk {...part} />
      <Contact {...part} />
      {saving.error === null ? null : <ProblemNotice fault={saving.error} />}
      <div className="k-form-buttons">
        <Button type="submit" loading={saving.isPending}>
          {t('breachForm.save')}
        </Button>
      </div>
    </form>
  )
}

function Words({ name, typed, set, fault }: PartProps & { name: BreachText }) {
  const { t } = useTranslation()
  return (
    <Textarea
      label={t(`breachFields.${name}.label`)}
      description={t(`breachFields.${name}.note`)}
      value={typed[name]}
      error={fault(name) === undefined ? undefined : t('breachForm.textFault')}
      maxLength={textLimit}
      autosize
      minRows={3}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  )
}

function Moment({ name, typed, set, fault }: PartProps & { name: 'from' | 'to' | 'exchangesFrom' | 'exchangesTo' }) {
  const { t } = useTranslation()
  const { timeZone } = useFormat()
  return (
    <TextInput
      type="datetime-local"
      label={t(`breachMoments.${name}`, { zone: timeZone })}
      value={typed[name]}
      error={fault(name)}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  )
}

function What(part: PartProps) {
  const { t } = useTranslation()
  const { typed, set, fault } = part
  return (
    <>
      <Checkbox.Group
        label={t('breach.what')}
        value={typed.natures}
        error={fault('natures')}
        onChange={(chosen) => set({ natures: breachNatures.filter((one) => chosen.includes(one)) })}
      >
        <Stack gap="sm" my="xs" data-fault={fault('natures')}>
          {breachNatures.map((value) => (
            <Checkbox key={value} value={value} label={t(`breachNatures.${value}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <NativeSelect
        label={t('breachForm.cause')}
        value={typed.cause ?? ''}
        error={fault('cause')}
        onChange={(event) => set({ cause: breachCauses.find((one) => one === event.currentTarget.value) })}
        data={[
          { value: '', label: t('breachForm.choose') },
          ...breachCauses.map((value) => ({ value, label: t(`breachCauses.${value}`) })),
        ]}
      />
      <Moment {...part} name="from" />
      <Moment {...part} name="to" />
      <Words {...part} name="discovery" />
      <Words {...part} name="story" />
    </>
  )
}

function Concerned({ typed, set, fault }: PartProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const members = useMemberOptions()
  const { session } = useSession()
  const { data: elements = [] } = useQuery(elementsQuery)
  return (
    <>
      <MultiSelect
        label={t('breachFields.elements.label')}
        description={t('breachFields.elements.note')}
        data={elements.map(({ id, label }) => ({ value: id, label: `${local(label)} (${id})` }))}
        value={[...typed.elements]}
        error={fault('elements')}
        onChange={(chosen) => set({ elements: chosen })}
        searchable
        hidePickedOptions
        nothingFoundMessage={t('search.nothing')}
        limit={50}
      />
      <TextInput
        label={t('breach.persons')}
        description={t('breachForm.personsNote')}
        inputMode="numeric"
        value={typed.persons}
        error={fault('persons')}
        onChange={(event) => set({ persons: event.currentTarget.value })}
      />
      <Checkbox
        label={t('breach.vulnerable')}
        checked={typed.vulnerable}
        onChange={(event) => set({ vulnerable: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('breach.unintelligible')}
        checked={typed.unintelligible}
        onChange={(event) => set({ unintelligible: event.currentTarget.checked })}
      />
      <NativeSelect
        label={t('breachFields.controller.label')}
        description={t('breachFields.controller.note')}
        value={typed.controller}
        onChange={(event) => set({ controller: event.currentTarget.value })}
        data={[
          { value: '', label: t('breachForm.ourselves') },
          ...members.filter(({ value }) => value !== session?.member),
        ]}
      />
    </>
  )
}

function Exchanges(part: PartProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const members = useMemberOptions()
  const { session } = useSession()
  const { data: agreements = [] } = useQuery(agreementsQuery)
  const { typed, set } = part
  const own = agreements.filter(({ agreement: { provider, consumer } }) =>
    [provider, consumer].includes(session?.member ?? ''),
  )
  return (
    <>
      <MultiSelect
        label={t('breachForm.agreements')}
        description={t('breachForm.agreementsNote')}
        data={own.map(({ agreement: { id, title } }) => ({ value: id, label: local(title) }))}
        value={[...typed.agreements]}
        onChange={(chosen) => set({ agreements: chosen })}
        searchable
        hidePickedOptions
        nothingFoundMessage={t('search.nothing')}
      />
      {typed.agreements.length === 0 ? null : (
        <>
          <Moment {...part} name="exchangesFrom" />
          <Moment {...part} name="exchangesTo" />
          <NativeSelect
            label={t('breachForm.consumer')}
            value={typed.consumer}
            onChange={(event) => set({ consumer: event.currentTarget.value })}
            data={[{ value: '', label: t('breachForm.anybody') }, ...members]}
          />
          <TextInput
            label={t('breachForm.client')}
            description={t('breachForm.clientNote')}
            value={typed.client}
            maxLength={120}
            onChange={(event) => set({ client: event.currentTarget.value })}
          />
        </>
      )}
    </>
  )
}

function Risk(part: PartProps) {
  const { t } = useTranslation()
  const { typed, set, fault } = part
  return (
    <>
      <Words {...part} name="consequences" />
      <Words {...part} name="measures" />
      <Choice
        label={t('breaches.risk')}
        value={typed.risk}
        error={fault('risk')}
        options={breachRisks.map((value) => ({
          value,
          label: t(`breachRisks.${value}`),
          note: t(`breachRisksExplained.${value}`),
        }))}
        onChoose={(risk) => set({ risk })}
      />
      <Words {...part} name="reasons" />
    </>
  )
}

function Contact({ typed, set, fault }: PartProps) {
  const { t } = useTranslation()
  return (
    <>
      {(['office', 'address'] as const).map((name) => (
        <TextInput
          key={name}
          label={t(`breachFields.${name}.label`)}
          description={t(`breachFields.${name}.note`)}
          value={typed[name]}
          error={fault(name)}
          maxLength={name === 'office' ? 200 : 300}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
        />
      ))}
    </>
  )
}
