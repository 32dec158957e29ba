/** An operation that is acknowledged now and answered by a callback later. */
import { randomUUID } from 'node:crypto'
import type { Tree } from '../standards/dci/envelope.ts'
import { type CallbackAction, type OperationName, operations } from '../standards/dci/registries.ts'
import { isTree, member } from '../standards/dci/sealed-message.ts'
import { expect } from './check.ts'
import type { Exchange } from './consumer/consumer.ts'
import type { Arrived, Opened, Receiver } from './consumer/receiver.ts'
import { type Probe, reasonsOf, skip } from './probe.ts'

export interface Called {
  readonly exchange: Exchange
  /** The acknowledgement. */
  readonly ack: Tree
  readonly transactionId: string
  /** The callback as it came, and opened. */
  readonly arrived: Arrived
  readonly opened: Opened
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
  const fits = ({ body, opened }: Arrived) => {
    const message = member(body, 'message')
    const ids = [member(message, 'transaction_id'), member(message, 'correlation_id')]
    const ours = ids.some((id) => id !== undefined && (id === transactionId || id === ack.correlation_id))
    return ours || (opened === undefined && member(member(body, 'header'), 'is_msg_encrypted') === true)
  }
  const { next, takes } = receiverOf(probe)
  const arrived = await next(fits, probe.callbackMs)
  const missing = `no callback came within ${probe.callbackMs} ms to the address in sender_uri`
  expect(arrived !== undefined, takes === undefined ? missing : `${missing}; ${takes}`)
  const opened = await openedOf(arrived, probe)
  const { header = {}, message } = opened
  return { exchange, ack, transactionId, arrived, opened, header, message }
}

/** What arrived, opened here unless it was on its way in. */
export async function openedOf({ body, opened }: Arrived, { consumer }: Probe): Promise<Opened> {
  if (opened !== undefined) return opened
  const read = await consumer.open(body)
  expect(read.ok, 'what came is no message of the standard')
  return read.value
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
