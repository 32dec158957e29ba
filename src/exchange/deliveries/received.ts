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
}
