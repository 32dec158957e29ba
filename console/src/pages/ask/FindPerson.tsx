import { Button, Select, TextInput } from '@mantine/core'
import { IconSearch, IconUserQuestion } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonSearch, SourceAnswer } from '../../../../src/exchange/schema.ts'
import { call } from '../../api/client.ts'
import { codeListsQuery } from '../../api/queries.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { RowsSkeleton } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { ProblemNotice } from '../../parts/ProblemNotice.tsx'
import { FoundPeople } from './FoundPeople.tsx'
import { NoAnswer } from './NoAnswer.tsx'
import { type ChosenPerson, newMessageId, type PurposeOption } from './question.ts'

export type Sought = Pick<PersonSearch, 'name' | 'nationalId' | 'village'>

/** What was typed; an empty field is not sent. */
function soughtIn(data: FormData): Sought {
  const given = (['name', 'nationalId', 'village'] as const).map((name) => [name, String(data.get(name) ?? '').trim()])
  return Object.fromEntries(given.filter(([, value]) => value !== ''))
}

interface FindPersonProps {
  readonly purpose: PurposeOption
  /** Looked for at once. */
  readonly sought?: Sought | undefined
  readonly onChoose: (person: ChosenPerson) => void
  readonly onType: () => void
}

const shortestName = 2
const villagesShown = 60

/** Looking for the person in the social registry is an exchange of its own, under the same purpose. */
export function FindPerson({ purpose, sought, onChoose, onType }: FindPersonProps) {
  const { t } = useTranslation()
  const [incomplete, setIncomplete] = useState(false)
  const find = useMutation({
    mutationFn: (search: Sought) =>
      call<SourceAnswer>('/v1/people/find', {
        method: 'POST',
        body: { ...search, messageId: newMessageId(), purpose: purpose.purpose },
      }),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens with someone to look for.
  useEffect(() => {
    if (sought !== undefined) find.mutate(sought)
  }, [])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const search = soughtIn(new FormData(event.currentTarget))
    const enough = (search.name?.length ?? 0) >= shortestName || search.nationalId !== undefined
    setIncomplete(!enough)
    if (enough) find.mutate(search)
  }
  return (
    <>
      <search>
        <form onSubmit={submit} className="k-find">
          <TextInput
            name="name"
            defaultValue={sought?.name ?? ''}
            label={t('ask.name')}
            autoComplete="off"
            maxLength={100}
            error={incomplete ? t('ask.giveNameOrId') : undefined}
            data-autofocus
          />
          <VillageSelect />
          <TextInput
            name="nationalId"
            defaultValue={sought?.nationalId ?? ''}
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

/** A village by its name: the registry knows it by its code. */
function VillageSelect() {
  const { t } = useTranslation()
  const local = useLocal()
  const names = useNames()
  const { data: codeLists } = useQuery(codeListsQuery)
  const list = codeLists?.find(({ id }) => id === names.elementOf('person.village')?.codeList)
  return (
    <Select
      name="village"
      label={t('ask.village')}
      data={(list?.codes ?? []).map(({ code, label }) => ({ value: code, label: local(label) }))}
      limit={villagesShown}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('ask.clearVillage') }}
      nothingFoundMessage={t('ask.noVillage')}
    />
  )
}
