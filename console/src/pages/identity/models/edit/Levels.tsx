import { useTranslation } from 'react-i18next'
import { Alternatives } from './Alternatives.tsx'
import { type Comparison, conditionOf, freeName, type Level, moved } from './draft.ts'
import { useEditing, useFault } from './editing.ts'
import { AddButton, ColumnSelect, PlaceButtons, WrittenInput } from './inputs.tsx'

const mostLevels = 6

/** From the closest agreement down: the first level that holds is the pair's. */
export function Levels({ at, comparison }: { readonly at: string; readonly comparison: Comparison }) {
  const { t } = useTranslation()
  const { set, columns } = useEditing()
  const { levels, needs } = comparison
  const list = `${at}/levels`
  const error = useFault(list)
  const change = (next: readonly Level[]) => set(list, next)
  const add = () => {
    const id = freeName(
      'level',
      levels.map((level) => level.id),
    )
    const column = needs[0]
    const like = column === undefined ? undefined : ({ test: 'equal', column } as const)
    change([...levels, { id, when: [[conditionOf('equal', like, columns)]] }])
  }
  return (
    <div>
      <ol className="k-model-levels" aria-label={t('modelling.levels')} data-pointer={list}>
        {levels.map((level, place) => (
          <LevelEditor
            // biome-ignore lint/suspicious/noArrayIndexKey: a level is told by its place while its name is being written.
            key={place}
            {...{ list, level, place }}
            of={levels.length}
            onChange={(next) => change(levels.with(place, next))}
            onMove={(by) => change(moved(levels, place, by))}
            onRemove={() => change(levels.toSpliced(place, 1))}
          />
        ))}
        <li className="k-model-else">{t('comparisons.otherwise')}</li>
      </ol>
      {error === undefined ? null : <p className="k-fault">{error}</p>}
      {levels.length >= mostLevels ? null : <AddButton onAdd={add}>{t('modelling.addLevel')}</AddButton>}
    </div>
  )
}

interface LevelEditorProps {
  readonly list: string
  readonly level: Level
  readonly place: number
  readonly of: number
  readonly onChange: (level: Level) => void
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

function LevelEditor({ list, level, place, of, onChange, onMove, onRemove }: LevelEditorProps) {
  const { t } = useTranslation()
  const { columns } = useEditing()
  const at = `${list}/${place}`
  const { frequencies, ...plain } = level
  return (
    <li data-pointer={at}>
      <div className="k-model-level">
        <WrittenInput
          at={`${at}/id`}
          label={t('modelling.levelName')}
          value={level.id}
          onWritten={(id) => onChange({ ...level, id })}
        />
        <PlaceButtons {...{ list, place, of, onMove, onRemove }} name={level.id} />
      </div>
      <Alternatives
        at={`${at}/when`}
        name={level.id}
        when={level.when}
        onChange={(when) => onChange({ ...level, when })}
      />
      <ColumnSelect
        label={t('modelling.frequencies')}
        none={t('modelling.noFrequencies')}
        value={frequencies ?? ''}
        columns={columns.filter(({ coding }) => coding === 'dictionary' || coding === 'day')}
        onChoose={(column) => onChange(column === '' ? plain : { ...plain, frequencies: column })}
      />
    </li>
  )
}
