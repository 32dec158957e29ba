import type { ConflictStrategy, PolicyKind, RuleKind } from './model.ts'

/** Nothing that is unknown ever permits (three-valued logic of Kleene). */
export type Truth = 'satisfied' | 'unsatisfied' | 'unknown'

/** What was found when one policy was held against one request and the state of the world. */
export interface PolicyReport {
  readonly policy: string
  readonly kind: PolicyKind
  readonly request: string
  readonly at: string
  readonly decision: 'permit' | 'deny'
  readonly because: Because
  readonly conflict: ConflictStrategy
  readonly rules: readonly RuleReport[]
}

export type Because =
  | 'permitted'
  | 'no-permission'
  | 'prohibited'
  | 'prohibition-unknown'
  | 'offer-grants-nothing'
  | 'void-by-conflict'

export interface RuleReport {
  readonly rule: string
  readonly kind: RuleKind
  /** Whether the request is for what the rule is about: its action, target and parties. */
  readonly attempt: 'attempted' | 'not-attempted'
  /** Whether the rule applies here and now; `undetermined` where something it depends on is unknown. */
  readonly activation: 'active' | 'inactive' | 'undetermined'
  /** Whether what the rule is about was done, as far as the state tells. */
  readonly performance: 'performed' | 'unperformed'
  readonly deontic: Deontic
  /** What the rule's activation rests on. */
  readonly premises: readonly Premise[]
  /** Duties of a permission, remedies of a prohibition, consequences of a duty. */
  readonly duties: readonly RuleReport[]
}

/** none: not applicable. open: a duty that can still be done. remedied: violated and made good. */
export type Deontic = 'none' | 'open' | 'fulfilled' | 'violated' | 'remedied'

export interface Premise {
  readonly about: 'action' | 'target' | 'assigner' | 'assignee' | 'party' | 'constraint' | 'duty'
  /** The constraint, or what the rule expects. */
  readonly of: string
  readonly satisfaction: Truth
  /** What was found in its place. */
  readonly found: readonly string[]
  /** Of a logical constraint or of refinements. */
  readonly parts: readonly Premise[]
}

export const not = (truth: Truth): Truth =>
  truth === 'unknown' ? truth : truth === 'satisfied' ? 'unsatisfied' : 'satisfied'

export function all(truths: readonly Truth[]): Truth {
  if (truths.includes('unsatisfied')) return 'unsatisfied'
  return truths.includes('unknown') ? 'unknown' : 'satisfied'
}

export function any(truths: readonly Truth[]): Truth {
  if (truths.includes('satisfied')) return 'satisfied'
  return truths.includes('unknown') ? 'unknown' : 'unsatisfied'
}

/** Two that hold settle it, whatever the unknown ones are. */
export function exactlyOne(truths: readonly Truth[]): Truth {
  const held = truths.filter((truth) => truth === 'satisfied').length
  if (held > 1) return 'unsatisfied'
  if (truths.includes('unknown')) return 'unknown'
  return held === 1 ? 'satisfied' : 'unsatisfied'
}

export const truthOf = (value: boolean | undefined): Truth =>
  value === undefined ? 'unknown' : value ? 'satisfied' : 'unsatisfied'
