import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Alternatives } from './Alternatives.tsx'
import { type Comparison, comparisonOf, moved, withComparisonNamed } from './draft.ts'
import { EditorSection } from './EditorSection.tsx'
import { useEditing, useFault } from './editing.ts'
import { AddButton, ColumnList, PlaceButtons, WrittenInput } from './inputs.tsx'
import { Levels } from './Levels.tsx'

const mostComparisons = 15
const mostNeeds = 4

/** Pieces of evidence, each with its levels. Which are unfolded goes along when they change places. */
export function ComparisonsSection() {
  const { t } = useTranslation()
  const { model, change, kinds } = useEditing()
  const { comparisons, fields } = model
  const [open, setOpen] = useState<readonly boolean[]>([])
  const error = useFault('/comparisons')
  const taken = comparisons.map(({ id }) => id)
  const all = comparisons.map((_, place) => open[place] ?? false)
  const add = (id: string) => {
    const field = fields.find((one) => one.id === id)
    if (field === undefined) return
    change({ ...model, comparisons: [...comparisons, comparisonOf(field, kinds, taken)] })
    setOpen([...all, true])
  }
  return (
    <EditorSection name="comparisons" pointer="/comparisons" error={error}>
      {comparisons.map((_, place) => (
        <ComparisonEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a comparison is told by its place while its name is being written.
          key={place}
          place={place}
          open={all[place] ?? false}
          onOpen={(is) => setOpen(all.with(place, is))}
          onMove={(by) => {
            change({ ...model, comparisons: moved(comparisons, place, by) })
            setOpen(moved(all, place, by))
          }}
          onRemove={() => {
            change({ ...model, comparisons: comparisons.toSpliced(place, 1) })
            setOpen(all.toSpliced(place, 1))
          }}
        />
      ))}
      {comparisons.length >= mostComparisons ? null : (
        <NativeSelect
          label={t('modelling.addComparison')}
          description={fields.length === 0 ? t('modelling.fieldsFirst') : t('modelling.addComparisonNote')}
          value=""
          disabled={fields.length === 0}
          data={[
            { value: '', label: t('onboard.choose') },
            ...fields.map(({ id, kind }) => ({ value: id, label: `${id} (${t(`fieldKinds.${kind}`)})` })),
          ]}
          onChange={(event) => add(event.currentTarget.value)}
        />
      )}
    </EditorSection>
  )
}

interface ComparisonEditorProps {
  readonly place: number
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

function ComparisonEditor({ place, open, onOpen, onMove, onRemove }: ComparisonEditorProps) {
  const { t } = useTranslation()
  const { model, faults } = useEditing()
  const comparison = model.comparisons[place]
  if (comparison === undefined) return null
  const at = `/comparisons/${place}`
  const { id, levels } = comparison
  const wrong = faults.filter(({ pointer }) => pointer.startsWith(`${at}/`)).length
  return (
    <div className="k-model-comparison" data-pointer={at}>
      <details open={open} onToggle={(event) => onOpen(event.currentTarget.open)}>
        <summary>
          <span className="k-model-name">{id === '' ? t('modelling.unnamed') : id}</span>{' '}
          <span className="k-sub">
            {t('modelling.levelCount', { number: levels.length })}
            {wrong === 0 ? '' : ` · ${t('modelling.faultCount', { number: wrong })}`}
          </span>
        </summary>
        {open ? <ComparisonBody place={place} comparison={comparison} /> : null}
      </details>
      <PlaceButtons
        list="/comparisons"
        name={id}
        place={place}
        of={model.comparisons.length}
        {...{ onMove, onRemove }}
      />
    </div>
  )
}

interface ComparisonBodyProps {
  readonly place: number
  readonly comparison: Comparison
}

/** Made only once it is looked at: all lists of columns of a model at once would weigh on an old computer. */
function ComparisonBody({ place, comparison }: ComparisonBodyProps) {
  const { t } = useTranslation()
  const { model, change, set, columns } = useEditing()
  const at = `/comparisons/${place}`
  const { id, needs } = comparison
  return (
    <div className="k-model-body">
      <div className="k-model-row">
        <WrittenInput
          at={`${at}/id`}
          label={t('modelling.comparisonName')}
          value={id}
          onWritten={(to) => change(withComparisonNamed(model, place, to))}
        />
        <DependsOn place={place} />
      </div>
      <Levels at={at} comparison={comparison} />
      <ColumnList
        at={`${at}/needs`}
        label={t('modelling.needs')}
        note={t('modelling.needsNote')}
        most={mostNeeds}
        value={needs}
        columns={columns}
        onChange={(next) => set(`${at}/needs`, next)}
      />
      <NullWhen at={at} />
    </div>
  )
}

function DependsOn({ place }: { readonly place: number }) {
  const { t } = useTranslation()
  const { model, set } = useEditing()
  const at = `/comparisons/${place}/dependsOn`
  const error = useFault(at)
  const value = model.comparisons[place]?.dependsOn ?? ''
  const before = model.comparisons.slice(0, place).map(({ id }) => id)
  const names = value === '' || before.includes(value) ? before : [...before, value]
  return (
    <NativeSelect
      label={t('modelling.dependsOn')}
      description={t('modelling.dependsOnNote')}
      error={error}
      value={value}
      data-pointer={at}
      data={[{ value: '', label: t('modelling.byItself') }, ...names]}
      onChange={(event) => set(at, event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  )
}

/** In which cases a comparison says nothing although the values are there. */
function NullWhen({ at }: { readonly at: string }) {
  const { t } = useTranslation()
  const { model, set, columns } = useEditing()
  const place = Number(at.split('/')[2])
  const comparison = model.comparisons[place]
  if (comparison === undefined) return null
  const first = comparison.needs[0] ?? columns[0]?.name ?? ''
  if (comparison.nullWhen === undefined) {
    return (
      <AddButton onAdd={() => set(`${at}/nullWhen`, [[{ test: 'equal', column: first }]])}>
        {t('modelling.addNullWhen')}
      </AddButton>
    )
  }
  return (
    <fieldset className="k-columns">
      <legend>{t('modelling.nullWhen')}</legend>
      <p className="k-sub">{t('modelling.nullWhenNote')}</p>
      <Alternatives
        at={`${at}/nullWhen`}
        name={t('modelling.nullWhen')}
        when={comparison.nullWhen}
        onChange={(next) => set(`${at}/nullWhen`, next.length === 0 ? undefined : next)}
      />
    </fieldset>
  )
}
