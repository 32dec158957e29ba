import { Checkbox, NativeSelect, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../../src/agreements/schema.ts'
import { membersQuery, purposesQuery } from '../../../api/queries.ts'
import { useLocal } from '../../../parts/local.ts'
import { type Known, libraryFor, type Sides, suggestedId, suggestedTitle, withClausesOf, withSides } from './draft.ts'
import { useEditing, usePlace } from './editing.ts'
import { ChoiceField, LocalTextField, OptionalTextField, TextField } from './fields.tsx'
import { PlacementFields, TransferClause, WordsClause } from './optional-clauses.tsx'
import { PartyDetails } from './PartyDetails.tsx'
import type { SectionName } from './section-names.ts'

export function Section({ name, children }: { name: SectionName; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <section className="k-panel k-draft-section" id={name}>
      <h2>{t(`drafting.section.${name}`)}</h2>
      <p className="k-sub">{t(`drafting.explained.${name}`)}</p>
      <Stack gap="sm">{children}</Stack>
    </section>
  )
}

interface LibraryProps {
  readonly agreements: readonly Agreement[]
}

export function PartiesSection({ agreements, fixed }: LibraryProps & { readonly fixed: boolean }) {
  const { t } = useTranslation()
  const { draft, change } = useEditing()
  const choose = (sides: Sides) => {
    const library = draft.retention === undefined ? libraryFor(sides, agreements) : undefined
    change(withSides(library === undefined ? draft : withClausesOf(draft, library), sides, agreements))
  }
  const { provider, consumer } = draft
  return (
    <Section name="parties">
      <MemberChoice
        at="/provider"
        label={t('drafting.provider')}
        fixed={fixed}
        onChoose={(id) => choose({ provider: id, consumer })}
      />
      <MemberChoice
        at="/consumer"
        label={t('drafting.consumer')}
        fixed={fixed}
        onChoose={(id) => choose({ provider, consumer: id })}
      />
      {fixed ? null : <LibraryChoice agreements={agreements} />}
      <PlacementFields agreements={agreements} />
      <PartyDetails />
    </Section>
  )
}

interface MemberChoiceProps {
  readonly at: string
  readonly label: string
  readonly fixed: boolean
  readonly onChoose: (id: string) => void
}

function MemberChoice({ at, label, fixed, onChoose }: MemberChoiceProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const { value = '', error } = usePlace<string>(at)
  const { data: members = [] } = useQuery(membersQuery)
  return (
    <NativeSelect
      {...{ label, error, value, disabled: fixed }}
      data-pointer={at}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={[
        { value: '', label: t('onboard.choose') },
        ...members.map(({ id, name }) => ({ value: id, label: local(name) })),
      ]}
    />
  )
}

function LibraryChoice({ agreements }: LibraryProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const { draft, change } = useEditing()
  return (
    <NativeSelect
      label={t('drafting.library')}
      description={t('drafting.libraryNote')}
      value=""
      onChange={(event) => {
        const library = agreements.find(({ id }) => id === event.currentTarget.value)
        if (library !== undefined) change(withSides(withClausesOf(draft, library), draft, agreements))
      }}
      data={[
        { value: '', label: t('drafting.libraryKeep') },
        ...agreements.map(({ id, title }) => ({ value: id, label: local(title) })),
      ]}
    />
  )
}

export function PurposeSection({ known }: { known: Known }) {
  const { t } = useTranslation()
  const local = useLocal()
  const { draft } = useEditing()
  const { data: purposes = [] } = useQuery(purposesQuery)
  const { value = [], set, error } = usePlace<string[]>('/purposes')
  return (
    <Section name="purpose">
      <Checkbox.Group label={t('terms.purpose')} error={error} value={value} onChange={set} data-pointer="/purposes">
        <div className="k-choices">
          {purposes.map(({ id, label, definition }) => (
            <Checkbox key={id} value={id} label={local(label)} description={local(definition)} />
          ))}
        </div>
      </Checkbox.Group>
      <LocalTextField
        at="/title"
        label={t('drafting.title')}
        note={t('drafting.titleNote')}
        suggested={suggestedTitle(draft, known)}
      />
      {draft.version > 1 ? null : (
        <TextField
          at="/id"
          label={t('drafting.id')}
          note={t('drafting.idNote')}
          placeholder={suggestedId(draft, known.taken)}
        />
      )}
    </Section>
  )
}

const grounds = [
  ...(['public-task', 'legal-obligation', 'consent', 'contract'] as const),
  ...(['vital-interests', 'legitimate-interests', 'research'] as const),
]

export function LawSection({ agreements }: LibraryProps) {
  const { t } = useTranslation()
  return (
    <Section name="law">
      <LawLibrary agreements={agreements} />
      <ChoiceField
        at="/legalBasis/ground"
        label={t('agreement.legalBasis')}
        options={grounds.map((value) => ({ value, label: t(`grounds.${value}`) }))}
      />
      <TextField at="/legalBasis/act" label={t('drafting.act')} note={t('drafting.actNote')} />
      <TextField at="/legalBasis/section" label={t('drafting.sectionOfAct')} />
      <OptionalTextField
        at="/legalBasis/sensitiveGround"
        label={t('drafting.sensitiveGround')}
        note={t('drafting.sensitiveGroundNote')}
      />
      <TransferClause />
      <WordsClause />
    </Section>
  )
}

const basisKey = ({ ground, act, section }: Agreement['legalBasis']): string => `${ground} ${act} ${section}`

/** A provision that stands in one agreement is mostly the one that is meant in the next. */
function LawLibrary({ agreements }: LibraryProps) {
  const { t } = useTranslation()
  const { draft, set } = useEditing()
  const isOwn = ({ consumer }: Agreement): boolean => consumer === draft.consumer
  const nearestFirst = agreements.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))
  const known = new Map(nearestFirst.map(({ legalBasis }) => [basisKey(legalBasis), legalBasis]))
  return (
    <NativeSelect
      label={t('drafting.lawLibrary')}
      description={t('drafting.lawLibraryNote')}
      value={known.has(basisKey(draft.legalBasis)) ? basisKey(draft.legalBasis) : ''}
      onChange={(event) => {
        const basis = known.get(event.currentTarget.value)
        if (basis !== undefined) set('/legalBasis', basis)
      }}
      data={[
        { value: '', label: t('onboard.choose') },
        ...[...known].map(([value, { act, section }]) => ({ value, label: `${act}, ${section}` })),
      ]}
    />
  )
}
