import type { Json } from '../kernel/canonical-json.ts'
import { dayIn } from '../kernel/dates.ts'
import { ok, type Result } from '../kernel/result.ts'
import type { CanonicalRecord } from '../semantics/schema.ts'
import type { Arrival } from './front-door.ts'
import type {
  Caller,
  ErrandDesk,
  ExchangeAnswer,
  ExchangeMessage,
  MessageDesk,
  PartnerDesk,
  ProtocolHouse,
  SubscriptionDesk,
} from './plugin.ts'
import type { Exchanges } from './service.ts'
import { exchangeAnswer } from './views.ts'
import type { ExchangeWorld } from './world.ts'

export interface HouseWorld extends ExchangeWorld {
  readonly exchanges: Exchanges
  readonly nodeName: string
  readonly codeOf: ProtocolHouse['codeOf']
  /** The durable messages of a protocol. */
  readonly messages: (protocol: string) => MessageDesk
  /** The subscriptions of a protocol's callers. */
  readonly subscriptions: (protocol: string) => SubscriptionDesk
  readonly partners: PartnerDesk
  readonly errands: (protocol: string) => ErrandDesk
  readonly timeZone: string
}

/** The house as one call or one job of a protocol sees it. */
export function protocolHouse(world: HouseWorld, protocol: string, arrived: () => Arrival): ProtocolHouse {
  const { clock, directory } = world
  return {
    now: () => clock.now(),
    messages: world.messages(protocol),
    subscriptions: world.subscriptions(protocol),
    partners: world.partners,
    errands: world.errands(protocol),
    dayOf: (instant) => dayIn(world.timeZone, new Date(instant)),
    nodeName: world.nodeName,
    defaultPurpose: ({ kind, id }) => (kind === 'client' ? directory.client(id)?.defaultPurpose : undefined),
    purposeFor: (caller, service) => purposeFor(world, caller, service),
    exchange: (message, caller) => exchange(world, { message, caller, ...arrived() }),
    codeOf: world.codeOf,
    fromCanonical(id, record) {
      const mapping = world.mapping(id)
      if (mapping === undefined) throw new Error(`there is no mapping ${id}`)
      // Records hold only JSON on either side; their types merely do not say so.
      return mapping.fromCanonical(record as unknown as CanonicalRecord).record as unknown as Json
    },
  }
}

async function purposeFor({ directory, agreements }: HouseWorld, { kind, id, member }: Caller, service: string) {
  const own = kind === 'client' ? directory.client(id)?.defaultPurpose : undefined
  const covering = (await agreements.inForce()).filter(
    ({ consumer, services }) => consumer === member && services.some((one) => one.service === service),
  )
  const agreed = [...new Set(covering.flatMap(({ purposes }) => purposes))]
  return own !== undefined && agreed.includes(own) ? own : agreed.length === 1 ? agreed[0] : own
}

type Sent = { readonly message: ExchangeMessage; readonly caller: Caller } & Arrival

async function exchange(world: HouseWorld, sent: Sent): Promise<Result<readonly ExchangeAnswer[]>> {
  const answered = await world.exchanges.answer(sent)
  if (!answered.ok) return answered
  const answers: ExchangeAnswer[] = []
  for (const settled of answered.value.settled) {
    const answer = await exchangeAnswer(settled, world.ledger)
    if (!answer.ok) return answer
    answers.push(answer.value)
  }
  return ok(answers)
}
