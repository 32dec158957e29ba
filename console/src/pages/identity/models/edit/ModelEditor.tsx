import '../models.css'
import './edit.css'
import { Alert, Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconHistory } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldParts } from '../../../../../../src/identity/drafts/schema.ts'
import type { KeptModel } from '../../../../../../src/identity/models/schema.ts'
import { identityKey } from '../../../../api/identity.ts'
import { checkDraft, compareDraft, estimateDraft, keepModel } from '../../../../api/models.ts'
import { currentLanguage } from '../../../../i18n.ts'
import { withValueAt } from '../../../../parts/document.ts'
import { useKept } from '../../../../parts/kept.ts'
import { ProblemNotice } from '../../../../parts/ProblemNotice.tsx'
import { goTo } from '../../../../parts/places.ts'
import { ComparisonsSection } from './ComparisonsSection.tsx'
import { columnsOf, fitsTyped, type Model, type Typed, typedOf, withItsNumbers } from './draft.ts'
import { sectionNames } from './EditorSection.tsx'
import { type Editing, EditingContext } from './editing.ts'
import { FieldsSection } from './FieldsSection.tsx'
import { JsonSection } from './JsonSection.tsx'
import { LimitsSection } from './LimitsSection.tsx'
import { NameSection } from './NameSection.tsx'
import { RulesSection } from './RulesSection.tsx'
import { SidePanel } from './SidePanel.tsx'

const typingPauseMs = 500

interface ModelEditorProps {
  readonly keptAs: string
  readonly initial: () => Typed
  /** The version that the writing began with. */
  readonly base: KeptModel | undefined
  readonly kinds: readonly FieldParts[]
}

/** The form, with what its rules cost and what is wrong with it beside it. */
export function ModelEditor({ keptAs, initial, base, kinds }: ModelEditorProps) {
  const { typed, wasKept, keep, forget, startAnew } = useKept({ storageKey: keptAs, fits: fitsTyped, initial })
  const [tried, setTried] = useState(false)
  const { model, source } = typed
  const change = (next: Model) => keep({ ...typed, model: withItsNumbers(next, typed.trained) })
  const [settled] = useDebouncedValue(typed, typingPauseMs)
  const checked = useChecked(settled.model)
  const faults = checked.data?.faults ?? []
  const blockingFaults = faults.filter(({ pointer }) => /^\/(?:blocking|fields)/.test(pointer))
  const countable = settled.model.blocking.rules.length > 0 && checked.data !== undefined && blockingFaults.length === 0
  const estimate = useEstimate(settled, countable)
  const changes = useChanges(settled.model, base, faults.length === 0 && checked.data !== undefined)
  const save = useSave(model, forget)
  const columns = useMemo(() => columnsOf(model.fields, kinds), [model.fields, kinds])
  const editing: Editing = {
    ...{ model, change, faults, tried, kinds, columns, estimate: countable ? estimate.data : undefined },
    set: (pointer, value) => change(withValueAt(model, pointer, value)),
  }
  const trySaving = () => {
    setTried(true)
    const [first] = faults
    if (first === undefined) save.mutate()
    else goTo(first.pointer)
  }
  return (
    <EditingContext value={editing}>
      {wasKept ? <KeptNotice onAnew={startAnew} /> : null}
      <div className="k-model-edit">
        <form className="k-model-form" noValidate onSubmit={(event) => event.preventDefault()}>
          <Contents />
          <NameSection />
          <FieldsSection />
          <ComparisonsSection />
          <RulesSection />
          <LimitsSection />
          <JsonSection onBring={(brought) => keep(typedOf(brought, source))} />
          <SaveBar
            faults={tried ? faults.length : 0}
            trained={model.parameters !== undefined}
            fault={save.error}
            pending={save.isPending}
            onSave={trySaving}
          />
        </form>
        <SidePanel
          {...{ source, estimate, countable, checked }}
          changes={base === undefined ? undefined : changes}
          onSource={(next) => keep({ ...typed, source: next })}
        />
      </div>
    </EditingContext>
  )
}

/** Asked of the server when the typing pauses; it keeps nothing. */
const useChecked = (model: Model) =>
  useQuery({
    queryKey: ['model-check', model, currentLanguage()],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => checkDraft(model, signal),
  })

const useEstimate = ({ model: { fields, blocking }, source }: Typed, enabled: boolean) =>
  useQuery({
    queryKey: ['model-estimate', fields, blocking, source],
    enabled,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => estimateDraft({ fields, blocking, source }, signal),
  })

const useChanges = (model: Model, base: KeptModel | undefined, enabled: boolean) =>
  useQuery({
    queryKey: ['model-changes', model, base?.digest, currentLanguage()],
    enabled: enabled && base !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => compareDraft(model, base?.digest ?? '', signal),
  })

function useSave(model: Model, forget: () => void) {
  const client = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: () => keepModel(model),
    onSuccess: async ({ digest }) => {
      forget()
      await client.invalidateQueries({ queryKey: identityKey })
      await router.navigate({ to: '/identity/models/$id', params: { id: digest } })
    },
  })
}

function Contents() {
  const { t } = useTranslation()
  return (
    <nav className="k-model-contents" aria-label={t('modelling.contents')}>
      {sectionNames.map((name) => (
        <a key={name} href={`#${name}`}>
          {t(`modelling.section.${name}`)}
        </a>
      ))}
    </nav>
  )
}

function KeptNotice({ onAnew }: { readonly onAnew: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert color="lake" variant="light" className="k-kept" icon={<IconHistory aria-hidden />}>
      {t('modelling.kept')}{' '}
      <button type="button" className="k-link-button" onClick={onAnew}>
        {t('drafting.anew')}
      </button>
    </Alert>
  )
}

interface SaveBarProps {
  /** Once saving was tried. */
  readonly faults: number
  readonly trained: boolean
  readonly fault: Error | null
  readonly pending: boolean
  readonly onSave: () => void
}

function SaveBar({ faults, trained, fault, pending, onSave }: SaveBarProps) {
  const { t } = useTranslation()
  return (
    <>
      {fault === null ? null : <ProblemNotice fault={fault} />}
      <div className="k-form-buttons">
        <p className="k-sub" role="status">
          {faults > 0
            ? t('modelling.faultsLeft', { number: faults })
            : t(trained ? 'modelling.staysTrained' : 'modelling.mustTrain')}
        </p>
        <Button loading={pending} onClick={onSave}>
          {t('modelling.save')}
        </Button>
      </div>
    </>
  )
}
