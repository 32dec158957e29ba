import { type ClockRow, dueOf } from '../../agreements/law/clocks.ts'
import type { Agreement, Facts } from '../../agreements/schema.ts'
import { addDays, type IsoDate, isIsoDate } from '../../kernel/dates.ts'
import type { Problem } from '../../kernel/problem.ts'
import { faultyAssessment } from './problems.ts'
import { type Trigger, triggerIds } from './questionnaire.ts'
import {
  type Assessment,
  type AssessmentContent,
  type Grade,
  type Level,
  type Report,
  type Scope,
  type ScopePart,
  scopeParts,
} from './schema.ts'

/** Low up to 4 of 16; high from 9 on, and where the worst is more than unlikely. */
export function levelOf({ likelihood, severity }: Grade): Level {
  const product = likelihood * severity
  if (product >= 9 || (severity === 4 && likelihood >= 2)) return 'high'
  return product > 4 ? 'medium' : 'low'
}

const order: readonly Level[] = ['low', 'medium', 'high']

/** The worst that remains. */
export const remaining = ({ risks }: AssessmentContent): Level =>
  risks.map(({ after }) => levelOf(after)).reduce((a, b) => (order.indexOf(a) >= order.indexOf(b) ? a : b), 'low')

/** What an agreement itself shows to be so, whatever is answered. */
export function shownTriggers(agreement: Agreement, classificationOf: Facts['classificationOf']): Trigger[] {
  const fields = agreement.services.flatMap((service) => service.fields)
  const shown: Partial<Record<Trigger, boolean>> = {
    'automated-decisions': agreement.automatedDecision?.used === true && !agreement.automatedDecision.humanReview,
    'sensitive-or-vulnerable': fields.some(({ element }) => classificationOf(element) === 'sensitive'),
    'linked-sources': (agreement.conditions?.linkage.length ?? 0) > 0,
  }
  return triggerIds.filter((id) => shown[id] === true)
}

/** Why it cannot be submitted as it is; undefined: it can. */
export function contentFault(content: AssessmentContent, shown: readonly Trigger[]): Problem | undefined {
  const denied = shown.find((id) => content.triggers[id] !== true)
  if (denied !== undefined) return faultyAssessment(`/content/triggers/${denied}`, 'agreement-shows-it')
  const needed = triggerIds.some((id) => content.triggers[id] === true)
  if (content.notNeeded !== undefined) return needed ? faultyAssessment('/content/notNeeded', 'needed') : undefined
  if (content.risks.length === 0) return faultyAssessment('/content/risks', 'no-risk')
  for (const [i, { before, after, measures }] of content.risks.entries()) {
    const at = `/content/risks/${i}/after`
    if (after.likelihood > before.likelihood || after.severity > before.severity) return faultyAssessment(at, 'grows')
    const falls = after.likelihood < before.likelihood || after.severity < before.severity
    if (falls && measures.length === 0) return faultyAssessment(at, 'without-measure')
  }
  return undefined
}

export const scopeOf = (agreement: Agreement): Scope => ({
  purposes: [...agreement.purposes].sort(),
  fields: agreement.services
    .flatMap(({ service, fields }) => fields.map(({ element, release }) => `${service} ${element} ${release}`))
    .sort(),
  recipients: [agreement.consumer, ...(agreement.onward?.to ?? [])].sort(),
  linkage: [...(agreement.conditions?.linkage ?? [])].sort(),
  countries: [...(agreement.transfer?.countries ?? [])].sort(),
  automatedDecision: agreement.automatedDecision?.used ?? false,
})

/** In what the agreement goes beyond what was assessed. That it does less asks for nothing. */
export const outgrown = (assessed: Scope, now: Scope): ScopePart[] =>
  scopeParts.filter((part) => {
    if (part === 'automatedDecision') return now[part] && !assessed[part]
    const known = new Set(assessed[part])
    return now[part].some((one) => !known.has(one))
  })

export const reportFault = ({ on }: Report, today: IsoDate): Problem | undefined => {
  if (!isIsoDate(on)) return faultyAssessment('/on', 'no-day')
  return on > today ? faultyAssessment('/on', 'in-the-future') : undefined
}

/** The first day on which the processing may begin; undefined where the law makes nobody wait. */
export function earliestStart(
  table: readonly ClockRow[],
  { on, country }: { readonly on: IsoDate; readonly country: string },
): IsoDate | undefined {
  // Noon in UTC is that day in every zone from -12 to +11.
  const start = new Date(`${on}T12:00:00Z`)
  const due = dueOf(table, { event: 'dpia-before-processing', start, jurisdictions: [country] })
  return due === undefined ? undefined : addDays(due.day, 1)
}

/** What the agreement may say of it. */
export function clauseOf({ id, status, decision, report }: Assessment) {
  if (status !== 'approved' || decision === undefined) return undefined
  return {
    ...{ reference: id, approvedOn: decision.on },
    ...(report === undefined ? {} : { submittedOn: report.on }),
    ...(report?.earliestStart === undefined ? {} : { earliestStart: report.earliestStart }),
  }
}
