import { ActionIcon, Button, TextInput, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlace } from './editing.ts'
import { moved } from './lists.ts'

interface ListEditorProps<T> {
  readonly at: string
  readonly label: string
  readonly note?: string | undefined
  /** What one of them is called: _Rule 2_. */
  readonly item: (number: number) => string
  readonly add: string
  readonly initial: T
  /** The text needs so many: then none is taken out any more. Without items the list itself is left out unless it needs one. */
  readonly atLeast?: number
  readonly atMost: number
  readonly whenEmpty?: 'leave-out' | 'keep'
  readonly children: (at: string, index: number) => ReactNode
}

type Act = 'up' | 'down' | 'remove'

/** A list of a clause: it grows, shrinks and is put in order by keyboard, and the focus goes with what was moved. */
export function ListEditor<T>(props: ListEditorProps<T>) {
  const { at, label, note, item, add, initial, atLeast = 0, atMost, whenEmpty = 'leave-out', children } = props
  const { t } = useTranslation()
  const { value: items = [], set, error } = usePlace<readonly T[]>(at)
  const list = useRef<HTMLFieldSetElement>(null)
  const [said, setSaid] = useState('')
  const change = (next: readonly T[], words: string, focus: string) => {
    set(next.length === 0 && whenEmpty === 'leave-out' ? undefined : next)
    setSaid(words)
    setTimeout(() => {
      const place = list.current?.querySelector<HTMLElement>(`:scope > ${focus}`)
      place?.querySelector<HTMLElement>('input, select, textarea, button')?.focus()
    })
  }
  const grow = () => change([...items, initial], t('lists.added', { item: item(items.length + 1) }), row(items.length))
  const take = (act: Act, index: number) => {
    const words = { item: item(index + 1) }
    if (act === 'remove') {
      const left = items.length - 1
      const next = left === 0 ? '[data-grow]' : row(Math.min(index, left - 1))
      return change(items.toSpliced(index, 1), t('lists.removed', words), next)
    }
    const to = index + (act === 'up' ? -1 : 1)
    return change(moved(items, index, to), t('lists.moved', { ...words, place: to + 1 }), row(to))
  }
  return (
    <fieldset className="k-fieldset k-list-editor" data-pointer={at} ref={list}>
      <legend>{label}</legend>
      {note === undefined ? null : <p className="k-sub">{note}</p>}
      {error === undefined ? null : <p className="k-field-error">{error}</p>}
      {items.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an item has no id, and all that is typed stands in the document.
        <div key={index} className="k-list-item" data-item={index}>
          <div className="k-list-fields">{children(`${at}/${index}`, index)}</div>
          <ItemButtons
            name={item(index + 1)}
            first={index === 0}
            last={index === items.length - 1}
            fixed={items.length <= atLeast}
            onTake={(act) => take(act, index)}
          />
        </div>
      ))}
      <div data-grow="true">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={items.length >= atMost}
          onClick={grow}
        >
          {add}
        </Button>
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </fieldset>
  )
}

const row = (index: number): string => `[data-item="${index}"]`

interface ItemButtonsProps {
  readonly name: string
  readonly first: boolean
  readonly last: boolean
  readonly fixed: boolean
  readonly onTake: (act: Act) => void
}

function ItemButtons({ name, first, last, fixed, onTake }: ItemButtonsProps) {
  const { t } = useTranslation()
  const buttons = [
    { act: 'up', icon: IconArrowUp, disabled: first },
    { act: 'down', icon: IconArrowDown, disabled: last },
    { act: 'remove', icon: IconTrash, disabled: fixed },
  ] as const
  return (
    <div className="k-list-buttons">
      {buttons.map(({ act, icon: Icon, disabled }) => (
        <ActionIcon
          key={act}
          variant="default"
          size="lg"
          aria-label={t(`lists.${act}`, { item: name })}
          title={t(`lists.${act}`, { item: name })}
          disabled={disabled}
          onClick={() => onTake(act)}
        >
          <Icon size={16} aria-hidden />
        </ActionIcon>
      ))}
    </div>
  )
}

interface WordListProps {
  readonly at: string
  readonly label: string
  readonly note?: string
  readonly item: (number: number) => string
  readonly add: string
  readonly atLeast?: number
}

const wordsLimit = 20

/** A list of ids, each typed: roles, datasets, categories. */
export function WordList({ at, label, note, item, add, atLeast = 0 }: WordListProps) {
  return (
    <ListEditor<string>
      {...{ at, label, note, item, add, atLeast, initial: '', atMost: wordsLimit, whenEmpty: 'keep' }}
    >
      {(place, index) => <WordField at={place} label={item(index + 1)} />}
    </ListEditor>
  )
}

function WordField({ at, label }: { at: string; label: string }) {
  const { value = '', set, error } = usePlace<string>(at)
  return (
    <TextInput
      aria-label={label}
      value={value}
      error={error}
      data-pointer={at}
      maxLength={80}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}
