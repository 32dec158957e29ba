import { Alert, Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconHistory } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../../src/agreements/schema.ts'
import { analyse, bringDraft, takeStep } from '../../../api/agreements.ts'
import { ApiProblem } from '../../../api/client.ts'
import { membersQuery, purposesQuery } from '../../../api/queries.ts'
import { currentLanguage } from '../../../i18n.ts'
import { withValueAt } from '../../../parts/document.ts'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { goTo, placeOf } from '../../../parts/places.ts'
import {
  ConditionsSection,
  DatesSection,
  DutiesSection,
  LevelSection,
  LimitsSection,
  RetentionSection,
  SafeguardsSection,
} from './ClauseSections.tsx'
import { completed, type Draft, type Known, openPlaces } from './draft.ts'
import { type Editing, EditingContext } from './editing.ts'
import { useKeptDraft } from './kept.ts'
import { ServicesSection } from './ServicesSection.tsx'
import { SidePanel } from './SidePanel.tsx'
import { sectionNames } from './section-names.ts'
import { LawSection, PartiesSection, PurposeSection } from './sections.tsx'

const typingPauseMs = 400

interface DraftEditorProps {
  readonly keptAs: string
  readonly initial: () => Draft
  /** The library: clauses, duties and parties are taken from what is agreed already. */
  readonly agreements: readonly Agreement[]
  readonly isNew: boolean
}

/** The form with the text and the checks beside it. */
export function DraftEditor({ keptAs, initial, agreements, isNew }: DraftEditorProps) {
  const { typed: draft, wasKept, keep, forget, startAnew } = useKeptDraft(keptAs, initial)
  const [tried, setTried] = useState(false)
  const [place, setPlace] = useState<string>()
  const known = useKnown(agreements)
  const agreement = useMemo(() => completed(draft, known), [draft, known])
  const open = openPlaces(draft)
  const analysis = useAnalysis(agreement, open.length === 0)
  const save = useSave(agreement, forget)
  const fault = save.error ?? analysis.error
  const editing: Editing = {
    ...{ draft, change: keep, open: tried ? open : [] },
    set: (pointer, value) => keep(withValueAt(draft, pointer, value)),
    objection: objectionOf(fault),
  }
  const trySaving = (submit: boolean) => {
    setTried(true)
    const [first] = open
    if (first !== undefined) return goTo(first)
    return save.mutate(submit)
  }
  return (
    <EditingContext value={editing}>
      {wasKept ? <KeptNotice onAnew={startAnew} /> : null}
      <div className="k-draft">
        <form
          className="k-draft-form"
          noValidate
          onSubmit={(event) => event.preventDefault()}
          onFocus={(event) => setPlace(placeOf(event.target))}
        >
          <Contents />
          <PartiesSection agreements={agreements} fixed={!isNew} />
          <PurposeSection known={known} />
          <LawSection agreements={agreements} />
          <ServicesSection />
          <ConditionsSection />
          <LimitsSection />
          <DutiesSection agreements={agreements} />
          <RetentionSection />
          <SafeguardsSection />
          <LevelSection />
          <DatesSection />
          {save.error === null ? null : <ProblemNotice fault={save.error} />}
          <SaveButtons pending={save.isPending} onSave={trySaving} />
        </form>
        <SidePanel agreement={agreement} open={open} analysis={analysis} place={place} />
      </div>
    </EditingContext>
  )
}

function useKnown(agreements: readonly Agreement[]): Known {
  const { data: members } = useQuery(membersQuery)
  const { data: purposes } = useQuery(purposesQuery)
  return useMemo(
    () => ({
      taken: agreements.map(({ id }) => id),
      member: (id) => members?.find((member) => member.id === id)?.name,
      purpose: (id) => purposes?.find((purpose) => purpose.id === id)?.label,
    }),
    [agreements, members, purposes],
  )
}

/** Asked of the server when the typing pauses; it keeps nothing. */
function useAnalysis(agreement: Agreement, complete: boolean) {
  const [settled] = useDebouncedValue(agreement, typingPauseMs)
  return useQuery({
    queryKey: ['analyse', settled, currentLanguage()],
    // A text that is still being typed is not asked about.
    enabled: complete && settled === agreement,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => analyse(settled, signal),
  })
}

function useSave(agreement: Agreement, forget: () => void) {
  const client = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: async (submit: boolean) => {
      await bringDraft(agreement)
      // It is kept by the server now, whatever becomes of the step.
      forget()
      if (submit) await takeStep({ id: agreement.id, version: agreement.version }, 'submit', '')
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['agreements'] })
      const { id } = agreement
      await router.navigate({ to: '/agreements/$id', params: { id }, search: { tab: 'standing' } as never })
    },
  })
}

function objectionOf(fault: Error | null): Editing['objection'] {
  if (!(fault instanceof ApiProblem) || fault.body.pointer === undefined) return undefined
  // What the shape refuses is told in the words of JSON Schema, which are for developers.
  const message = fault.body.code === 'platform.invalid-body' ? undefined : fault.body.title
  return { pointer: fault.body.pointer, message }
}

function Contents() {
  const { t } = useTranslation()
  return (
    <nav className="k-draft-contents" aria-label={t('drafting.contents')}>
      {sectionNames.map((name) => (
        <a key={name} href={`#${name}`}>
          {t(`drafting.section.${name}`)}
        </a>
      ))}
    </nav>
  )
}

function KeptNotice({ onAnew }: { onAnew: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert color="lake" variant="light" className="k-kept" icon={<IconHistory aria-hidden />}>
      {t('drafting.kept')}{' '}
      <button type="button" className="k-link-button" onClick={onAnew}>
        {t('drafting.anew')}
      </button>
    </Alert>
  )
}

function SaveButtons({ pending, onSave }: { pending: boolean; onSave: (submit: boolean) => void }) {
  const { t } = useTranslation()
  return (
    <div className="k-form-buttons">
      <Button variant="default" loading={pending} onClick={() => onSave(false)}>
        {t('drafting.save')}
      </Button>
      <Button loading={pending} onClick={() => onSave(true)}>
        {t('drafting.submit')}
      </Button>
    </div>
  )
}
