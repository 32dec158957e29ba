import type { KeyObject } from 'node:crypto'
import type pg from 'pg'
import type { Agreement, Decision, DecisionRequest } from '../agreements/schema.ts'
import type { Service, System } from '../federation/schema.ts'
import type { SigningKey } from '../kernel/signature.ts'
import type { ActWriter } from '../ledger/acts.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { CompiledMapping } from '../semantics/mapping/compile.ts'
import type { OpenConnector } from './plugin.ts'
import type { ExchangeAct } from './store/write.ts'

/** Everything an exchange needs of the world; composed once at start. */
export interface ExchangeWorld {
  readonly clock: { now(): Date; today(): string }
  readonly directory: Directory
  readonly agreements: Agreements
  /** Compiled mapping of a service or of another vocabulary, by its id. */
  readonly mapping: (id: string) => Mapping | undefined
  readonly connector: (service: Service) => OpenConnector
  readonly turns: Turns
  readonly ledger: Evidence
  readonly answerKey: AnswerKey
  /** Secret that each consumer's pseudonyms are derived from. */
  readonly pseudonymKey: Uint8Array
  readonly answerKeepHours: number
  readonly nodeKey: SigningKey
  readonly writer: ActWriter<ExchangeAct>
  /** Hands an unexpected error to the log, with the id of the exchange it happened in. */
  readonly report: (error: unknown, exchangeId: string) => void
  readonly database: pg.Pool
}

export interface Directory {
  service(id: string): Service | undefined
  system(id: string): System | undefined
  services(): readonly Service[]
  systems(): readonly System[]
}

/** A decision; `counted` is there when it permits, and holds the agreement's volume until it is written or given back. */
export interface Decided {
  readonly decision: Decision
  readonly counted?: { readonly row: UsageRow; giveBack(): void }
}

export interface UsageRow {
  readonly agreementId: string
  readonly at: Date
}

export interface Agreements {
  /** Decides on what is known now, and in the same turn counts a permit against the agreement's volume. */
  decide(request: DecisionRequest): Promise<Decided>
  /** Latest versions that are in force today for this consumer. */
  inForceFor(consumer: string): Promise<readonly { readonly agreement: Agreement; readonly hash: string }[]>
  /** Every agreement in force today, for the map of flows. */
  inForce(): Promise<readonly Agreement[]>
  writeUsage(client: pg.ClientBase, rows: readonly UsageRow[]): Promise<void>
}

/** What a mapping does for an exchange; `issues` name what has no place in the other vocabulary. */
export type Mapping = Pick<CompiledMapping, 'toProvider' | 'toCanonical' | 'fromCanonical'>

export type Evidence = Pick<Ledger, 'append' | 'receipt' | 'latestCheckpoint'>

/** AES-256 key under which stored answers rest; `id` tells keys apart after a rotation. */
export interface AnswerKey {
  readonly id: string
  readonly key: KeyObject
}

/** Bounds how many questions are with one system at a time. */
export interface Turns {
  /** Resolves to the function that ends the turn, or to undefined when the queue is full or the signal aborts. */
  take(system: string, signal: AbortSignal): Promise<(() => void) | undefined>
}
