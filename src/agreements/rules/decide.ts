import type { IsoDate } from '../../kernel/dates.ts'
import type { Decision, DecisionRequest, Facts, Gate, GateResult } from '../schema.ts'
import { fields, select } from './fields.ts'
import type { Candidate, Case, GateCheck } from './gate.ts'
import { notReached } from './gate.ts'
import { inForce } from './in-force.ts'
import { legalBasis } from './legal-basis.ts'
import { participants } from './participants.ts'
import { purpose } from './purpose.ts'
import { volume } from './volume.ts'

const checks: readonly (readonly [Gate, GateCheck])[] = [
  ['G1', participants],
  ['G2', inForce],
  ['G4', purpose],
  ['G5', legalBasis],
  ['G8', fields],
  ['G10', volume],
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

/**
 * Agreements that cover the service come into question before all others. Of several: one that passes every gate and
 * releases most; else the one that passes most gates, because its refusal is the nearest to being mended. Ties go to
 * the later end of validity, then to the lower id.
 */
function chooseCase(request: DecisionRequest, facts: Facts, today: IsoDate): Case {
  const between = facts.agreements.filter(({ agreement }) => isBetweenParties(agreement, request))
  const covering = between.filter(({ agreement }) => agreement.services.some((one) => one.service === request.service))
  const candidates = covering.length > 0 ? covering : between
  const cases = candidates.map((candidate) => caseOf({ request, facts, today, candidate }))
  const [only] = cases
  if (only === undefined) return caseOf({ request, facts, today, candidate: undefined })
  if (cases.length === 1) return only
  const open = cases.filter(passesAll)
  if (open.length > 0) return best(open, ({ selection }) => selection.fields.length)
  return best(cases, (one) => evaluate(one).filter(({ result }) => result === 'pass').length)
}

const isBetweenParties = (agreement: Candidate['agreement'], request: DecisionRequest): boolean =>
  agreement.consumer === request.consumer &&
  agreement.provider === request.provider &&
  (request.agreement === undefined || agreement.id === request.agreement)

function caseOf(given: Pick<Case, 'request' | 'facts' | 'today' | 'candidate'>): Case {
  const { request, facts, candidate } = given
  const service = candidate?.agreement.services.find((one) => one.service === request.service)
  if (candidate === undefined || service === undefined) {
    return { ...given, service: undefined, selection: { fields: [], withheld: [] } }
  }
  const basis = candidate.agreement.legalBasis
  const selection = select({ request, service, basis, classificationOf: facts.classificationOf })
  return { ...given, service, selection }
}

const passesAll = (given: Case): boolean => checks.every(([, check]) => check(given).result === 'pass')

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

const evaluate = (given: Case): GateResult[] => checks.map(([gate, check]) => ({ gate, ...check(given) }))

function stopAtRefusal(results: readonly GateResult[]): GateResult[] {
  const refusal = results.findIndex(({ result }) => result === 'refuse')
  if (refusal === -1) return [...results]
  const at = results[refusal]?.gate ?? ''
  return results.map((result, i) =>
    i <= refusal ? result : { gate: result.gate, ...notReached('agreements.not-reached', { gate: at }) },
  )
}

function conclude({ request, candidate, service, selection }: Case, results: GateResult[]): Decision {
  const refusedAt = results.find(({ result }) => result === 'refuse')?.gate
  // Only a candidate with a clause for the service passes G2, so nothing is released without one.
  const released = refusedAt === undefined ? service : undefined
  const agreement = candidate?.agreement
  return {
    outcome: released === undefined ? 'deny' : selection.withheld.length > 0 ? 'partial' : 'permit',
    purpose: request.purpose,
    gates: results,
    fields: released === undefined ? [] : [...selection.fields],
    withheld: [...selection.withheld],
    maxRecords: released?.maxRecords ?? 0,
    obligations: released === undefined ? [] : (agreement?.obligations ?? []),
    ...(candidate === undefined || agreement === undefined
      ? {}
      : {
          agreement: { id: agreement.id, version: agreement.version, hash: candidate.hash },
          legalBasis: agreement.legalBasis,
        }),
    ...(refusedAt === undefined ? {} : { refusedAt }),
  }
}
