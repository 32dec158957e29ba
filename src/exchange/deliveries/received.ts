import type { Json } from '../../kernel/canonical-json.ts'

/** What a partner's server sent us: the answer to a message of ours, or a notification. */
export interface ReceivedMessage {
  /** As its signature or its token says. */
  readonly partner: string
  /** The protocol's own word, `sr/on-search`. */
  readonly operation: string
  readonly messageId: string
  readonly transactionId?: string
  readonly correlationId?: string
  /** Header and message, in clear. At rest they are sealed. */
  readonly header: Json
  readonly message: Json
  /** Whether it had a signature. One that did not hold was refused at the door. */
  readonly signed: boolean
}

/** A message that is still to be read, as it was received. */
export interface KeptMessage extends ReceivedMessage {
  /** The order in which they came. */
  readonly number: number
  readonly receivedAt: Date
}

/** How often the same message came, by its number. */
export type Repeats = ReadonlyMap<number, number>
