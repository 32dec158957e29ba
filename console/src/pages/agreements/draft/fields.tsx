import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { languages } from '../../../../../src/kernel/language.ts'
import type { LocalText } from '../../../../../src/kernel/nouns.ts'
import { languageNames } from '../../../i18n.ts'
import { usePlace } from './editing.ts'

interface FieldProps {
  readonly at: string
  readonly label: string
  readonly note?: string | undefined
  readonly placeholder?: string
}

export function TextField({ at, label, note, placeholder, long }: FieldProps & { readonly long?: boolean }) {
  const { value = '', set, error } = usePlace<string>(at)
  const Input = long === true ? Textarea : TextInput
  return (
    <Input
      {...{ label, error, placeholder, value }}
      description={note}
      data-pointer={at}
      onChange={(event: { currentTarget: { value: string } }) => set(event.currentTarget.value)}
    />
  )
}

/** Taken out of the document when it is emptied. */
export function OptionalTextField({ at, label, note, type }: FieldProps & { readonly type?: 'date' | 'text' }) {
  const { value = '', set, error } = usePlace<string>(at)
  return (
    <TextInput
      {...{ label, error, value, type: type ?? 'text' }}
      description={note}
      data-pointer={at}
      onChange={(event) => set(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
    />
  )
}

export function DayField({ at, label, note }: FieldProps) {
  const { value = '', set, error } = usePlace<string>(at)
  return (
    <TextInput
      type="date"
      {...{ label, error, value }}
      description={note}
      data-pointer={at}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}

export function NumberField({ at, label, note }: FieldProps) {
  const { value, set, error } = usePlace<number>(at)
  return (
    <TextInput
      type="number"
      min={0}
      {...{ label, error }}
      value={value ?? ''}
      description={note}
      data-pointer={at}
      onChange={(event) => set(event.currentTarget.value === '' ? undefined : Number(event.currentTarget.value))}
    />
  )
}

interface ChoiceFieldProps extends FieldProps {
  readonly options: { readonly value: string; readonly label: string }[]
}

export function ChoiceField({ at, label, note, options }: ChoiceFieldProps) {
  const { value = '', set, error } = usePlace<string>(at)
  return (
    <NativeSelect
      {...{ label, error, value }}
      description={note}
      data={options}
      data-pointer={at}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}

export function CheckField({ at, label, note }: FieldProps) {
  const { value = false, set, error } = usePlace<boolean>(at)
  return (
    <Checkbox
      {...{ label, error }}
      description={note}
      checked={value}
      data-pointer={at}
      onChange={(event) => set(event.currentTarget.checked)}
    />
  )
}

/** ISO 8601 duration as a number and its unit. */
export function PeriodField({ at, label, units }: FieldProps & { readonly units: { value: string; label: string }[] }) {
  const { value = 'P90D', set, error } = usePlace<string>(at)
  const [number, unit] = [value.slice(1, -1), value.slice(-1)]
  return (
    <div className="k-period" data-pointer={at}>
      <TextInput
        type="number"
        min={1}
        {...{ label, error, value: number }}
        onChange={(event) => set(`P${event.currentTarget.value}${unit}`)}
      />
      <NativeSelect
        aria-label={label}
        value={unit}
        data={units}
        onChange={(event) => set(`P${number}${event.currentTarget.value}`)}
      />
    </div>
  )
}

/** In every language of the country; what is left empty is filled with the suggestion. */
export function LocalTextField({ at, label, note, suggested }: FieldProps & { readonly suggested: LocalText }) {
  const { value, set, error } = usePlace<LocalText>(at)
  const text = value ?? { en: '', sw: '', fr: '' }
  return (
    <fieldset className="k-fieldset" data-pointer={at}>
      <legend>{label}</legend>
      {note === undefined ? null : <p className="k-sub">{note}</p>}
      {languages.map((language) => (
        <TextInput
          key={language}
          label={languageNames[language]}
          lang={language}
          placeholder={suggested[language]}
          value={text[language]}
          error={error}
          onChange={(event) => set({ ...text, [language]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  )
}
