import { ok, type Result } from '../../../../src/kernel/result.ts'
import type { PaymentReason } from '../../../../src/standards/dci/codes.ts'
import { parseInstant } from '../../../../src/standards/dci/instants.ts'
import { type ItemFault, type ItemReason, itemFault, type MessageFault, refused } from './fault.ts'
import { idLengthLimit } from './header.ts'
import { isTree, member, type Tree } from './json.ts'
import { isLocale, present } from './leniencies.ts'

/** Entries of one message: searches, subscriptions, payments. */
export const batchLimit = 100

/** The entries of a batch, by the name of their list. */
export function entriesOf(message: Tree, name: string): Result<readonly unknown[], MessageFault> {
  const given = member(message, name)
  // request-as-object
  const entries = isTree(given) ? [given] : given
  if (!Array.isArray(entries) || entries.length === 0) {
    return refused('err.request.bad', `message.${name} is not a list of requests`)
  }
  if (entries.length <= batchLimit) return ok(entries)
  const text = `a message holds at most ${batchLimit} entries`
  return refused('err.request.bad', text, 'rjct.total_count.limit_exceeded')
}

type IdFault = ItemFault<'rjct.reference_id.invalid' | 'rjct.reference_id.duplicate'>

/** An entry with its id, and what was read of the rest of it. */
export interface Entry<Value, Fault = ItemFault> {
  readonly referenceId: string
  readonly read: Result<Value, Fault | IdFault>
}

type Read<Value, Fault> = (entry: Tree, place: number) => Result<Value, Fault>

/** Each entry has an id of its own (an empty one only where it cannot be mistaken: empty-ids), a time and a language. */
export const readEntries = <Value>(entries: readonly unknown[], read: Read<Value, ItemFault>): Entry<Value>[] =>
  readById(entries, (entry, place) => timeFault(entry) ?? read(entry, place))

/** For entries whose faults are of other lists, or that have no time. */
export function readById<Value, Fault>(entries: readonly unknown[], read: Read<Value, Fault>): Entry<Value, Fault>[] {
  const seen = new Set<string>()
  return entries.map((entry, place) => {
    const id = isTree(entry) ? entry.reference_id : undefined
    if (!isTree(entry) || typeof id !== 'string' || id.length > idLengthLimit || (id === '' && entries.length > 1)) {
      const text = `reference_id is not a text of 1 to ${idLengthLimit} characters`
      return { referenceId: '', read: itemFault('rjct.reference_id.invalid', text) }
    }
    if (seen.has(id)) {
      return { referenceId: id, read: itemFault('rjct.reference_id.duplicate', 'reference_id is used twice') }
    }
    seen.add(id)
    return { referenceId: id, read: read(entry, place) }
  })
}

function timeFault(entry: Tree): Result<never, ItemFault> | undefined {
  const { timestamp, locale } = entry
  // empty-is-absent
  if (timestamp === undefined || (present(timestamp) !== undefined && parseInstant(timestamp) === undefined)) {
    return itemFault('rjct.timestamp.invalid', 'timestamp is not a date-time with zone (RFC 3339)')
  }
  if (present(locale) === undefined || isLocale(locale, isDraft(entry))) return undefined
  // The lists have no reason for it; the nearest is what the answer is filtered by.
  return itemFault('rjct.filter.invalid', 'locale is not three small letters (ISO 639-3): send eng')
}

/** As the samples of the drafts are, which write `en`: an entry without a time, or a frequency without an end. */
function isDraft({ timestamp, subscribe_criteria: criteria }: Tree): boolean {
  const frequency = isTree(criteria) ? criteria.frequency : undefined
  return present(timestamp) === undefined || (isTree(frequency) && present(frequency.end_time) === undefined)
}

export const itemOf = (referenceId: string, at: string, state: ItemState) => ({
  reference_id: referenceId,
  timestamp: at,
  status: state.status,
  ...(state.code === undefined ? {} : { status_reason_code: state.code }),
  ...(state.message === undefined ? {} : { status_reason_message: state.message.slice(0, 999) }),
  locale: 'eng',
})

export interface ItemState {
  readonly status: 'rcvd' | 'pdng' | 'succ' | 'rjct'
  readonly code?: ItemReason | PaymentReason
  readonly message?: string
}
