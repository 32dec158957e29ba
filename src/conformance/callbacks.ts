/** An operation that is acknowledged now and answered by a callback later. */
import { randomUUID } from 'node:crypto'
import type { Tree } from '../standards/dci/envelope.ts'
import { type CallbackAction, type OperationName, operations } from '../standards/dci/registries.ts'
import type { OpenedMessage } from '../standards/dci/sealed-message.ts'
import { isTree, member } from '../standards/dci/sealed-message.ts'
import { expect } from './check.ts'
import type { Exchange } from './consumer/consumer.ts'
import type { Arrived, Receiver } from './consumer/receiver.ts'
import { type Probe, reasonsOf, skip } from './probe.ts'

export interface Called {
  readonly exchange: Exchange
  /** The acknowledgement. */
  readonly ack: Tree
  readonly transactionId: string
  /** The callback as it came, and opened. */
  readonly arrived: Arrived
  readonly opened: OpenedMessage
  readonly header: Tree
  readonly message: Tree
}

export function receiverOf({ receiver }: Probe): Receiver {
  return receiver ?? skip('there is no address to be called back at')
}

export interface SentForCallback {
  readonly exchange: Exchange
  readonly transactionId: string
}

export async function sendForCallback(probe: Probe, operation: OperationName, message: Tree): Promise<SentForCallback> {
  const action = operations[operation].answer as CallbackAction
  const exchange = await probe.send(operation, message, { sender_uri: receiverOf(probe).urlOf(action) })
  return { exchange, transactionId: String(message.transaction_id) }
}

/** What answers a message that was acknowledged. */
export async function callbackOf(probe: Probe, { exchange, transactionId }: SentForCallback): Promise<Called> {
  const ack = ackOf(exchange)
  // Either id may be the wrong one: what comes to the right address after the call is the answer to look at.
  const fits = ({ body }: Arrived) => {
    const message = member(body, 'message')
    const ids = [member(message, 'transaction_id'), member(message, 'correlation_id')]
    const ours = ids.some((id) => id !== undefined && (id === transactionId || id === ack.correlation_id))
    return ours || member(member(body, 'header'), 'is_msg_encrypted') === true
  }
  const arrived = await receiverOf(probe).next(fits, probe.callbackMs)
  expect(arrived !== undefined, `no callback came within ${probe.callbackMs} ms to the address in sender_uri`)
  const opened = await probe.consumer.open(arrived.body)
  expect(opened.ok, 'the callback is no message of the standard')
  const { header = {}, message } = opened.value
  return { exchange, ack, transactionId, arrived, opened: opened.value, header, message }
}

export const callAndWait = async (probe: Probe, operation: OperationName, message: Tree): Promise<Called> =>
  callbackOf(probe, await sendForCallback(probe, operation, message))

/** The acknowledgement of an accepted message. */
export function ackOf(exchange: Exchange): Tree {
  const { reply, json } = exchange
  const ack = member(json, 'message')
  const reasons = reasonsOf(exchange).join(', ')
  expect(reply.status === 200 || reply.status === 202, `HTTP ${reply.status} ${reasons}`.trim())
  expect(isTree(ack) && ack.ack_status === 'ACK', 'the message is not acknowledged with ACK')
  return ack
}

export const newTransaction = (): string => randomUUID()
