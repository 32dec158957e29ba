/** What a check can do with the server under test, and what a run has learnt of it so far. */
import { randomUUID } from 'node:crypto'
import type { Json } from '../kernel/canonical-json.ts'
import type { Result } from '../kernel/result.ts'
import { type Criteria, searchCriteria, searchItem, type Tree } from '../standards/dci/envelope.ts'
import { type OperationName, type RegistryName, registries } from '../standards/dci/registries.ts'
import { type FoundPage, type ReplyFault, searchReply } from '../standards/dci/reply.ts'
import { isTree, member } from '../standards/dci/sealed-message.ts'
import { expect, Skip, Unmet } from './check.ts'
import type { Consumer, Exchange, Token } from './consumer/consumer.ts'
import type { Receiver } from './consumer/receiver.ts'
import type { Identifier } from './data.ts'
import type { Attribute } from './samples.ts'

export interface ProbeOptions {
  readonly registry: RegistryName
  readonly consumer: Consumer
  /** Without one, nothing that is called back can be checked. */
  readonly receiver?: Receiver
  /** Somebody whom the registry knows; otherwise found by a search. */
  readonly known?: Identifier
  /** Nobody's identifier. */
  readonly unknown?: Identifier
  /** Attribute to filter and sort by, instead of the usual ones of the registry. */
  readonly attribute?: Attribute
  readonly recordType?: string
  readonly eventType?: string
  readonly purpose?: string
  /** Longest wait for a callback, and for a notification. */
  readonly callbackMs: number
  readonly notifyMs: number
}

export interface Searched {
  readonly exchange: Exchange
  readonly header: Tree
  readonly message: Tree
  /** Everything in `search_response`. */
  readonly items: readonly Tree[]
  readonly found: Result<FoundPage, ReplyFault>
  readonly transactionId: string
  readonly referenceId: string
  readonly sent: Tree
}

