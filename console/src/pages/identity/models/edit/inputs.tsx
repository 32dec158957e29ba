import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useColumnWords } from '../condition-words.ts'
import type { DraftColumn } from './draft.ts'
import { useFault, usePlace } from './editing.ts'

interface WrittenProps {
  readonly at: string
  readonly label: string
  readonly note?: string
  readonly value: string
  readonly onWritten: (text: string) => void
}

/** Taken over when the reader leaves the field: other places follow a name, and would follow half of it. */
export function WrittenInput({ at, label, note, value, onWritten }: WrittenProps) {
  const [text, setText] = useState(value)
  const error = useFault(at)
  useEffect(() => setText(value), [value])
  const take = () => {
    if (text !== value) onWritten(text)
  }
  return (
    <TextInput
      {...{ label, error }}
      description={note}
      value={text}
      data-pointer={at}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
      }}
    />
  )
}

const glue = ' + '

/** Several names in one line, joined by a plus. */
export function JoinedInput({
  at,
  label,
  note,
}: {
  readonly at: string
  readonly label: string
  readonly note?: string
}) {
  const { value = [], set } = usePlace<string[]>(at)
  const names = (text: string) =>
    text
      .split(/\s*\+\s*/)
      .map((name) => name.trim())
      .filter((name) => name !== '')
  return (
    <WrittenInput
      {...{ at, label, ...(note === undefined ? {} : { note }) }}
      value={value.join(glue)}
      onWritten={(text) => set(names(text))}
    />
  )
}

export function NumberInput({
  at,
  label,
  note,
  step = 0.5,
  hidden,
}: {
  readonly at: string
  readonly label: string
  readonly note?: string
  readonly step?: number
  /** Read out, not shown. */
  readonly hidden?: boolean
}) {
  const { value, set, error } = usePlace<number>(at)
  return (
    <TextInput
      type="number"
      step={step}
      label={hidden === true ? undefined : label}
      aria-label={hidden === true ? label : undefined}
      error={error}
      value={value ?? ''}
      description={note}
      data-pointer={at}
      className="k-number"
      onChange={(event) => set(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}
    />
  )
}

interface ColumnSelectProps {
  readonly label: string
  readonly value: string
  readonly columns: readonly DraftColumn[]
  readonly onChoose: (column: string) => void
  /** The first choice, which takes the column out. */
  readonly none?: string
  readonly hidden?: boolean
}

/** A column in words; one that no field yields any more stays until another is chosen. */
export function ColumnSelect({ label, value, columns, onChoose, none, hidden }: ColumnSelectProps) {
  const words = useColumnWords()
  const known = columns.map(({ name }) => name)
  const names = value === '' || known.includes(value) ? known : [value, ...known]
  const first = none === undefined && value !== '' ? [] : [{ value: '', label: none ?? '' }]
  return (
    <NativeSelect
      label={hidden === true ? undefined : label}
      aria-label={hidden === true ? label : undefined}
      value={value}
      data={[...first, ...names.map((name) => ({ value: name, label: words(name) }))]}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  )
}

interface ColumnListProps {
  readonly at: string
  readonly label: string
  readonly note?: string
  readonly columns: readonly DraftColumn[]
  readonly most: number
  readonly value: readonly string[]
  readonly onChange: (columns: string[]) => void
}

/** Columns that are meant together, one after another. */
export function ColumnList({ at, label, note, columns, most, value, onChange }: ColumnListProps) {
  const { t } = useTranslation()
  const error = useFault(at)
  const left = columns.filter(({ name }) => !value.includes(name))
  return (
    <fieldset className="k-columns" data-pointer={at}>
      <legend>{label}</legend>
      {note === undefined ? null : <p className="k-sub">{note}</p>}
      {value.map((column, place) => (
        <div key={column} className="k-column">
          <ColumnSelect
            hidden
            label={t('modelling.columnNumber', { label, number: place + 1 })}
            value={column}
            columns={columns.filter(({ name }) => name === column || !value.includes(name))}
            onChoose={(chosen) => onChange(value.with(place, chosen))}
          />
          <RemoveButton
            name={t('modelling.columnNumber', { label, number: place + 1 })}
            onRemove={() => onChange(value.toSpliced(place, 1))}
          />
        </div>
      ))}
      {error === undefined ? null : <p className="k-fault">{error}</p>}
      {value.length >= most || left.length === 0 ? null : (
        <AddButton onAdd={() => onChange([...value, left[0]?.name ?? ''])}>
          {t(value.length === 0 ? 'modelling.addColumn' : 'modelling.andColumn')}
        </AddButton>
      )}
    </fieldset>
  )
}

export function AddButton({ children, onAdd }: { readonly children: ReactNode; readonly onAdd: () => void }) {
  return (
    <div>
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={onAdd}>
        {children}
      </Button>
    </div>
  )
}

export function RemoveButton({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  const { t } = useTranslation()
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={t('modelling.remove', { name })} onClick={onRemove}>
      <IconTrash size={16} aria-hidden />
    </ActionIcon>
  )
}

interface PlacedProps {
  /** The list that it has a place in. */
  readonly list: string
  readonly name: string
  readonly place: number
  readonly of: number
  readonly onMove: (by: -1 | 1) => void
  readonly onRemove: () => void
}

/** Order is part of what a model says: everything with a place moves by buttons, and the focus moves along. */
export function PlaceButtons({ list, name, place, of, onMove, onRemove }: PlacedProps) {
  const { t } = useTranslation()
  const move = (by: -1 | 1, verb: 'up' | 'down') => (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t(`modelling.${verb}`, { name })}
      // Not `disabled`: a button that vanishes under the finger takes the focus with it.
      aria-disabled={place + by < 0 || place + by >= of}
      data-move={verb}
      onClick={() => {
        if (place + by < 0 || place + by >= of) return
        flushSync(() => onMove(by))
        document.querySelector<HTMLElement>(`[data-pointer="${list}/${place + by}"] [data-move="${verb}"]`)?.focus()
      }}
    >
      {verb === 'up' ? <IconArrowUp size={16} aria-hidden /> : <IconArrowDown size={16} aria-hidden />}
    </ActionIcon>
  )
  return (
    <span className="k-place-buttons">
      {move(-1, 'up')}
      {move(1, 'down')}
      <RemoveButton name={name} onRemove={onRemove} />
    </span>
  )
}
