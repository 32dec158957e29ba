import type { KeyObject } from 'node:crypto'
import type { PersonState } from '../agreements/circumstances.ts'
import type { Agreements } from '../agreements/service.ts'
import type { Directory } from '../federation/directory.ts'
import type { Service } from '../federation/schema.ts'
import type { SigningKey } from '../kernel/signature.ts'
import type { ActWriter } from '../ledger/acts.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Clock } from '../platform/clock.ts'
import type { CompiledMapping } from '../semantics/mapping/compile.ts'
import type { OpenConnector } from './plugin.ts'
import type { QualityMeter } from './quality.ts'
import type { ExchangeAct } from './store/write.ts'

/** Everything an exchange needs of the world; composed once at start. */
export interface ExchangeWorld {
  readonly clock: Clock
  readonly directory: Pick<Directory, 'service' | 'system' | 'services' | 'systems' | 'client'>
  readonly agreements: Pick<Agreements, 'decide' | 'stopped' | 'whatIf' | 'inForceFor' | 'inForce' | 'purposes'>
  /** Compiled mapping of a service or of another vocabulary, by its id. */
  readonly mapping: (id: string) => Mapping | undefined
  readonly connector: (service: Service) => OpenConnector
  readonly turns: Turns
  readonly ledger: Evidence
  readonly answerKey: AnswerKey
  /** Secret that each consumer's pseudonyms are derived from. */
  readonly pseudonymKey: Uint8Array
  /** The pseudonymous key of a person, from the national number. */
  readonly subjectKey: (nationalId: string) => string
  /** What a registry of this node holds of the person, for gate G7. */
  readonly personState?: ((nationalId: string) => Promise<PersonState>) | undefined
  /** What is measured of the answers of each service. */
  readonly quality: QualityMeter
  readonly answerKeepHours: number
  readonly nodeKey: SigningKey
  /** For salts and nonces. */
  readonly randomBytes: (bytes: number) => Buffer
  readonly writer: ActWriter<ExchangeAct>
  /** Hands an unexpected error to the log, with the id of the exchange it happened in. */
  readonly report: (error: unknown, exchangeId: string) => void
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
