import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../../src/agreements/schema.ts'
import { assessmentsQuery } from '../../../api/compliance.ts'
import { useFormat } from '../../../parts/format.ts'
import { useLocal } from '../../../parts/local.ts'
import { useEditing, usePlace } from './editing.ts'
import { ChoiceField, LocalTextField, OptionalTextField } from './fields.tsx'

interface ClauseSwitchProps<T> {
  readonly at: string
  readonly label: string
  readonly note?: string
  /** What the clause begins with. */
  readonly initial: T
  readonly children: ReactNode
}

/** A clause that an agreement has or has not: ticked it is begun, unticked it is taken out of the text. */
function ClauseSwitch<T>({ at, label, note, initial, children }: ClauseSwitchProps<T>) {
  const { value, set } = usePlace<T>(at)
  return (
    <div className="k-clause" data-pointer={at}>
      <Checkbox
        label={label}
        description={note}
        checked={value !== undefined}
        onChange={(event) => set(event.currentTarget.checked ? initial : undefined)}
      />
      {value === undefined ? null : children}
    </div>
  )
}

const tiers = ['framework', 'agreement', 'use-permit', 'one-off'] as const

/** Which of the three tiers it is, and under which other agreement it stands: it ends with that one. */
export function PlacementFields({ agreements }: { agreements: readonly Agreement[] }) {
  const { t } = useTranslation()
  const local = useLocal()
  const { draft } = useEditing()
  const tier = usePlace<NonNullable<Agreement['tier']>>('/tier')
  const under = usePlace<string>('/under')
  const above = agreements.filter(({ id, tier: of }) => id !== draft.id && of !== 'use-permit' && of !== 'one-off')
  return (
    <div className="k-draft-row">
      <NativeSelect
        label={t('drafting.tier')}
        description={t(`drafting.tierNote.${tier.value ?? 'agreement'}`)}
        value={tier.value ?? 'agreement'}
        error={tier.error}
        data-pointer="/tier"
        onChange={(event) => tier.set(tiers.find((one) => one === event.currentTarget.value))}
        data={tiers.map((value) => ({ value, label: t(`drafting.tiers.${value}`) }))}
      />
      <NativeSelect
        label={t('drafting.under')}
        description={t('drafting.underNote')}
        value={under.value ?? ''}
        error={under.error}
        data-pointer="/under"
        onChange={(event) => under.set(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
        data={[
          { value: '', label: t('drafting.underNone') },
          ...above.map(({ id, title }) => ({ value: id, label: local(title) })),
        ]}
      />
    </div>
  )
}

const mechanisms = ['adequacy', 'safeguards', 'consent', 'necessity', 'treaty'] as const

export function TransferClause() {
  const { t } = useTranslation()
  const initial: NonNullable<Agreement['transfer']> = { countries: [], mechanism: 'safeguards' }
  return (
    <ClauseSwitch at="/transfer" label={t('drafting.transfer')} note={t('drafting.transferNote')} initial={initial}>
      <div className="k-draft-row">
        <CountriesField />
        <ChoiceField
          at="/transfer/mechanism"
          label={t('transfers.mechanism')}
          options={mechanisms.map((value) => ({ value, label: t(`mechanisms.${value}`) }))}
        />
        <OptionalTextField
          at="/transfer/assessment"
          label={t('drafting.transferAssessment')}
          note={t('drafting.transferAssessmentNote')}
        />
      </div>
    </ClauseSwitch>
  )
}

function CountriesField() {
  const { t } = useTranslation()
  const { value = [], set, error } = usePlace<string[]>('/transfer/countries')
  return (
    <TextInput
      label={t('transfers.countries')}
      description={t('transferFields.countries.note')}
      defaultValue={value.join(' ')}
      error={error}
      data-pointer="/transfer/countries"
      onChange={(event) =>
        set(
          event.currentTarget.value
            .toUpperCase()
            .split(/[\s,;]+/)
            .filter((code) => code !== ''),
        )
      }
    />
  )
}

const isoDays = [1, 2, 3, 4, 5, 6, 7] as const

/** Hours of service: outside them gate G10 refuses. */
export function HoursClause() {
  const { t } = useTranslation()
  const format = useFormat()
  const days = usePlace<number[]>('/conditions/timeWindow/days')
  const initial = { from: '07:00', until: '19:00', days: [1, 2, 3, 4, 5] }
  return (
    <ClauseSwitch
      at="/conditions/timeWindow"
      label={t('drafting.hours')}
      note={t('drafting.hoursNote', { zone: format.timeZone })}
      initial={initial}
    >
      <div className="k-draft-row">
        <TimeField at="/conditions/timeWindow/from" label={t('drafting.hoursFrom')} />
        <TimeField at="/conditions/timeWindow/until" label={t('drafting.hoursUntil')} />
      </div>
      <Checkbox.Group
        label={t('drafting.hoursDays')}
        error={days.error}
        data-pointer="/conditions/timeWindow/days"
        value={(days.value ?? []).map(String)}
        onChange={(chosen) => days.set(chosen.map(Number).toSorted((a, b) => a - b))}
      >
        <div className="k-panel-actions">
          {isoDays.map((day) => (
            <Checkbox key={day} value={String(day)} label={format.weekday((day % 7) + 1)} />
          ))}
        </div>
      </Checkbox.Group>
    </ClauseSwitch>
  )
}

function TimeField({ at, label }: { at: string; label: string }) {
  const { value = '', set, error } = usePlace<string>(at)
  return (
    <TextInput
      type="time"
      {...{ label, error, value }}
      data-pointer={at}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}

const models = ['free', 'per-check', 'shared'] as const

export function CostClause() {
  const { t } = useTranslation()
  const { draft } = useEditing()
  const initial: NonNullable<Agreement['cost']> = { model: 'free' }
  return (
    <ClauseSwitch at="/cost" label={t('drafting.cost')} initial={initial}>
      <div className="k-draft-row">
        <ChoiceField
          at="/cost/model"
          label={t('drafting.costModel')}
          options={models.map((value) => ({ value, label: t(`drafting.costs.${value}`) }))}
        />
        {draft.cost?.model === 'free' ? null : (
          <>
            <OptionalTextField at="/cost/amount" label={t('drafting.amount')} note={t('drafting.amountNote')} />
            <OptionalTextField at="/cost/currency" label={t('drafting.currency')} note={t('drafting.currencyNote')} />
          </>
        )}
      </div>
    </ClauseSwitch>
  )
}

const empty = { en: '', sw: '', fr: '' }
const wordings = ['liability', 'dispute', 'ownership', 'governingLaw'] as const

/** Clauses that bind people rather than the gateway: only their words count, in every language. */
export function WordsClause() {
  const { t } = useTranslation()
  const initial = { liability: empty, dispute: empty, ownership: empty, governingLaw: empty }
  return (
    <ClauseSwitch at="/words" label={t('drafting.words')} note={t('drafting.wordsNote')} initial={initial}>
      {wordings.map((name) => (
        <LocalTextField key={name} at={`/words/${name}`} label={t(`drafting.wording.${name}`)} suggested={empty} />
      ))}
    </ClauseSwitch>
  )
}

/** An assessment that was approved here gives its clause whole; its dates may then be looked at below. */
export function AssessmentChoice() {
  const { t } = useTranslation()
  const format = useFormat()
  const { draft, set } = useEditing()
  const { data: assessments = [] } = useQuery(assessmentsQuery)
  const approved = assessments.filter(({ agreement, clause }) => agreement === draft.id && clause !== undefined)
  if (approved.length === 0) return null
  return (
    <NativeSelect
      label={t('drafting.assessment')}
      description={t('drafting.assessmentNote')}
      value={approved.find(({ id }) => id === draft.impactAssessment?.reference)?.id ?? ''}
      onChange={(event) => {
        const clause = approved.find(({ id }) => id === event.currentTarget.value)?.clause
        if (clause !== undefined) set('/impactAssessment', clause)
      }}
      data={[
        { value: '', label: t('onboard.choose') },
        ...approved.map(({ id, clause }) => ({
          value: id,
          label: t('drafting.assessmentOf', { day: format.day(clause?.approvedOn ?? ''), id }),
        })),
      ]}
    />
  )
}
