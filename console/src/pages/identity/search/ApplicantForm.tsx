import { Button, NativeSelect, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Applicant } from '../../../../../src/identity/live/schema.ts'
import { codeListsQuery } from '../../../api/queries.ts'
import { useFormat } from '../../../parts/format.ts'
import { useLocal } from '../../../parts/local.ts'
import { type ApplicantField, applicantOf, numberFields, type Typed, textFields } from './applicant.ts'

interface ApplicantFormProps {
  readonly searching: boolean
  readonly onSearch: (applicant: Applicant) => void
}

const longest: Readonly<Record<(typeof numberFields)[number], number>> = {
  ...{ national_id: 40, birth_registration_number: 40, phone: 30 },
}
const longestName = 300

export function ApplicantForm({ searching, onSearch }: ApplicantFormProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<Typed>({})
  const [tooLittle, setTooLittle] = useState(false)
  const enter = (field: ApplicantField) => (value: string) => {
    setTooLittle(false)
    setTyped((before) => ({ ...before, [field]: value }))
  }
  const search = (event: FormEvent) => {
    event.preventDefault()
    const applicant = applicantOf(typed)
    setTooLittle(applicant === undefined)
    if (applicant !== undefined) onSearch(applicant)
  }
  return (
    <form onSubmit={search} className="k-applicant">
      {textFields.map((field) => (
        <Typing key={field} field={field} limit={longestName} typed={typed} onType={enter(field)} />
      ))}
      <BirthDay value={typed.birth_date ?? ''} onType={enter('birth_date')} />
      <OneOfList list="sex" field="sex" value={typed.sex ?? ''} onChoose={enter('sex')} />
      {numberFields.map((field) => (
        <Typing key={field} field={field} limit={longest[field]} typed={typed} onType={enter(field)} />
      ))}
      <OneOfList list="county" field="county_code" value={typed.county_code ?? ''} onChoose={enter('county_code')} />
      <div className="k-applicant-send">
        <Button type="submit" loading={searching} leftSection={<IconSearch size={16} aria-hidden />}>
          {t('candidates.search')}
        </Button>
        <Button variant="subtle" onClick={() => setTyped({})}>
          {t('candidates.empty')}
        </Button>
        <span role="alert" data-overdue="true">
          {tooLittle ? t('candidates.tooLittle') : ''}
        </span>
      </div>
    </form>
  )
}

interface TypingProps {
  readonly field: Exclude<ApplicantField, 'birth_date' | 'sex' | 'county_code'>
  readonly limit: number
  readonly typed: Typed
  readonly onType: (value: string) => void
}

function Typing({ field, limit, typed, onType }: TypingProps) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t(`applicant.${field}`)}
      value={typed[field] ?? ''}
      maxLength={limit}
      autoComplete="off"
      onChange={(event) => onType(event.currentTarget.value)}
    />
  )
}

function BirthDay({ value, onType }: { value: string; onType: (value: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <TextInput
      type="date"
      label={t('applicant.birth_date')}
      value={value}
      max={format.today()}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  )
}

interface OneOfListProps {
  readonly list: string
  readonly field: 'sex' | 'county_code'
  readonly value: string
  readonly onChoose: (value: string) => void
}

function OneOfList({ list, field, value, onChoose }: OneOfListProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const { data: lists } = useQuery(codeListsQuery)
  const codes = lists?.find(({ id }) => id === list)?.codes ?? []
  return (
    <NativeSelect
      label={t(`applicant.${field}`)}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={[
        { value: '', label: t('candidates.notKnown') },
        ...codes.map(({ code, label }) => ({ value: code, label: local(label) })),
      ]}
    />
  )
}
