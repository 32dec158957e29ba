import type { DecisionKind, Reason, RecordRef } from '../people/schema.ts'
import type { comparedFields } from './declared.ts'

/** What is compared of a person, cleaned; undefined where a record does not say. */
export type Features = Readonly<Partial<Record<(typeof comparedFields)[number], string>>>

/** An identifier in a record: its own number there, or one that it only bears. */
export interface Holding {
  readonly element: string
  readonly value: string
  readonly issued: boolean
}

export interface MappedRecord extends RecordRef {
  /** Whom it was decided to be about. */
  readonly entity?: string
  /** The day since which the source has it. */
  readonly since: string
  readonly features: Features
  readonly holdings: readonly Holding[]
  /** Programmes that it is enrolled in, whatever the state. */
  readonly programmes: readonly string[]
}

/** A steward's decision as mapping reads it. */
export interface LinkDecision {
  readonly id: string
  readonly kind: DecisionKind
  readonly first: RecordRef
  readonly second: RecordRef
  readonly undone: boolean
  readonly reason: Reason
  /** The day of it. */
  readonly day: string
  readonly confirmed: boolean
  /** Of the model, where it proposed the pair. */
  readonly weight?: number
}

/** An entry of the civil register under a number. */
export interface CivilEntry {
  readonly element: string
  readonly value: string
  readonly features: Features
}

/** All that bears on who has an identifier, as it stood at one moment. */
export interface MappingFacts {
  /** Records that bear what was asked by. */
  readonly seeds: readonly RecordRef[]
  readonly records: readonly MappedRecord[]
  readonly decisions: readonly LinkDecision[]
  readonly civil: readonly CivilEntry[]
  /** There are more records than may be looked at. */
  readonly tooMany: boolean
}

/** What a question names a person by. `identity.person` names a person of the map itself. */
export interface AskedBy {
  readonly element: string
  readonly value: string
}

export const personElement = 'identity.person'
