import type { IsoDate } from '../../kernel/dates.ts'
import type { SubjectFacts } from '../circumstances.ts'
import { obligationsOf, withoutRepeats } from '../obligations.ts'
import type { Agreement, Decision, DecisionRequest, Facts, Gate, GateResult } from '../schema.ts'
import { basesOf, isByConsent, needsConsent } from './bases.ts'
import { consent } from './consent.ts'
import { fields, select } from './fields.ts'
import type { Candidate, Case, GateCheck } from './gate.ts'
import { nothing, notReached } from './gate.ts'
import { impactAssessment } from './impact-assessment.ts'
import { inForce } from './in-force.ts'
import { joined } from './law.ts'
import { legalBasis } from './legal-basis.ts'
import { obligations } from './obligations.ts'
import { participants } from './participants.ts'
import { place } from './place.ts'
import { purpose } from './purpose.ts'
import { quality } from './quality.ts'
import { boundBy } from './stricter.ts'
import { subjectState } from './subject.ts'
import { volume } from './volume.ts'

const checks: readonly (readonly [Gate, GateCheck])[] = [
  ['G1', participants],
  ['G2', inForce],
  ['G3', impactAssessment],
  ['G4', purpose],
  ['G5', legalBasis],
  ['G6', consent],
  ['G7', subjectState],
  ['G8', fields],
  ['G9', place],
  ['G10', volume],
  ['G11', quality],
  ['G12', obligations],
]

/**
 * May this leave, and in which form? Pure: the same request, facts and day give the same decision. The first gate that
 * refuses decides; the gates after it are not reached.
 */
export function decide(request: DecisionRequest, facts: Facts, today: IsoDate): Decision {
  const chosen = chooseCase(request, facts, today)
  return conclude(chosen, stopAtRefusal(evaluate(chosen)))
}

/** The same decision, with every gate evaluated: what else would refuse once the first refusal is mended. */
export function explain(request: DecisionRequest, facts: Facts, today: IsoDate): Decision {
  const chosen = chooseCase(request, facts, today)
  return conclude(chosen, evaluate(chosen))
}

/** Persons found in an answer whom G7 would have refused, had the question named them; each with that result. */
export function stopsFor(
  request: DecisionRequest,
  facts: Facts & { readonly states: ReadonlyMap<string, SubjectFacts> },
  today: IsoDate,
): ReadonlyMap<string, GateResult> {
  const results = [...facts.states].map(([subject, state]) => {
    const named = { ...request, subject }
    const chosen = chooseCase(named, { ...facts, subject: state }, today)
    return [subject, { gate: 'G7', ...subjectState(chosen) } as const] as const
  })
  return new Map(results.filter(([, { result }]) => result === 'refuse'))
}

/**
 * Agreements that cover the service come into question before all others, each bound by the others. Of several: one that
 * passes every gate and releases most; else the one that passes most gates, because its refusal is the nearest to being
 * mended. Ties go to the later end of validity, then to the lower id.
 */
function chooseCase(request: DecisionRequest, facts: Facts, today: IsoDate): Case {
  const between = facts.agreements.filter(({ agreement }) => isBetweenParties(agreement, request))
  const covering = between.filter(({ agreement }) => agreement.services.some((one) => one.service === request.service))
  const isNamed = ({ agreement }: Candidate) => request.agreement === undefined || agreement.id === request.agreement
  const inQuestion = covering.some(isNamed) ? covering : between.filter(isNamed)
  const all = inQuestion.map((candidate) => caseOf({ request, facts, today, candidate }))
  const cases = all.filter(({ candidate }) => candidate !== undefined && isNamed(candidate))
  const bound = all.length > 1 ? cases.map((given) => boundBy(given, all)) : cases
  const [only] = bound
  if (only === undefined) return caseOf({ request, facts, today, candidate: undefined })
  if (bound.length === 1) return only
  const open = bound.filter(passesAll)
  if (open.length > 0) return best(open, ({ selection }) => selection.fields.length)
  return best(bound, (one) => evaluate(one).filter(({ result }) => result === 'pass').length)
}

