import { Button, NativeSelect } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export interface FilterChoice<Name extends string> {
  readonly name: Name
  readonly label: string
  readonly options: { value: string; label: string }[]
}

interface FilterChoicesProps<Name extends string> {
  readonly choices: readonly FilterChoice<Name>[]
  readonly filter: Readonly<Partial<Record<Name, string>>>
  readonly onChoose: (name: Name, value: string) => void
}

/** One list a filter; every choice goes into the address at once, so that a filtered list can be linked. */
export function FilterChoices<Name extends string>({ choices, filter, onChoose }: FilterChoicesProps<Name>) {
  const { t } = useTranslation()
  return choices.map(({ name, label, options }) => (
    <NativeSelect
      key={name}
      label={label}
      value={filter[name] ?? ''}
      onChange={(event) => onChoose(name, event.currentTarget.value)}
      data={[{ value: '', label: t('exchanges.any') }, ...options]}
    />
  ))
}

/** Nothing to clear, no button. */
export function ClearFilters({ filter, onClear }: { filter: object; onClear: () => void }) {
  const { t } = useTranslation()
  if (Object.keys(filter).length === 0) return null
  return (
    <Button variant="subtle" leftSection={<IconX size={15} aria-hidden />} onClick={onClear}>
      {t('exchanges.clear')}
    </Button>
  )
}
