import type { Term } from '@rdfjs/types'

/** A policy as the Information Model means it: shorthand written out, what it inherits included. */
export interface Policy {
  readonly uid: string
  readonly kind: PolicyKind
  readonly conflict: ConflictStrategy
  readonly issued?: Term
  readonly rules: readonly Rule[]
}

/** Information Model 2.1. An Offer proposes and grants nothing. */
export type PolicyKind = 'Set' | 'Offer' | 'Agreement'
/** Information Model 2.10; `invalid` is the default. */
export const conflictStrategies = ['perm', 'prohibit', 'invalid'] as const
export type ConflictStrategy = (typeof conflictStrategies)[number]

export type RuleKind = 'permission' | 'prohibition' | 'obligation' | 'duty' | 'remedy' | 'consequence'

export interface Rule {
  readonly id: string
  readonly kind: RuleKind
  readonly action: Refined
  readonly targets: readonly Refined[]
  readonly assigners: readonly Refined[]
  readonly assignees: readonly Refined[]
  /** Parties by their other functions: informedParty, compensatedParty, … */
  readonly functions: ReadonlyMap<string, readonly Refined[]>
  readonly constraints: readonly Constraint[]
  /** Duties of a permission, remedies of a prohibition, consequences of a duty. */
  readonly duties: readonly Rule[]
}

/** An action, an asset or a party, or a collection of them, narrowed by refinements. */
export interface Refined {
  readonly id: string
  readonly refinements: readonly Constraint[]
}

export const operators = [
  ...(['eq', 'neq', 'lt', 'lteq', 'gt', 'gteq'] as const),
  ...(['isA', 'hasPart', 'isPartOf', 'isAllOf', 'isAnyOf', 'isNoneOf'] as const),
] as const
export type Operator = (typeof operators)[number]
export const logics = ['and', 'or', 'xone', 'andSequence'] as const
export type Logic = (typeof logics)[number]

export type Constraint = Comparison | Combination

export interface Comparison {
  readonly id: string
  readonly leftOperand: string
  readonly operator: Operator
  readonly rightOperands: readonly Term[]
  /** IRIs whose values in the state are the right operands. */
  readonly references: readonly string[]
  readonly unit?: string
  /** The left operand's value where neither request nor state brings one. */
  readonly status?: Term
}

export interface Combination {
  readonly id: string
  readonly logic: Logic
  readonly parts: readonly Constraint[]
}

/** Why a policy or a request cannot be evaluated, and at which node of the graph. */
export interface Fault {
  readonly fault: FaultKind
  readonly at: string
}
export type FaultKind =
  | 'policy-missing'
  | 'policy-ambiguous'
  | 'profile-unknown'
  | 'parent-missing'
  | 'inheritance-circular'
  | 'conflict-unknown'
  | 'party-missing'
  | 'action-missing'
  | 'target-missing'
  | 'remedy-with-consequence'
  | 'constraint-incomplete'
  | 'operator-unknown'
  | 'sequence-without-order'
  | 'nested-too-deep'
  | 'request-missing'
  | 'time-missing'
