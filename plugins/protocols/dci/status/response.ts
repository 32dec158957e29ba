import type { KnownMessage } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { type Edition, recordLists } from '../door/edition.ts'
import { type ItemState, itemOf } from '../door/entries.ts'
import { isTree } from '../door/json.ts'

/** `txn_type` → the name of the work; the lists of all registries together (txn-types). */
export const workOfType = {
  search: 'search',
  subscribe: 'subscribe',
  unsubscribe: 'unsubscribe',
  receipt: 'enrollment-updates',
} as const
export type TxnType = keyof typeof workOfType

type Body = { readonly [name: string]: Json }

export interface Wanted {
  readonly registry: string
  readonly edition: Edition
  readonly type: TxnType
  readonly at: string
  /** Only the entries with these reference ids. */
  readonly wanted: readonly string[] | undefined
}

const listOf: Readonly<Record<TxnType, string>> = {
  search: 'search_response',
  subscribe: 'subscribe_response',
  unsubscribe: 'subscription_status',
  receipt: 'enrolled_response',
}

/** The whole response again, of one message or of several that the question names; what is not done yet says so. */
export function responseOf(messages: readonly KnownMessage[], asked: Wanted): Body {
  const [newest] = messages
  const ids = { transaction_id: newest?.transactionId ?? '', correlation_id: newest?.correlationId ?? '' }
  const list = listOf[asked.type]
  const entries = messages.flatMap((message) => entriesOf(message, list, asked.at))
  const kept = asked.wanted === undefined ? entries : entries.filter((entry) => isWanted(entry, asked.wanted ?? []))
  switch (asked.type) {
    case 'search':
      return { ...ids, search_response: kept.flatMap((entry) => withRecords(entry, asked)) }
    case 'subscribe':
      // The social and beneficiary registries have no shape for it: there it has that of a search, as well.
      return { ...ids, subscribe_response: kept, ...(hasOwnShape(asked) ? {} : { search_response: kept.map(bare) }) }
    case 'unsubscribe':
      return { ...ids, ...unsubscribed(newest, asked.at), subscription_status: entries }
    case 'receipt':
      return { ...ids, enrolled_response: kept, receipt_information: { beneficiaries: [] } }
  }
}

const hasOwnShape = ({ registry }: Wanted): boolean => registry === 'crvs' || registry === 'fr'

const bare = (entry: Json): Json => {
  if (!isTree(entry)) return entry
  const { subscriptions: _, ...rest } = entry as Body
  return rest
}

const isWanted = (entry: Json, wanted: readonly string[]): boolean =>
  isTree(entry) && wanted.some((id) => id === entry.reference_id)

/** Entries of the reply, or one for each reference id that tells how far its message is. */
export function entriesOf(message: KnownMessage, list: string, at: string): readonly Json[] {
  const { reply } = message
  const entries = isTree(reply) ? (reply as Body)[list] : undefined
  if (Array.isArray(entries)) return entries as readonly Json[]
  return list === 'subscription_status' ? [] : message.referenceIds.map((id) => itemOf(id, at, stateOf(message)))
}

export function stateOf({ state }: KnownMessage): Omit<ItemState, 'code'> {
  switch (state) {
    case 'waiting':
      return { status: 'pdng' }
    case 'failed':
      return { status: 'rjct', message: 'it could not be done, and is no longer tried' }
    case 'done':
      return { status: 'succ', message: 'it was answered; the answer is no longer kept' }
  }
}

const unsubscribed = (message: KnownMessage | undefined, at: string): Body => {
  const reply = isTree(message?.reply) ? (message.reply as Body) : undefined
  const { timestamp = at, status = message === undefined ? 'rjct' : stateOf(message).status } = reply ?? {}
  return { timestamp, status }
}

/** Civil and farmer registries: `reg_records` is one object here, and a list in the answer itself. */
function withRecords(entry: Json, asked: Wanted): readonly Json[] {
  if (!isTree(entry) || !isTree(entry.data)) return [entry]
  const { data, ...rest } = entry as Body
  const { reg_records: records, ...about } = data as Body
  if (!Array.isArray(records)) return [entry]
  return recordLists('status', asked, records as readonly Json[]).map((list) => ({
    ...rest,
    data: { ...about, reg_records: list },
  }))
}

/** pending, processing, completed, failed: the employment registry's words for the whole. */
export function employmentWord(messages: readonly KnownMessage[]): string {
  const states = messages.map(({ state }) => state)
  if (states.length === 0 || states.includes('failed')) return 'failed'
  return states.includes('waiting') ? 'pending' : 'completed'
}
