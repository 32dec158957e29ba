import { Button, Switch } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QuestionAnswer } from '../../../../src/exchange/schema.ts'
import { useFormat } from '../../parts/format.ts'
import { useNames } from '../../parts/names.ts'
import { type ChosenPerson, countOf } from './question.ts'
import { SourceCard } from './SourceCard.tsx'

interface AnswerStepProps {
  readonly answer: QuestionAnswer
  readonly person: ChosenPerson
  readonly onAgain: () => void
}

export function AnswerStep({ answer, person, onAgain }: AnswerStepProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [])
  const counts = [...countOf(answer.sources.map(({ status }) => status))]
  const hasSensitive = answer.sources.some(({ records }) =>
    records.some((record) =>
      Object.keys(record).some((element) => names.elementOf(element)?.classification === 'sensitive'),
    ),
  )
  return (
    <>
      <section className="k-answer-head" aria-live="polite">
        <div>
          <h2 tabIndex={-1} ref={heading} className="k-answer-title">
            {person.name ?? t('ask.answerTitle')}
          </h2>
          <p>
            {counts.map(([status, number]) => `${t(`status.${status}`)}: ${number}`).join(' · ')}
            <span className="k-sub"> · {format.instant(answer.askedAt)}</span>
          </p>
        </div>
        <div className="k-answer-actions k-no-print">
          {hasSensitive ? (
            <Switch checked={open} onChange={() => setOpen(!open)} label={t('ask.showSensitive')} />
          ) : null}
          <Button variant="default" onClick={() => window.print()} leftSection={<IconPrinter size={16} aria-hidden />}>
            {t('ask.print')}
          </Button>
          <Button onClick={onAgain}>{t('ask.again')}</Button>
        </div>
      </section>
      <div className="k-cards">
        {answer.sources.map((source) => (
          <SourceCard key={source.service} source={source} showSensitive={open} />
        ))}
      </div>
      <p className="k-no-print">
        <Link to="/exchanges" search={{ search: answer.questionId }}>
          {t('ask.seeExchanges')}
        </Link>
      </p>
    </>
  )
}
