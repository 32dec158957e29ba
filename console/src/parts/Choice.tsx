import { Radio, Stack } from '@mantine/core'

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly description?: string
  readonly value: T | undefined
  readonly error?: string | undefined
  readonly options: readonly { readonly value: T; readonly label: string; readonly note: string }[]
  readonly onChoose: (value: T) => void
}

/** One of a few, each with what it means. */
export function Choice<T extends string>({ label, description, value, error, options, onChoose }: ChoiceProps<T>) {
  return (
    <Radio.Group
      label={label}
      description={description}
      value={value ?? null}
      error={error}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen)
        if (option !== undefined) onChoose(option.value)
      }}
    >
      <Stack gap="sm" mt="xs">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} label={option.label} description={option.note} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