const isBetweenParties = (agreement: Candidate['agreement'], request: DecisionRequest): boolean =>
  agreement.consumer === request.consumer && agreement.provider === request.provider

function caseOf(given: Pick<Case, 'request' | 'facts' | 'today' | 'candidate'>): Case {
  const { request, facts, candidate } = given
  if (candidate === undefined) return { ...given, service: undefined, bases: [], selection: nothing }
  const bases = basesOf(candidate.agreement, request, facts)
  const service = candidate.agreement.services.find((one) => one.service === request.service)
  if (service === undefined) return { ...given, service, bases, selection: nothing }
  const consented = isByConsent(bases) ? facts.consent?.elements : undefined
  const selection = select({ request, service, bases, classificationOf: facts.classificationOf, consented })
  return { ...given, service, bases, selection }
}

const passesAll = (given: Case): boolean => evaluate(given).every(({ result }) => result === 'pass')

function best(cases: readonly Case[], score: (given: Case) => number): Case {
  const scored = cases.map((given) => ({ given, score: score(given), agreement: given.candidate?.agreement }))
  scored.sort(
    (a, b) =>
      b.score - a.score ||
      compareText(b.agreement?.validUntil ?? '', a.agreement?.validUntil ?? '') ||
      compareText(a.agreement?.id ?? '', b.agreement?.id ?? ''),
  )
  const [first] = scored
  if (first === undefined) throw new Error('no case to choose from')
  return first.given
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function evaluate(given: Case): GateResult[] {
  const law = given.facts.lawOf?.(given) ?? []
  return checks.map(([gate, check]) => joined({ gate, ...check(given) }, law))
}

function stopAtRefusal(results: readonly GateResult[]): GateResult[] {
  const refusal = results.findIndex(({ result }) => result === 'refuse')
  if (refusal === -1) return [...results]
  const at = results[refusal]?.gate ?? ''
  return results.map((result, i) =>
    i <= refusal ? result : { gate: result.gate, ...notReached('agreements.not-reached', { gate: at }) },
  )
}

function conclude({ request, facts, candidate, service, selection, bases }: Case, results: GateResult[]): Decision {
  const refusedAt = results.find(({ result }) => result === 'refuse')?.gate
  // Only a candidate with a clause for the service passes G2, so nothing is released without one.
  const agreement = refusedAt === undefined && service !== undefined ? candidate?.agreement : undefined
  const [legalBasis] = bases
  return {
    outcome: agreement === undefined ? 'deny' : selection.withheld.length > 0 ? 'partial' : 'permit',
    purpose: request.purpose,
    gates: results,
    fields: agreement === undefined ? [] : [...selection.fields],
    withheld: [...selection.withheld],
    maxRecords: agreement === undefined ? 0 : selection.maxRecords,
    obligations: agreement === undefined ? [] : allObligations(agreement, selection.others),
    ...(candidate === undefined ? {} : { agreement: namedAs(candidate) }),
    ...(legalBasis === undefined ? {} : { legalBasis }),
    ...(selection.stricter.length === 0 ? {} : { stricter: [...selection.stricter] }),
    ...(facts.consent === undefined || candidate === undefined || !needsConsent(candidate.agreement, bases)
      ? {}
      : { consent: facts.consent.receipt }),
    ...(refusedAt === undefined ? {} : { refusedAt }),
  }
}

const namedAs = ({ agreement: { id, version }, hash }: Candidate): NonNullable<Decision['agreement']> => ({
  id,
  version,
  hash,
})

const allObligations = (agreement: Agreement, others: readonly Agreement[]): Decision['obligations'] =>
  others.length === 0
    ? [...obligationsOf(agreement)]
    : [...withoutRepeats([agreement, ...others].flatMap((one) => [...obligationsOf(one)]))]
