import type { ExchangeAnswer, ProtocolHouse } from '../../../../src/exchange/plugin.ts'
import { ok } from '../../../../src/kernel/result.ts'
import type { RegistryName } from '../../../../src/standards/dci/registries.ts'
import { type Entry, entriesOf, readEntries } from '../door/entries.ts'
import { exchange } from '../door/exchange.ts'
import { itemFault } from '../door/fault.ts'
import type { Action, Asked, Done } from '../door/operation.ts'
import { answeredItem, receiptOf, rejectedItem } from './item.ts'
import type { TargetAnswer } from './records.ts'
import { parseSearch, type Search } from './search.ts'

type Item = Entry<readonly Search[]>

/** A batch of searches, each answered or refused by itself. */
export const search: Action<readonly Item[]> = {
  name: 'search',
  words: ['search', 'verify'],
  answer: 'on-search',
  read(message, registry) {
    const entries = entriesOf(message, 'search_request')
    if (!entries.ok) return entries
    const items = readEntries(entries.value, (entry) => parseSearch(entry, registry as RegistryName))
    return ok({ count: items.length, referenceIds: items.map(({ referenceId }) => referenceId), value: items })
  },
  async work(entries, asked, house) {
    const items = entries.map((item) => ({ ...item, read: withPurpose(item.read, asked, house) }))
    const requests = items.flatMap(({ read }) =>
      read.ok ? read.value.map(({ request, purpose = '' }) => ({ ...request, purpose })) : [],
    )
    const answers = await exchange(requests, asked, house)
    return answers.ok ? ok(answered(distribute(items, answers.value), asked, house)) : answers
  },
}

/** The purpose of the message, or the one that is registered for its caller. */
function withPurpose(searches: Item['read'], { caller }: Asked, house: ProtocolHouse): Item['read'] {
  if (!searches.ok || searches.value.every(({ purpose }) => purpose !== undefined)) return searches
  const registered = house.defaultPurpose(caller)
  if (registered === undefined) {
    return itemFault('rjct.search_criteria.invalid', 'no purpose: send authorize.purpose.code, or have one registered')
  }
  return ok(searches.value.map((one) => ({ ...one, purpose: one.purpose ?? registered })))
}

interface Answered extends Item {
  readonly answers: readonly TargetAnswer[]
}

/** Gives each item its answers: they come in the order of the searches. */
function distribute(items: readonly Item[], answers: readonly ExchangeAnswer[]): Answered[] {
  let next = 0
  return items.map((item) => {
    if (!item.read.ok) return { ...item, answers: [] }
    const own = item.read.value.map(({ target }) => {
      const answer = answers[next++]
      if (answer === undefined) throw new Error('an exchange of the message has no answer')
      return { target, answer }
    })
    return { ...item, answers: own }
  })
}

function answered(items: readonly Answered[], { registry, partner }: Asked, house: ProtocolHouse): Done {
  const reader = { registry: registry as RegistryName, edition: partner.specVersion }
  const replies = items.map(({ referenceId, read, answers }) =>
    read.ok ? answeredItem({ referenceId, answers, ...reader }, house) : rejectedItem(referenceId, read.problem, house),
  )
  const completed = replies.filter(({ succeeded }) => succeeded).length
  const all = items.flatMap(({ referenceId, answers }) => answers.map(({ answer }) => ({ referenceId, answer })))
  return {
    message: { search_response: replies.flatMap(({ entries }) => entries) },
    status: completed > 0 ? 'succ' : 'rjct',
    totalCount: replies.length,
    completedCount: completed,
    exchanges: all.map(({ answer }) => answer.exchangeId),
    meta: { receipts: all.map(({ referenceId, answer }) => receiptOf(referenceId, answer)) },
    unavailable: replies.every(({ unavailable }) => unavailable),
  }
}
