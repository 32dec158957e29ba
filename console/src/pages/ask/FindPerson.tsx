import { Button, TextInput } from '@mantine/core'
import { IconSearch, IconUserQuestion } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonSearch, SourceAnswer } from '../../../../src/exchange/schema.ts'
import { call } from '../../api/client.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { RowsSkeleton } from '../../parts/Loaded.tsx'
import { ProblemNotice } from '../../parts/ProblemNotice.tsx'
import { FoundPeople } from './FoundPeople.tsx'
import { NoAnswer } from './NoAnswer.tsx'
import { type ChosenPerson, newMessageId, type PurposeOption } from './question.ts'

interface FindPersonProps {
  readonly purpose: PurposeOption
  readonly onChoose: (person: ChosenPerson) => void
  readonly onType: () => void
}

const shortestName = 2

/** Looking for the person in the social registry is an exchange of its own, under the same purpose. */
export function FindPerson({ purpose, onChoose, onType }: FindPersonProps) {
  const { t } = useTranslation()
  const [incomplete, setIncomplete] = useState(false)
  const find = useMutation({
    mutationFn: (search: PersonSearch) => call<SourceAnswer>('/v1/people/find', { method: 'POST', body: search }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const given = (name: string) => String(data.get(name) ?? '').trim()
    const [name, nationalId, village] = [given('name'), given('nationalId'), given('village')]
    setIncomplete(name.length < shortestName && nationalId === '')
    if (name.length < shortestName && nationalId === '') return
    find.mutate({
      messageId: newMessageId(),
      purpose: purpose.purpose,
      ...(name === '' ? {} : { name }),
      ...(nationalId === '' ? {} : { nationalId }),
      ...(village === '' ? {} : { village }),
    })
  }
  return (
    <>
      <search>
        <form onSubmit={submit} className="k-find">
          <TextInput
            name="name"
            label={t('ask.name')}
            autoComplete="off"
            maxLength={100}
            error={incomplete ? t('ask.giveNameOrId') : undefined}
            data-autofocus
          />
          <TextInput name="village" label={t('ask.village')} autoComplete="off" maxLength={80} />
          <TextInput
            name="nationalId"
            label={t('ask.nationalId')}
            autoComplete="off"
            maxLength={40}
            inputMode="numeric"
          />
          <Button type="submit" loading={find.isPending} leftSection={<IconSearch size={16} aria-hidden />}>
            {t('ask.find')}
          </Button>
        </form>
      </search>
      <div aria-live="polite">
        {find.isPending ? <RowsSkeleton rows={3} /> : null}
        {find.isError ? <ProblemNotice fault={find.error} /> : null}
        {find.data === undefined || find.isPending ? null : (
          <Findings answer={find.data} purpose={purpose} onChoose={onChoose} onType={onType} />
        )}
      </div>
    </>
  )
}

function Findings({ answer, purpose, onChoose, onType }: FindPersonProps & { answer: SourceAnswer }) {
  const { t } = useTranslation()
  if (answer.status !== 'answered' && answer.status !== 'no-record') return <NoAnswer answer={answer} />
  if (answer.records.length === 0) {
    return (
      <EmptyState icon={IconUserQuestion} title={t('ask.nobody')} text={t('ask.nobodyText')}>
        <Button variant="default" onClick={onType}>
          {t('ask.typeIdentifiers')}
        </Button>
      </EmptyState>
    )
  }
  return <FoundPeople answer={answer} purpose={purpose} onChoose={onChoose} />
}
