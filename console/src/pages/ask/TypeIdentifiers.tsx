import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { type ChosenPerson, identifiersOf, type PurposeOption } from './question.ts'

interface TypeIdentifiersProps {
  readonly purpose: PurposeOption
  readonly onChoose: (person: ChosenPerson) => void
}

const longest = 200

export function TypeIdentifiers({ purpose, onChoose }: TypeIdentifiersProps) {
  const { t } = useTranslation()
  const names = useNames()
  const local = useLocal()
  const [empty, setEmpty] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const given = [...data.entries()].map(([element, value]) => [element, String(value).trim()] as const)
    const subject = Object.fromEntries(given.filter(([, value]) => value !== ''))
    setEmpty(Object.keys(subject).length === 0)
    if (Object.keys(subject).length > 0) onChoose({ subject })
  }
  return (
    <form onSubmit={submit} className="k-find">
      {identifiersOf(purpose).map((element, index) => (
        <TextInput
          key={element}
          name={element}
          label={names.element(element)}
          description={local(names.elementOf(element)?.definition)}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          autoComplete="off"
          maxLength={longest}
          error={empty && index === 0 ? t('ask.giveOne') : undefined}
        />
      ))}
      <Button type="submit">{t('ask.continue')}</Button>
    </form>
  )
}
