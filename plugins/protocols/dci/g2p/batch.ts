import type { ExchangeAnswer, ProtocolHouse } from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { fail, ok, type Result } from '../../../../src/kernel/result.ts'
import type { PaymentReason, Status } from '../../../../src/standards/dci/codes.ts'
import { parseInstant, wireInstant } from '../../../../src/standards/dci/instants.ts'
import { askAll, type Question } from '../door/ask.ts'
import { type Entry, entriesOf, type ItemState, itemOf, readById } from '../door/entries.ts'
import { isTree, member, type Tree } from '../door/json.ts'
import { isLocale, present } from '../door/leniencies.ts'
import type { Action, Asked, Done } from '../door/operation.ts'
import { receiptOf } from '../search/item.ts'

/** Why an entry is not done: a code of the action's own list, where that has one that fits. */
export interface Fault {
  readonly code?: PaymentReason
  readonly message: string
}
export const fault = (code: PaymentReason | undefined, message: string) =>
  fail<Fault>(code === undefined ? { message } : { code, message })

/** How one entry of the answer's list is told, besides its reference and time. */
export interface Said extends ItemState {
  readonly code?: PaymentReason
  readonly more?: { readonly [name: string]: Json | undefined }
  /** The system could not answer, through no fault of the asker. */
  readonly unavailable?: boolean
}

export interface Followed<Value> {
  readonly referenceId: string
  readonly value: Value
  readonly answer: ExchangeAnswer
}

/** A list of entries, each of which is one exchange. */
export interface Batched<Value> {
  readonly name: string
  readonly words: Action['words']
  readonly answer: string
  /** Names of the request's list: the text's, then what is taken for it. */
  readonly lists: readonly [string, ...string[]]
  readonly response: string
  read(entry: Tree): Result<Value, Fault>
  ask(value: Value, referenceId: string, asked: Asked): Question
  /** The entries of the answer: one, or as many as were found. */
  /** What is seen to after the exchange, whatever it answered. */
  follow?(answered: Followed<Value>, asked: Asked, house: ProtocolHouse): Promise<void>
  say(answer: ExchangeAnswer, value: Value): Said | readonly (Said & { readonly referenceId: string })[]
}

type Read<Value> = readonly Entry<Value, Fault>[]

export const batched = <Value>(of: Batched<Value>): Action<Read<Value>> => ({
  name: of.name,
  words: of.words,
  answer: of.answer,
  read(message) {
    const name = of.lists.find((list) => member(message, list) !== undefined) ?? of.lists[0]
    const entries = entriesOf(message, name)
    if (!entries.ok) return entries
    const value = readById(entries.value, (entry) => of.read(entry)).map(withReference)
    return ok({ count: value.length, referenceIds: value.map(({ referenceId }) => referenceId), value })
  },
  async work(entries, asked, house) {
    const questions = entries.flatMap(({ referenceId, read }) =>
      read.ok ? [of.ask(read.value, referenceId, asked)] : [],
    )
    const answers = await askAll(questions, asked, house)
    if (!answers.ok) return answers
    let next = 0
    for (const { referenceId, read } of of.follow === undefined ? [] : entries) {
      const answer = read.ok ? answers.value[next++] : undefined
      if (read.ok && answer !== undefined) await of.follow?.({ referenceId, value: read.value, answer }, asked, house)
    }
    return ok(done(of, { entries, answers: answers.value }, house))
  },
})

/** What is acted upon once needs a reference to be known by. */
const withReference = <Value>(entry: Entry<Value, Fault>): Entry<Value, Fault> =>
  !entry.read.ok || /^[ -~]+$/.test(entry.referenceId)
    ? entry
    : { ...entry, read: fault('rjct.reference_id.invalid', 'reference_id is not a text of printable characters') }

interface Asking<Value> {
  readonly entries: Read<Value>
  readonly answers: readonly ExchangeAnswer[]
}

function done<Value>(of: Batched<Value>, { entries, answers }: Asking<Value>, house: ProtocolHouse): Done {
  let next = 0
  const at = wireInstant(house.now())
  const receipts: Json[] = []
  const all = entries.map(({ referenceId, read }) => {
    if (!read.ok) return [{ referenceId, status: 'rjct' as const, ...read.problem }]
    const answer = answers[next++]
    if (answer === undefined) throw new Error('an exchange of the message has no answer')
    receipts.push(receiptOf(referenceId, answer))
    const said = of.say(answer, read.value)
    return 'status' in said ? [{ referenceId, ...said }] : said
  })
  const items: readonly (Said & { readonly referenceId: string })[] = all.flat()
  return {
    message: { [of.response]: items.map((item) => itemBody(item, at)) },
    status: overall(items),
    totalCount: entries.length,
    completedCount: all.filter((said) => said.every(({ status }) => status === 'succ')).length,
    exchanges: answers.map(({ exchangeId }) => exchangeId),
    meta: { receipts },
    unavailable: items.length > 0 && items.every(({ unavailable }) => unavailable === true),
  }
}

export function itemBody(
  { referenceId, more = {}, ...said }: Said & { readonly referenceId: string },
  at: string,
): Json {
  const members = Object.entries(more).filter(([, value]) => value !== undefined)
  return { ...itemOf(referenceId, at, said), ...(Object.fromEntries(members) as { readonly [name: string]: Json }) }
}

/** Of the whole: rejected when all of it is, pending while any of it is. */
function overall(items: readonly Said[]): Status {
  if (items.some(({ status }) => status === 'pdng')) return 'pdng'
  return items.length === 0 || items.some(({ status }) => status === 'succ') ? 'succ' : 'rjct'
}

/** A time and a language as every entry has them, `code` being what the action's list says of a wrong time. */
export function commonFault({ timestamp, locale }: Tree): Result<never, Fault> | undefined {
  if (timestamp === undefined || (present(timestamp) !== undefined && parseInstant(timestamp) === undefined)) {
    return fault('rjct.timestamp.invalid', 'timestamp is not a date-time with zone (RFC 3339)')
  }
  return localeFault(locale)
}

/** No list has a reason for it. */
export const localeFault = (locale: unknown): Result<never, Fault> | undefined =>
  present(locale) === undefined || isLocale(locale) ? undefined : fault(undefined, 'locale is not a language code')

/** A text that may be absent; false when it is something else or too long. */
export function optionalText(value: unknown, longest: number): string | undefined | false {
  const given = present(value)
  if (given === undefined) return undefined
  return typeof given === 'string' && given.length <= longest ? given : false
}

/** `[{ name, value }]`; checked, and not passed on: nothing that is asked needs it. */
export function attributesFault(value: unknown): Result<never, Fault> | undefined {
  const given = present(value)
  if (given === undefined) return undefined
  const fits =
    Array.isArray(given) && given.length <= 100 && given.every((one) => isTree(one) && typeof one.name === 'string')
  return fits ? undefined : fault(undefined, 'additional_info is not a list of names and values')
}
