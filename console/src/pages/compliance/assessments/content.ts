import type {
  AssessmentContent,
  Grade,
  Level,
  Questionnaire,
} from '../../../../../src/compliance/assessments/schema.ts'

/** A risk as it is typed: measures one a line. */
export interface TypedRisk {
  readonly risk: string
  readonly before: Grade
  readonly measures: string
  readonly after: Grade
}

/** An assessment as it is typed; an unanswered question is not there yet. */
export interface TypedContent {
  readonly agreement: string
  readonly description: string
  readonly necessity: string
  readonly views: string
  readonly triggers: Readonly<Record<string, boolean>>
  readonly notNeeded: string
  readonly risks: readonly TypedRisk[]
}

export const newRisk: TypedRisk = {
  ...{ risk: '', measures: '' },
  before: { likelihood: 3, severity: 3 },
  after: { likelihood: 3, severity: 3 },
}

export const emptyContent = (agreement: string): TypedContent => ({
  ...{ agreement, description: '', necessity: '', views: '', triggers: {}, notNeeded: '', risks: [newRisk] },
})

export const typedOf = (agreement: string, content: AssessmentContent): TypedContent => ({
  ...{ agreement, description: content.description, necessity: content.necessity, views: content.views },
  triggers: content.triggers as Readonly<Record<string, boolean>>,
  notNeeded: content.notNeeded ?? '',
  risks: content.risks.map((risk) => ({ ...risk, measures: risk.measures.join('\n') })),
})

/** Nothing makes an assessment necessary: that is what may be justified instead of weighing risks. */
export const mayBeNeedless = ({ triggers }: TypedContent, asked: readonly string[]): boolean =>
  asked.length > 0 && asked.every((id) => triggers[id] === false)

/** Where something is still to be filled in: names of fields, `risks/0`, `triggers/<id>`. */
export function openPlaces(typed: TypedContent, asked: readonly string[]): readonly string[] {
  const texts = (['agreement', 'description', 'necessity', 'views'] as const).filter(
    (name) => typed[name].trim() === '',
  )
  return [
    ...texts,
    ...asked.filter((id) => typed.triggers[id] === undefined).map((id) => `triggers/${id}`),
    ...typed.risks.flatMap(({ risk }, i) => (risk.trim() === '' ? [`risks/${i}`] : [])),
  ]
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export function contentOf(typed: TypedContent, asked: readonly string[]): AssessmentContent {
  const notNeeded = typed.notNeeded.trim()
  return {
    description: typed.description.trim(),
    necessity: typed.necessity.trim(),
    views: typed.views.trim(),
    triggers: Object.fromEntries(asked.map((id) => [id, typed.triggers[id] === true])),
    ...(notNeeded !== '' && mayBeNeedless(typed, asked) ? { notNeeded } : {}),
    risks: typed.risks.map(({ risk, before, measures, after }) => ({
      ...{ risk: risk.trim(), before, measures: lines(measures), after },
    })),
  }
}

/** The server’s own matrix: what a likelihood and a severity make together. */
export const levelIn = (matrix: Questionnaire['matrix'], { likelihood, severity }: Grade): Level =>
  matrix.find((cell) => cell.likelihood === likelihood && cell.severity === severity)?.level ?? 'high'

/** The worst first, so that it is read first. */
export const worst = (levels: readonly Level[]): Level =>
  (['high', 'medium', 'low'] as const).find((level) => levels.includes(level)) ?? 'low'
