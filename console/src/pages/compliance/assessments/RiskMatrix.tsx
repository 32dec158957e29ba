import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grade, Questionnaire } from '../../../../../src/compliance/assessments/schema.ts'
import { useLocal } from '../../../parts/local.ts'
import { levelIn } from './content.ts'

const severities = [1, 2, 3, 4] as const
/** The likeliest on top, as a matrix is drawn. */
const likelihoods = [4, 3, 2, 1] as const

/** What a likelihood and a severity are called, and what they make together. */
function useMatrixWords({ scale, levels, matrix }: Questionnaire) {
  const local = useLocal()
  const { t } = useTranslation()
  const text = (texts: Questionnaire['scale'], id: string) => local(texts.find((one) => one.id === id)?.text)
  const step = (value: number) => text(scale, String(value))
  return {
    step,
    level: (grade: Grade) => text(levels, levelIn(matrix, grade)),
    cell: (grade: Grade) =>
      t('matrix.cell', {
        ...{ likelihood: step(grade.likelihood), severity: step(grade.severity) },
        level: text(levels, levelIn(matrix, grade)),
      }),
  }
}

interface AxesProps {
  readonly questionnaire: Questionnaire
  readonly children: (grade: Grade) => React.ReactNode
}

function Axes({ questionnaire, children }: AxesProps) {
  const { t } = useTranslation()
  const { step } = useMatrixWords(questionnaire)
  return (
    <div className="k-matrix-grid">
      {likelihoods.map((likelihood) => (
        <Row key={likelihood} label={step(likelihood)}>
          {severities.map((severity) => children({ likelihood, severity }))}
        </Row>
      ))}
      <span className="k-matrix-axis" aria-hidden>
        {t('matrix.axes')}
      </span>
      {severities.map((severity) => (
        <span key={severity} className="k-matrix-axis" data-axis="severity" aria-hidden>
          {step(severity)}
        </span>
      ))}
    </div>
  )
}

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <span className="k-matrix-axis" aria-hidden>
        {label}
      </span>
      {children}
    </>
  )
}

interface MatrixChoiceProps {
  readonly questionnaire: Questionnaire
  readonly name: string
  readonly label: string
  readonly value: Grade
  readonly onChoose: (grade: Grade) => void
}

/** One cell is chosen, by mouse or by the arrow keys: across for severity, up and down for likelihood. */
export function MatrixChoice({ questionnaire, name, label, value, onChoose }: MatrixChoiceProps) {
  const { t } = useTranslation()
  const { cell, level } = useMatrixWords(questionnaire)
  const move = (event: KeyboardEvent<HTMLFieldSetElement>) => {
    const by = moves[event.key]
    if (by === undefined) return
    event.preventDefault()
    const next = {
      likelihood: bounded(value.likelihood + by.likelihood),
      severity: bounded(value.severity + by.severity),
    }
    onChoose(next)
    event.currentTarget.querySelector<HTMLInputElement>(`[value="${next.likelihood} ${next.severity}"]`)?.focus()
  }
  return (
    <fieldset className="k-matrix" onKeyDown={move}>
      <legend>{t('matrix.said', { what: label, words: level(value) })}</legend>
      <Axes questionnaire={questionnaire}>
        {(grade) => (
          <label key={grade.severity} className="k-matrix-cell" data-level={levelIn(questionnaire.matrix, grade)}>
            <input
              type="radio"
              name={name}
              value={`${grade.likelihood} ${grade.severity}`}
              aria-label={cell(grade)}
              checked={grade.likelihood === value.likelihood && grade.severity === value.severity}
              onChange={() => onChoose(grade)}
            />
            <span aria-hidden>{level(grade)}</span>
          </label>
        )}
      </Axes>
    </fieldset>
  )
}

const moves: Readonly<Record<string, Grade>> = {
  ArrowUp: { likelihood: 1, severity: 0 },
  ArrowDown: { likelihood: -1, severity: 0 },
  ArrowRight: { likelihood: 0, severity: 1 },
  ArrowLeft: { likelihood: 0, severity: -1 },
}

const bounded = (step: number): number => Math.min(4, Math.max(1, step))

interface MatrixViewProps {
  readonly questionnaire: Questionnaire
  readonly title: string
  readonly grades: readonly Grade[]
}

/** Where each risk stands, by its number. The list of risks beside it says the same in words. */
export function MatrixView({ questionnaire, title, grades }: MatrixViewProps) {
  const { level } = useMatrixWords(questionnaire)
  return (
    <div className="k-matrix">
      <h3 className="k-matrix-title">{title}</h3>
      <div aria-hidden>
        <Axes questionnaire={questionnaire}>
          {(grade) => {
            const here = grades.flatMap((one, i) =>
              one.likelihood === grade.likelihood && one.severity === grade.severity ? [i + 1] : [],
            )
            return (
              <span key={grade.severity} className="k-matrix-cell" data-level={levelIn(questionnaire.matrix, grade)}>
                {here.length === 0 ? (
                  level(grade)
                ) : (
                  <span className="k-matrix-numbers">
                    {here.map((number) => (
                      <span key={number} className="k-matrix-number">
                        {number}
                      </span>
                    ))}
                  </span>
                )}
              </span>
            )
          }}
        </Axes>
      </div>
    </div>
  )
}

interface GradeWordsProps {
  readonly questionnaire: Questionnaire
  readonly what: string
  readonly grade: Grade
}

/** A grade in words, for who reads and does not look. */
export function GradeWords({ questionnaire, what, grade }: GradeWordsProps) {
  const { t } = useTranslation()
  const { cell } = useMatrixWords(questionnaire)
  return <div className="k-sub">{t('matrix.said', { what, words: cell(grade) })}</div>
}
