import { sha256Hex } from '../../kernel/digest.ts'
import type { EnrolmentOfRecord } from '../people/records.ts'
import type { Reason } from '../people/schema.ts'
import type { Agreement, Label, Opinion, Proposal, ProposalState, Risk, Verdict } from './schema.ts'
import { verdicts } from './schema.ts'

export const probabilityOfWeight = (weight: number): number => 1 / (1 + 2 ** -weight)

/** Expected information of a decision, in bits: most where the model does not know. */
export function uncertainty(probability: number): number {
  const part = (p: number) => (p <= 0 || p >= 1 ? 0 : -p * Math.log2(p))
  return part(probability) + part(1 - probability)
}

/** A pair that is surely one person is no news to the model, and still waits for somebody: it counts this much. */
const weightOfSurety = 0.25

export const priorityOf = (risk: Pick<Risk, 'factor'>, probability: number): number =>
  risk.factor * (uncertainty(probability) + weightOfSurety * probability)

/** Twice in one programme costs most: somebody is paid twice, or somebody would lose what is theirs. */
const perProgramme = 0.5
const perProgrammeTwice = 2

export function riskOf(first: readonly EnrolmentOfRecord[], second: readonly EnrolmentOfRecord[]): Risk {
  const served = (enrolments: readonly EnrolmentOfRecord[]) =>
    new Set(enrolments.filter(({ status }) => status !== 'exited').map(({ programme }) => programme))
  const [a, b] = [served(first), served(second)]
  const programmes = [...a.union(b)].sort()
  const twice = [...a.intersection(b)].sort()
  return { programmes, twice, factor: 1 + perProgramme * programmes.length + perProgrammeTwice * twice.length }
}

const sampledOf = 16

/** Every sixteenth pair is shown to two stewards, so that their agreement is known; by its records, not by who asks. */
export const isSampled = (first: string, second: string): boolean =>
  Number.parseInt(sha256Hex(`${first}|${second}`).slice(0, 8), 16) % sampledOf === 0

/** What follows from one more opinion: the pair waits, or its verdict is carried out. */
export interface Step {
  readonly state: Exclude<ProposalState, 'withdrawn'>
  readonly verdict?: Verdict
  /** Whose opinion it confirms. */
  readonly confirms?: string
}

export function afterOpinion(
  needsTwo: boolean,
  before: readonly Pick<Opinion, 'account' | 'verdict'>[],
  verdict: Verdict,
): Step {
  const sure = before.filter((one) => one.verdict !== 'cannot-tell')
  const same = sure.find((one) => one.verdict === verdict)
  if (verdict === 'cannot-tell') {
    if (before.length === 0) return { state: 'second' }
    // Two of three who cannot tell, or one of each: nobody can.
    return before.length === 1 && sure.length === 1 ? { state: 'disputed' } : { state: 'decided', verdict }
  }
  if (same !== undefined) return { state: 'decided', verdict, confirms: same.account }
  if (sure.length === 0 && !needsTwo) return { state: 'decided', verdict }
  if (sure.length === 0) return { state: before.length === 0 ? 'second' : 'disputed' }
  return before.length === 1 ? { state: 'disputed' } : { state: 'decided', verdict: 'cannot-tell' }
}

/** The first two opinions of each pair, and what each steward's are worth beside those of others. */
export function agreementOf(opinions: ReadonlyMap<string, readonly Pick<Opinion, 'account' | 'verdict'>[]>): Agreement {
  const shared = [...opinions.values()].filter((of) => of.length > 1)
  const counts = new Map<string, number>()
  const stewards = new Map<string, { opinions: number; shared: number; agreed: number }>()
  const of = (account: string) => {
    const known = stewards.get(account) ?? { opinions: 0, shared: 0, agreed: 0 }
    stewards.set(account, known)
    return known
  }
  for (const { account } of [...opinions.values()].flat()) of(account).opinions++
  let agreed = 0
  for (const [first, second] of shared) {
    if (first === undefined || second === undefined) continue
    const key = `${first.verdict} ${second.verdict}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    const same = first.verdict === second.verdict ? 1 : 0
    agreed += same
    for (const { account } of [first, second]) {
      of(account).shared++
      of(account).agreed += same
    }
  }
  const matrix = verdicts.flatMap((first) =>
    verdicts.map((second) => ({ first, second, pairs: counts.get(`${first} ${second}`) ?? 0 })),
  )
  return {
    ...{ pairs: shared.length, agreed, matrix, ...kappa(matrix, shared.length, agreed) },
    stewards: [...stewards].map(([account, counted]) => ({ account, ...counted })),
  }
}

/** Cohen 1960: agreement beyond what the shares of the verdicts alone would bring. */
function kappa(matrix: Agreement['matrix'], pairs: number, agreed: number): Pick<Agreement, 'expected' | 'kappa'> {
  if (pairs === 0) return { expected: 0 }
  const share = (side: 'first' | 'second', verdict: Verdict) =>
    matrix.filter((one) => one[side] === verdict).reduce((sum, one) => sum + one.pairs, 0) / pairs
  const expected = verdicts.reduce((sum, verdict) => sum + share('first', verdict) * share('second', verdict), 0)
  return expected >= 1 ? { expected } : { expected, kappa: (agreed / pairs - expected) / (1 - expected) }
}

const kin: ReadonlySet<Reason> = new Set(['twins', 'relatives'])

/** What a decision teaches. Two people of one household are another lesson than two strangers. */
export function labelOf(
  { pattern }: Pick<Proposal, 'pattern'>,
  { verdict, reason, stewards }: { readonly verdict: Verdict; readonly reason: Reason; readonly stewards: number },
): Label | undefined {
  if (verdict === 'cannot-tell') return undefined
  const taught = verdict === 'link' ? 'match' : kin.has(reason) ? 'household' : 'unrelated'
  return { pattern, verdict: taught, weight: stewards }
}

/** Labels of one pattern and verdict as one, heaviest first. */
export function gathered(labels: readonly Label[]): Label[] {
  const sums = new Map<string, Label>()
  for (const label of labels) {
    const key = `${label.pattern} ${label.verdict}`
    sums.set(key, { ...label, weight: (sums.get(key)?.weight ?? 0) + label.weight })
  }
  return [...sums.values()].sort((a, b) => b.weight - a.weight || a.pattern - b.pattern)
}
