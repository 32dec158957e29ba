import type pg from 'pg'
import type { Scalar } from '../../exchange/plugin.ts'
import type { EventType } from '../../exchange/subscriptions/schema.ts'
import type { IsoDate } from '../../kernel/dates.ts'
import type { Result } from '../../kernel/result.ts'

/** Elements of the dictionary with their values: an act says what changes in the words that a question asks by. */
export type Values = Readonly<Record<string, Scalar>>

/** A change of the registry that someone asks for. */
export interface RegistryAct {
  /** Of whoever asks for it, with a prefix of its own: the same id and values have one effect. */
  readonly id: string
  readonly act: string
  readonly values: Values
  /** When it happened; now, when absent. */
  readonly at?: Date
}

export interface Acted {
  /** Whether the act had been done before: nothing was changed now. */
  readonly again: boolean
  /** Numbers of the records that it made or changed: `person.id`, `enrolment.id`, … */
  readonly made: Readonly<Record<string, string>>
}

/** Kinds of record, as a service's `operation` names them. */
export type RecordKind = string

/** A record that an act changed, and what it is called when others hear of it. */
export interface Change {
  readonly event: EventType
  readonly records: RecordKind
  readonly id: string
}

export interface Performing {
  readonly client: pg.ClientBase
  readonly values: Values
  readonly today: IsoDate
}

export interface Done {
  readonly made: Acted['made']
  /** None when everything already was as it should be. */
  readonly changes: readonly Change[]
}

/** One kind of act: what it must and may be told, and how it is done inside a transaction. */
export interface ActKind {
  readonly needs: readonly string[]
  readonly may: readonly string[]
  perform(performing: Performing): Promise<Result<Done>>
}
