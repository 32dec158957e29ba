/** One message to the server and what answers it: at once, or in a callback. */

import type { Exchange } from '../../../conformance/consumer/consumer.ts'
import type { Arrived } from '../../../conformance/consumer/receiver.ts'
import { reasonsOf, verdictOf } from '../../../conformance/probe.ts'
import type { Problem } from '../../../kernel/problem.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import type { Tree } from '../../../standards/dci/envelope.ts'
import { type CallbackAction, type OperationName, operations } from '../../../standards/dci/registries.ts'
import type { OpenedMessage } from '../../../standards/dci/sealed-message.ts'
import type { Invocation } from '../../command.ts'
import type { Connection } from './connection.ts'

export const refused = (reasons: readonly string[]): { ok: false; problem: Problem } =>
  fail({
    code: 'cli.dci-refused',
    status: 403,
    message: `the server refuses: ${reasons.join(', ') || 'it gives no reason'}`,
    fix: 'compare the request with what the server grants this client; see the command’s --help',
  })

export const unreadable = (what: string): { ok: false; problem: Problem } =>
  fail({
    code: 'cli.dci-answer',
    status: 502,
    message: `the answer is not one of the standard: ${what}`,
    fix: 'check --base-url and --keys, or have the server checked with `kiungo conform dci`',
  })

const unreachable = (what: string): { ok: false; problem: Problem } =>
  fail({ code: 'cli.unreachable', status: 503, message: what, fix: 'check --base-url, and that the server runs' })

/** Sends a message; an orderly refusal is a problem. */
async function send(
  { consumer }: Connection,
  operation: OperationName,
  message: Tree,
  header?: Tree,
): Promise<Result<Exchange>> {
  if (consumer.options.encrypt && (await consumer.keySet.encryption()) === undefined) {
    return fail({
      code: 'cli.dci-no-key',
      status: 502,
      message: `${consumer.keySet.url} has no key to encrypt to, and nothing is sent in clear`,
      fix: 'name the server’s key set with --jwks-url, or leave --encrypt out',
    })
  }
  const sent = await consumer.ask(operation, message, header)
  if (!sent.ok) return unreachable(`${consumer.origin} does not answer: ${sent.problem.detail}`)
  const exchange = sent.value
  if (exchange.reply.status === 401) {
    const token = await consumer.token()
    if (!token.ok) return refused([`no access token (${token.problem.detail})`])
  }
  const verdict = verdictOf(exchange)
  if (verdict === 'refused') return refused([`HTTP ${exchange.reply.status}`, ...reasonsOf(exchange)])
  return verdict === 'broken' && !exchange.opened.ok ? unreadable(`HTTP ${exchange.reply.status}`) : ok(exchange)
}

export async function answerNow(
  connection: Connection,
  operation: OperationName,
  message: Tree,
): Promise<Result<OpenedMessage>> {
  const sent = await send(connection, operation, message)
  if (!sent.ok) return sent
  const { opened } = sent.value
  return opened.ok ? opened : unreadable(opened.problem)
}

/** What is called back within `--wait`. Whatever else arrives is passed over: anybody can write to an open port. */
export async function answerLater(
  connection: Connection,
  operation: OperationName,
  message: Tree,
  { options }: Invocation,
): Promise<Result<OpenedMessage>> {
  const { receiver, consumer } = connection
  if (receiver === undefined) throw new Error('a callback needs a receiver')
  const action = operations[operation].answer as CallbackAction
  const sent = await send(connection, operation, message, { sender_uri: receiver.urlOf(action) })
  if (!sent.ok) return sent
  const seconds = Number(options.wait ?? 30)
  const until = Date.now() + seconds * 1000
  const seen = new Set<Arrived>()
  for (;;) {
    const arrived = await receiver.next((one) => !seen.has(one), until - Date.now())
    if (arrived === undefined) return noCallback(receiver.urlOf(action), seconds)
    seen.add(arrived)
    const opened = await consumer.open(arrived.body)
    if (opened.ok && opened.value.message.transaction_id === message.transaction_id) return opened
  }
}

const noCallback = (url: string, seconds: number) =>
  fail({
    code: 'cli.dci-no-callback',
    status: 504,
    message: `nothing was called back to ${url} within ${seconds} seconds`,
    fix: 'check that the server reaches that address (--callback-url, --port), or wait longer (--wait)',
  })
