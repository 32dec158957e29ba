import { UnstyledButton } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SourceAnswer } from '../../../../src/exchange/schema.ts'
import { plainText } from '../../parts/FieldValue.tsx'
import { useFormat } from '../../parts/format.ts'
import { useNames } from '../../parts/names.ts'
import { type ChosenPerson, type PurposeOption, subjectOf } from './question.ts'

interface FoundPeopleProps {
  readonly answer: SourceAnswer
  readonly purpose: PurposeOption
  readonly onChoose: (person: ChosenPerson) => void
}

const nameElements = ['person.name.given', 'person.name.middle', 'person.name.surname']

export function nameOf(record: Readonly<Record<string, unknown>>): string | undefined {
  const parts = nameElements.map((element) => record[element]).filter((part) => typeof part === 'string')
  const full = record['person.name.full']
  if (parts.length > 0) return parts.join(' ')
  return typeof full === 'string' ? full : undefined
}

/** The people found, with what tells them apart: two of a name are two people. */
export function FoundPeople({ answer, purpose, onChoose }: FoundPeopleProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const words = { names, format, yes: t('value.yes'), no: t('value.no') }
  const facts = (record: Readonly<Record<string, unknown>>) =>
    Object.entries(record).filter(
      ([element, value]) =>
        !element.startsWith('person.name.') &&
        value !== null &&
        typeof value !== 'object' &&
        (answer.forms[element] ?? 'raw') === 'raw',
    )
  return (
    <section aria-label={t('ask.found', { number: answer.records.length })}>
      <p className="k-found-head">
        {t('ask.found', { number: format.number(answer.total ?? answer.records.length) })}{' '}
        {answer.total !== undefined && answer.total > answer.records.length
          ? t('ask.foundMore', { shown: format.number(answer.records.length) })
          : null}
      </p>
      <div className="k-choices">
        {answer.records.map((record) => {
          const subject = subjectOf(record, purpose)
          const name = nameOf(record)
          return (
            <UnstyledButton
              key={JSON.stringify(record)}
              className="k-choice"
              disabled={Object.keys(subject).length === 0}
              onClick={() => onChoose({ subject, ...(name === undefined ? {} : { name }) })}
            >
              <span>
                <strong>{name ?? t('ask.nameless')}</strong>
                <span className="k-chips">
                  {facts(record).map(([element, value]) => (
                    <span key={element}>
                      <span className="k-sub">{names.element(element)}</span>{' '}
                      {plainText(value, names.elementOf(element), words)}
                    </span>
                  ))}
                </span>
              </span>
              <IconArrowRight size={18} aria-hidden className="k-forward" />
            </UnstyledButton>
          )
        })}
      </div>
    </section>
  )
}
