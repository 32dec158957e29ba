import type { Json } from '../../kernel/canonical-json.ts'
import type { Result } from '../../kernel/result.ts'
import type { Caller, ProtocolHouse } from '../plugin.ts'

/** Whose messages are delivered: a protocol's, or those of a room that has things to tell. */
export interface Sender {
  /** Of a protocol: the folder's name. */
  readonly name: string
  /** Whether an answer to a message that was sent says that it arrived; `body` is undefined when it is not JSON. 2xx unless told. */
  acknowledged?(status: number, body: unknown): boolean
  /** A message as one attempt sends it: signatures live for minutes, attempts go on for a day. Fails where there is no key to encrypt to. */
  dress?(body: Json, receiver: Caller, house: ProtocolHouse): Promise<Result<Json, string>>
  /** Headers of one attempt, over the text as it is sent. Fails where there is nothing to sign it with. */
  sign?(text: string, body: Json): Promise<Result<Readonly<Record<string, string>>, string>>
}
