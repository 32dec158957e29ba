import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openReceiver } from '../../src/exchange/deliveries/test-receiver.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { KiungoProcess } from './kiungo.ts'

// A programme's system that pays, over HTTP.

export interface Item {
  readonly reference_id: string
  readonly status: string
  readonly status_reason_code?: string
  readonly status_reason_message?: string
  readonly fa?: string
  readonly id?: string
  readonly amount?: string
  readonly payer_fa?: string
  readonly payee_fa?: string
  readonly currency_code?: string
  readonly account_provider_info?: { readonly name: string; readonly code: string }
  readonly additional_info?: readonly { readonly name: string; readonly value: unknown }[]
}

export interface Reply {
  readonly http: number
  readonly header: { readonly status: string; readonly status_reason_code: string | null; readonly action: string }
  readonly message: { readonly [name: string]: unknown; readonly error?: { readonly code: string } }
}

export interface Sending {
  readonly action: string
  readonly message: Readonly<Record<string, unknown>>
  readonly count?: number
  readonly messageId?: string
  readonly header?: Readonly<Record<string, unknown>>
}

export type Send = (path: string, sending: Sending) => Promise<Reply>

export async function callerOf(kiungo: KiungoProcess, client: string, scope = 'registry.search payment.order') {
  const { url } = kiungo
  const token = await tokenOf(kiungo, { client_id: client, client_secret: `${client}-secret`, scope })
  const send: Send = async (path, { action, message, count, messageId, header }) => {
    const [list] = Object.values(message).filter((member) => Array.isArray(member))
    const body = {
      header: {
        version: '1.0.0',
        message_id: messageId ?? newId('msg', Date.now()),
        message_ts: new Date().toISOString(),
        action,
        sender_id: client,
        total_count: count ?? (Array.isArray(list) ? list.length : 1),
        is_msg_encrypted: false,
        ...header,
      },
      message: { transaction_id: newId('txn', Date.now()), ...message },
    }
    const init = { method: 'POST', body: JSON.stringify(body) }
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${url}/dci/g2p/v1.0.0${path}`, { ...init, headers })
    return { http: answer.status, ...((await answer.json()) as Omit<Reply, 'http'>) }
  }
  return send
}

export interface TestAccount {
  readonly fa: string
  readonly id: string
  readonly nin: string
  readonly name: string
  readonly open: boolean
  readonly linked: boolean
}

const providers: Readonly<Record<string, string>> = {
  UMOJTUTX: 'benki-ya-umoja',
  PWANTUTX: 'benki-ya-pwani',
  PESATUTX: 'mobile-money',
}

/** The accounts of people that have a national number, as the switch starts with them. */
export function accountsOf({ dataFolder }: KiungoProcess): TestAccount[] {
  const lines = readFileSync(join(dataFolder, 'tumaini/switch/accounts.ndjson'), 'utf8').trim().split('\n')
  const rows = lines.map((line) => JSON.parse(line) as readonly unknown[])
  return rows
    .filter((row) => row[4] !== null)
    .map(([institution, scheme, number, name, nin, state, , registered]) => ({
      fa: `${scheme === 'ACCT' ? 'account' : 'mobile'}:${number}@${providers[String(institution)]}`,
      id: `nin:${nin}@nida`,
      nin: String(nin),
      name: String(name),
      open: state === 'OPEN',
      linked: registered === true,
    }))
}

/** One whose account is linked, one whose linked account is closed, and the two accounts of someone who has linked neither. */
export function telling(accounts: readonly TestAccount[]) {
  const known = (found: TestAccount | undefined): TestAccount => found ?? assert.fail('no such account in the country')
  const pairs = accounts.map((one) => accounts.filter((other) => other.nin === one.nin && other.open))
  const [first, second] = pairs.find((pair) => pair.length === 2 && pair.every((one) => !one.linked)) ?? []
  return {
    linked: known(accounts.find((one) => one.linked && one.open)),
    closed: known(accounts.find((one) => one.linked && !one.open)),
    both: [known(first), known(second)] as const,
  }
}

export const now = (): string => new Date().toISOString()

let references = 0
/** Used by no other entry. */
export const ref = (): string => `ref-${references++}`

export function itemsOf(reply: Reply, list: string): readonly Item[] {
  const items = reply.message[list]
  assert.ok(Array.isArray(items), JSON.stringify(reply))
  return items
}
export const oneOf = (reply: Reply, list: string): Item => itemsOf(reply, list)[0] ?? assert.fail(JSON.stringify(reply))

export type Kind = 'link' | 'update' | 'unlink' | 'resolve'
export type Desk = ReturnType<typeof deskOf>

/** The synchronous operations, as a programme's system uses them. */
export function deskOf(send: Send) {
  async function statusOf(reference: string): Promise<readonly Item[]> {
    const asked = { txn_type: 'disburse', attribute_type: 'reference_id_list', attribute_value: [reference] }
    const message = { txnstatus_request: { reference_id: ref(), ...asked } }
    const reply = await send('/disburse/sync/txn/status', { action: 'txn-status', message })
    assert.equal(reply.http, 200, JSON.stringify(reply))
    const { txn_type: type, txn_status: status } = reply.message.txnstatus_response as Record<string, unknown>
    assert.equal(type, 'on-disburse')
    return (status as { disbursements_status: Item[] }).disbursements_status
  }
  return {
    send,
    statusOf,
    async mapper(kind: Kind, entry: object): Promise<Item> {
      const request = { reference_id: ref(), timestamp: now(), ...entry }
      const reply = await send(`/mapper/sync/${kind}`, { action: kind, message: { [`${kind}_request`]: [request] } })
      assert.equal(reply.http, 200, JSON.stringify(reply))
      assert.equal(reply.header.action, `on-${kind}`)
      return oneOf(reply, `${kind}_response`)
    },
    pay: (entries: readonly object[], more: object = {}): Promise<Reply> =>
      send('/disburse/sync/disburse', { action: 'disburse', message: { disbursements: entries }, ...more }),
    async settled(reference: string): Promise<Item> {
      for (;;) {
        const [item] = await statusOf(reference)
        assert.ok(item)
        if (item.status !== 'pdng') return item
        await sleep(200)
      }
    },
  }
}

/** How often the switch took a payment, by its own book. */
export function paymentsOf({ dataFolder }: KiungoProcess, reference: string): number {
  const journal = readFileSync(join(dataFolder, 'tumaini/switch/journal.ndjson'), 'utf8').split('\n')
  return journal.filter((line) => line.includes(`"paymentRef":"${reference}"`)).length
}

async function tokenOf({ url }: KiungoProcess, form: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...form })
  const response = await fetch(`${url}/oauth2/client/token`, { method: 'POST', body })
  return ((await response.json()) as { access_token: string }).access_token
}

/** `POST /v1/questions`, and the code of its refusal. */
export async function askQuestion(kiungo: KiungoProcess, client: Readonly<Record<string, string>>, question: object) {
  const authorization = `Bearer ${await tokenOf(kiungo, client)}`
  const headers = { authorization, 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(question) }
  const response = await fetch(`${kiungo.url}/v1/questions`, init)
  return { status: response.status, code: ((await response.json()) as { code?: string }).code }
}

/** The lab's switch of faults of the demo's payment switch. */
export async function setFault(kiungo: KiungoProcess, fault: { readonly mode: string; readonly delayMs?: number }) {
  const client = { client_id: 'nsps-demo', client_secret: 'nsps-demo-secret', scope: 'system.read' }
  const headers = { authorization: `Bearer ${await tokenOf(kiungo, client)}` }
  const answer = await fetch(`${kiungo.url}/v1/systems`, { headers })
  const { systems } = (await answer.json()) as { systems: readonly { readonly id: string; readonly address: string }[] }
  const address = systems.find(({ id }) => id === 'payment-switch')?.address
  const set = await fetch(`${address}/_lab/faults`, { method: 'POST', body: JSON.stringify(fault) })
  assert.equal(set.status, 200)
}

/** Sends what is answered later; a server of the caller's waits for the answer. */
export async function callbacksOf({ send }: Desk, t: TestContext) {
  const receiver = await openReceiver()
  t.after(receiver.close)
  receiver.answer = (response) => {
    const ack = { ack_status: 'ACK', timestamp: now(), correlation_id: 'x' }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ message: ack }))
  }
  return async (path: string, action: string, message: object): Promise<Reply> => {
    const ack = await send(path, { action, message: { ...message }, header: { sender_uri: receiver.url } })
    assert.deepEqual([ack.http, ack.message.ack_status], [200, 'ACK'], JSON.stringify(ack))
    for (;;) {
      const bodies = receiver.received.map(({ body }) => body as unknown as Reply)
      const answer = bodies.find((body) => body.message.correlation_id === ack.message.correlation_id)
      if (answer !== undefined) return answer
      await sleep(50)
    }
  }
}
