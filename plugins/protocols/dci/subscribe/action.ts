import type {
  Caller,
  OpenedSubscription,
  ProtocolHouse,
  SubscriptionDesk,
  SubscriptionRequest,
} from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import type { Problem } from '../../../../src/kernel/problem.ts'
import { fail, ok, type Result } from '../../../../src/kernel/result.ts'
import type { SubscribeReason } from '../../../../src/standards/dci/codes.ts'
import { wireInstant } from '../../../../src/standards/dci/instants.ts'
import { type RegistryName, registries } from '../../../../src/standards/dci/registries.ts'
import { inCodes } from '../door/codes.ts'
import { type Entry, entriesOf, itemOf, readEntries } from '../door/entries.ts'
import { faultOf } from '../door/failure.ts'
import { type ItemFault, itemFault, type MessageFault, refused } from '../door/fault.ts'
import type { Action, Asked } from '../door/operation.ts'
import { notifyAddress } from './address.ts'
import type { NoticeContext } from './notice.ts'
import { parseWish, type Wish, type WishedEvent } from './parse.ts'

/** A batch of subscriptions; an event that is heard of at several services is one for each. */
export const subscribe: Action<readonly Entry<Wish>[]> = {
  name: 'subscribe',
  words: ['subscribe'],
  answer: 'on-subscribe',
  read(message, registry) {
    const entries = entriesOf(message, 'subscribe_request')
    if (!entries.ok) return entries
    const value = readEntries(entries.value, (entry) => parseWish(entry, registry as RegistryName))
    return ok({ count: value.length, referenceIds: value.map(({ referenceId }) => referenceId), value })
  },
  async work(entries, asked, house) {
    const address = asked.callbackUrl === undefined ? undefined : notifyAddress(asked.callbackUrl)
    const { subscriptions } = house
    if (subscriptions === undefined) return refused('err.service.unavailable', 'nothing is subscribed to here yet')
    if (address === undefined) return refused('err.sender_uri.invalid', 'there is no address to notify')
    const opening = { asked, house, subscriptions, address }
    const response: Json[] = []
    let opened = 0
    for (const [place, entry] of entries.entries()) {
      const answer = await answerEntry(entry, place, opening)
      if (!answer.ok) return answer
      response.push(answer.value)
      if (answer.value.status === 'succ') opened++
    }
    return ok({
      message: { subscribe_response: response },
      status: opened > 0 ? 'succ' : 'rjct',
      totalCount: entries.length,
      completedCount: opened,
      exchanges: [],
    })
  },
}

interface Opening {
  readonly asked: Asked
  readonly house: ProtocolHouse
  readonly subscriptions: SubscriptionDesk
  readonly address: string
}

async function answerEntry(
  { referenceId, read }: Entry<Wish>,
  place: number,
  opening: Opening,
): Promise<Result<ReturnType<typeof itemOf>, MessageFault>> {
  const at = wireInstant(opening.house.now())
  const opened = read.ok ? await openAll(read.value, `${place}`, opening) : fail(read.problem)
  if (opened.ok) {
    const subscriptions = opened.value.map((one) => infoOf(one, opening.asked.registry as RegistryName))
    return ok({ ...itemOf(referenceId, at, { status: 'succ' }), subscriptions } as ReturnType<typeof itemOf>)
  }
  const { problem } = opened
  if ('error' in problem) return fail(problem)
  return ok(itemOf(referenceId, at, { status: 'rjct', ...problem }))
}

interface Opened {
  readonly subscription: OpenedSubscription
  readonly wish: Wish
  readonly event: WishedEvent
}

async function openAll(
  wish: Wish,
  place: string,
  opening: Opening,
): Promise<Result<readonly Opened[], ItemFault | MessageFault>> {
  const { asked, house, subscriptions } = opening
  const purpose = wish.purpose ?? house.defaultPurpose(asked.caller)
  if (purpose === undefined) return itemFault('rjct.notify_details.invalid', 'no purpose: send authorize.purpose.code')
  const all: Opened[] = []
  const faults: ItemFault[] = []
  for (const [i, event] of wish.heard.entries()) {
    const request = requestOf(wish, event, { key: `${asked.messageId}/${place}/${i}`, purpose, opening })
    const opened = await subscriptions.open(request)
    if (opened.ok) {
      all.push({ subscription: opened.value, wish, event })
      continue
    }
    const fault = itemFaultOf(opened.problem)
    if ('error' in fault) return fail(fault)
    faults.push(fault)
  }
  const [fault] = faults
  // Births may be agreed and deaths not: what may be told is subscribed to.
  return fault === undefined || all.length > 0 ? ok(all) : fail(fault)
}

interface Terms {
  readonly key: string
  readonly purpose: string
  readonly opening: Opening
}

function requestOf(wish: Wish, event: WishedEvent, { key, purpose, opening }: Terms): SubscriptionRequest {
  const { asked, address } = opening
  const { frequency, from, until } = wish
  const context: NoticeContext = {
    registry: asked.registry,
    word: event.word,
    mapping: event.target.mapping,
    type: event.target.type,
    record: event.target.record,
    service: event.target.service,
  }
  return {
    caller: asked.caller satisfies Caller,
    key,
    events: event.events,
    service: event.target.service,
    purpose,
    url: address,
    context: { ...context },
    ...(event.filter === undefined ? {} : { filter: inCodes(event.filter, opening.house) }),
    ...(frequency === undefined ? {} : { frequency }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  }
}

/** The list of reasons has two for what is wrong with a subscription; refusals go with its details. */
function itemFaultOf(problem: Problem): ItemFault | MessageFault {
  if (problem.status >= 500 || problem.code === 'exchange.message-id-reused') return faultOf(problem)
  return {
    code: reasonsOf[problem.code] ?? 'rjct.notify_details.invalid',
    message: `${problem.message}. ${problem.fix}`,
  }
}

const reasonsOf: Readonly<Record<string, SubscribeReason>> = {
  'exchange.already-subscribed': 'rjct.event.already_subscribed',
  // A register that another agency keeps, and that tells of no event.
  'exchange.no-events': 'rjct.notify_types.invalid',
}

/** SubscriptionInfo: the code, and the criteria again. */
function infoOf({ subscription, wish, event }: Opened, registry: RegistryName): Json {
  const { filter_type, filter, notify_record_type, frequency } = wish.criteria as { readonly [name: string]: Json }
  return {
    version: '1.0.0',
    code: subscription.code,
    status: subscription.status === 'ended' ? 'unsubscribe' : 'subscribe',
    timestamp: wireInstant(subscription.at),
    reg_type: registries[registry].type,
    reg_event_type: event.word,
    ...(frequency === undefined ? {} : { frequency }),
    ...(filter_type === undefined ? {} : { filter_type }),
    ...(filter === undefined ? {} : { filter }),
    ...(notify_record_type === undefined ? {} : { notify_record_type }),
  }
}
