import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../../parts/format.ts'
import { useWhenWords } from '../condition-words.ts'
import { type Condition, conditionOf, fitting, type Level, type Test, tests } from './draft.ts'
import { useEditing, useFault } from './editing.ts'
import { AddButton, ColumnSelect, NumberInput, RemoveButton } from './inputs.tsx'

const most = 6

interface AlternativesProps {
  readonly at: string
  readonly name: string
  readonly when: Level['when']
  readonly onChange: (when: Level['when']) => void
}

/** Alternatives of which one must hold; within each, conditions that must all hold. */
export function Alternatives({ at, name, when, onChange }: AlternativesProps) {
  const { t } = useTranslation()
  const { columns } = useEditing()
  const replace = (place: number, all: Condition[]) =>
    onChange(all.length === 0 ? when.toSpliced(place, 1) : when.with(place, all))
  const like = when.at(-1)?.at(-1)
  return (
    <div className="k-alternatives" data-pointer={at}>
      {when.map((all, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an alternative has no identity but its place.
        <div key={place} className="k-alternative">
          {place === 0 ? null : <p className="k-or">{t('modelling.or')}</p>}
          <AllOf at={`${at}/${place}`} {...{ name, all }} onChange={(next) => replace(place, next)} />
        </div>
      ))}
      {when.length >= most ? null : (
        <AddButton onAdd={() => onChange([...when, [conditionOf('equal', like, columns)]])}>
          {t(when.length === 0 ? 'modelling.addCondition' : 'modelling.addOr')}
        </AddButton>
      )}
    </div>
  )
}

interface AllOfProps {
  readonly at: string
  readonly name: string
  readonly all: readonly Condition[]
  readonly onChange: (all: Condition[]) => void
}

function AllOf({ at, name, all, onChange }: AllOfProps) {
  const { t } = useTranslation()
  const { columns } = useEditing()
  return (
    <>
      {all.map((condition, place) => (
        <ConditionEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place.
          key={place}
          at={`${at}/${place}`}
          {...{ name, condition }}
          onChange={(next) => onChange(all.with(place, next))}
          onRemove={() => onChange(all.toSpliced(place, 1))}
        />
      ))}
      {all.length >= most ? null : (
        <AddButton onAdd={() => onChange([...all, conditionOf('equal', all.at(-1), columns)])}>
          {t('modelling.addAnd')}
        </AddButton>
      )}
    </>
  )
}

interface ConditionEditorProps {
  readonly at: string
  readonly name: string
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
  readonly onRemove: () => void
}

function ConditionEditor({ at, name, condition, onChange, onRemove }: ConditionEditorProps) {
  const { t } = useTranslation()
  const { columns } = useEditing()
  const words = useWhenWords()
  const error = useFault(at)
  const fit = fitting(condition.test, columns)
  return (
    <div className="k-condition" data-pointer={at}>
      <NativeSelect
        aria-label={t('modelling.testOf', { name })}
        value={condition.test}
        data={tests.map((test) => ({ value: test, label: t(`modelling.tests.${test}`) }))}
        onChange={(event) => onChange(conditionOf(event.currentTarget.value as Test, condition, columns))}
      />
      {condition.test === 'crosswise' ? (
        condition.columns.map((column, place) => (
          <ColumnSelect
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns, of which the first is the one record's.
            key={place}
            hidden
            label={t('modelling.columnNumber', { label: name, number: place + 1 })}
            value={column}
            columns={fit}
            onChoose={(chosen) =>
              onChange({ ...condition, columns: condition.columns.with(place, chosen) as [string, string] })
            }
          />
        ))
      ) : (
        <ColumnSelect
          hidden
          label={t('modelling.columnOf', { name })}
          value={condition.column}
          columns={fit}
          onChoose={(column) => onChange({ ...condition, column })}
        />
      )}
      <Bound {...{ at, condition }} />
      <RemoveButton name={words([[condition]])} onRemove={onRemove} />
      {error === undefined ? null : <p className="k-fault">{error}</p>}
    </div>
  )
}

/** How alike, or how far apart. */
function Bound({ at, condition }: Pick<ConditionEditorProps, 'at' | 'condition'>) {
  const { t } = useTranslation()
  const format = useFormat()
  switch (condition.test) {
    case 'similar':
      return (
        <NumberInput
          hidden
          at={`${at}/atLeast`}
          step={0.01}
          label={t('modelling.atLeast', { most: format.number(1) })}
        />
      )
    case 'edits':
    case 'within':
      return <NumberInput hidden at={`${at}/atMost`} step={1} label={t('modelling.atMost')} />
    default:
      return null
  }
}
