import type { Caller, PartnerProfile, ProtocolHouse } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import type { Result } from '../../../../src/kernel/result.ts'
import type { Status } from '../../../../src/standards/dci/codes.ts'
import type { MessageFault } from './fault.ts'
import type { Tree } from './json.ts'

/** A message that was let in, as an action works on it: now, or from a job. */
export interface Asked {
  /** First part of the address: `sr`. */
  readonly registry: string
  readonly caller: Caller
  readonly partner: PartnerProfile
  /** The name it was sent under, and is answered to: `header.sender_id`. */
  readonly senderId: string
  readonly messageId: string
  readonly transactionId: string
  readonly correlationId: string
  readonly receivedAt: Date
  /** The message part, in clear. */
  readonly message: Tree
  /** Where callbacks go: `sender_uri`, else what is registered. */
  readonly callbackUrl: string | undefined
}

/** What reading found. Faults of single entries stay inside `value`: the others are done all the same. */
export interface Batch<Value> {
  /** What `header.total_count` must be. */
  readonly count: number
  /** Another number that is taken for it (count-of-codes). */
  readonly alsoCounted?: number
  readonly referenceIds: readonly string[]
  readonly value: Value
}

/** The answer: `transaction_id` and `correlation_id` are added to the message, ids and times to the header. */
export interface Done {
  readonly message: { readonly [name: string]: Json }
  readonly status: Status
  readonly totalCount: number
  readonly completedCount: number
  /** Exchanges whose answers it carries. */
  readonly exchanges: readonly string[]
  readonly meta?: Json
  /** No entry of it could be answered now, through no fault of the asker: a waiting caller gets 503. */
  readonly unavailable?: boolean
}

/** One thing that can be asked for. Whether its asker waits or is called back is not its business. */
export interface Action<Value = unknown> {
  /** With the registry it names the work: `sr/search`. */
  readonly name: string
  /** `header.action`: the standard's word, then those that are taken for it (leniency `action-names`). */
  readonly words: readonly [string, ...string[]]
  /** `header.action` of the answer. */
  readonly answer: string
  read(message: Tree, registry: string): Result<Batch<Value>, MessageFault>
  /** Does the same again when it is called again: after a crash, or for a message that was sent twice. */
  work(value: Value, asked: Asked, house: ProtocolHouse): Promise<Result<Done, MessageFault>>
}

interface Address {
  /** Below `/dci`: with and without the version. */
  readonly paths: readonly string[]
  readonly registry: string
  readonly summary: string
}

/** `sync`: the reply is the answer. `async`: the reply acknowledges, the answer is called back. */
export interface Request extends Address {
  readonly kind: 'sync' | 'async'
  readonly action: Action
  /** Which of the standard's two headers it has: `callback` carries a status. */
  readonly header: 'request' | 'callback'
  readonly permission: string
}

/** A message of a partner's server: the answer to one of ours, or a notification. It is kept and acknowledged. */
export interface Reception extends Address {
  readonly kind: 'reception'
  readonly word: string
  /** Other words that are taken for it. */
  readonly alsoWords?: readonly string[]
}

export type Operation = Request | Reception