export interface Probe extends ProbeOptions {
  /** Texts of refusals, looked through at the end for what should not be in them. */
  readonly refusals: string[]
  criteria(more: Partial<Criteria> & Pick<Criteria, 'queryType' | 'query'>): Tree
  /** One search of the synchronous operation; a check that expects an answer fails without. */
  search(criteria: Tree, header?: Partial<Tree>): Promise<Searched>
  /** Sends a message and takes whatever comes. */
  send(operation: OperationName, message: Tree, header?: Partial<Tree>): Promise<Exchange>
  /** Sends a body as it is. */
  post(operation: OperationName, body: string, how?: { token?: Token; type?: string }): Promise<Exchange>
  searchMessage(criteria: Tree): { message: Tree; transactionId: string; referenceId: string }
  /** Once in a run, however many checks want it; where it failed, the first is told so, and the others are left out. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>
}

export function createProbe(options: ProbeOptions): Probe {
  const { consumer, registry } = options
  const memory = new Map<string, Promise<unknown>>()
  const refusals: string[] = []
  const take = (exchange: Result<Exchange, { detail: string; kind: string }>): Exchange => {
    if (!exchange.ok) throw new Unmet(`no answer: ${exchange.problem.detail}`)
    const { reply } = exchange.value
    if (reply.status >= 400 || reply.text.includes('rjct') || reply.text.includes('"ERR"')) refusals.push(reply.text)
    return exchange.value
  }
  const probe: Probe = {
    ...options,
    refusals,
    criteria: (more) => {
      const recordType = options.recordType ?? registries[registry].records[0]
      return searchCriteria({
        regType: registries[registry].type,
        ...(recordType === undefined ? {} : { recordType }),
        ...(options.eventType === undefined ? {} : { eventType: options.eventType }),
        ...(hasEntities.includes(registry) ? { responseEntity: 'Member' } : {}),
        ...(options.purpose === undefined ? {} : { purpose: options.purpose }),
        ...more,
      })
    },
    searchMessage(criteria) {
      const [transactionId, referenceId] = [randomUUID(), randomUUID()]
      const message = { transaction_id: transactionId, search_request: [searchItem(referenceId, new Date(), criteria)] }
      return { message, transactionId, referenceId }
    },
    async search(criteria, header) {
      const { message, transactionId, referenceId } = probe.searchMessage(criteria)
      const clear = consumer.compose('syncSearch', message, header)
      const sent = await consumer.seal(clear)
      const exchange = take(await consumer.post('syncSearch', JSON.stringify(sent)))
      return { ...readSearch(exchange, { transactionId, referenceId }), transactionId, referenceId, sent: clear.header }
    },
    send: async (operation, message, header) => take(await consumer.ask(operation, message, header)),
    post: async (operation, body, how) => take(await consumer.post(operation, body, how)),
    async once(name, make) {
      const before = memory.get(name)
      if (before === undefined) {
        const made = make()
        memory.set(name, made)
        return made
      }
      try {
        return (await before) as never
      } catch (error) {
        if (error instanceof Unmet) throw new Skip(`rests on what failed before: ${error.message}`)
        throw error
      }
    },
  }
  return probe
}

/** Registries whose criteria say whether a person or a group is looked for. */
const hasEntities: readonly RegistryName[] = ['sr', 'ibr']

export function readSearch(
  exchange: Exchange,
  ids: { transactionId: string; referenceId: string },
): Pick<Searched, 'exchange' | 'header' | 'message' | 'items' | 'found'> {
  const { reply, opened } = exchange
  expect(opened.ok, `HTTP ${reply.status} and no message of the standard`)
  const { header = {}, message } = opened.value
  const list = message.search_response
  const items = Array.isArray(list) ? list.filter(isTree) : []
  return { exchange, header, message, items, found: searchReply({ header, message }, ids) }
}

/** The records of a search that is expected to succeed. */
export function foundBy({ found, exchange }: Searched): FoundPage {
  if (found.ok) return found.value
  throw new Unmet(
    `${describeFault(found.problem)}${exchange.reply.status === 200 ? '' : ` (HTTP ${exchange.reply.status})`}`,
  )
}

const describeFault = (fault: ReplyFault): string => {
  switch (fault.kind) {
    case 'rejected':
      return `rejected in the ${fault.by}: ${fault.code}`
    case 'later':
      return 'an acknowledgement where the answer was expected'
    case 'malformed':
      return fault.what
  }
}

/** What a message came to. The standard refuses in several places; any of them counts. */
export type Verdict = 'answered' | 'acknowledged' | 'refused' | 'broken'

export function verdictOf({ reply, json }: Exchange): Verdict {
  if (reply.status >= 500) return 'broken'
  if (reply.status >= 400) return 'refused'
  const message = member(json, 'message')
  if (!isTree(message)) return 'broken'
  if (message.ack_status === 'ERR') return 'refused'
  if (typeof message.ack_status === 'string') return 'acknowledged'
  const items = itemsOf(message)
  if (items.length > 0) return items.every(({ status }) => status === 'rjct') ? 'refused' : 'answered'
  return message.status === 'rjct' || member(member(json, 'header'), 'status') === 'rjct' ? 'refused' : 'answered'
}

function itemsOf(message: Tree): Tree[] {
  const lists = ['search_response', 'subscribe_response', 'enrolled_response', 'disabled_response'].map(
    (name) => message[name],
  )
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isTree) : []))
}

/** A negative check: anything but an orderly refusal is a fault. */
export function expectRefusal(exchange: Exchange, of: string): void {
  const verdict = verdictOf(exchange)
  expect(verdict !== 'broken', `${of}: HTTP ${exchange.reply.status} instead of an orderly refusal`)
  expect(verdict === 'refused', `${of} was ${verdict}`)
}

/** Where the standard's reason for a refusal stands, whichever shape it has. */
export function reasonsOf({ json }: Exchange): string[] {
  const message = member(json, 'message')
  const errors = member(json, 'errors')
  const places: (Json | undefined)[] = [
    member(member(json, 'header'), 'status_reason_code'),
    member(message, 'status_reason_code'),
    member(member(message, 'error'), 'code'),
    ...(Array.isArray(errors) ? errors.map((one) => member(one, 'code')) : []),
    ...(isTree(message) ? itemsOf(message).map((item) => item.status_reason_code) : []),
  ]
  return places.filter((place) => typeof place === 'string')
}

export const skip = (reason: string): never => {
  throw new Skip(reason)
}
