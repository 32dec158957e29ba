import type { Json } from '../kernel/canonical-json.ts'
import { ok, type Result } from '../kernel/result.ts'
import { signEd25519 } from '../kernel/signature.ts'
import type { CanonicalRecord } from '../semantics/schema.ts'
import type { Arrival } from './front-door.ts'
import type { Caller, ExchangeAnswer, ExchangeMessage, ProtocolHouse } from './plugin.ts'
import type { Exchanges } from './service.ts'
import { exchangeAnswer } from './views.ts'
import type { ExchangeWorld } from './world.ts'

export interface HouseWorld extends ExchangeWorld {
  readonly exchanges: Exchanges
  readonly nodeName: string
}

/** The house as one protocol call sees it. */
export function protocolHouse(world: HouseWorld, arrived: () => Arrival): ProtocolHouse {
  const { clock, nodeKey, directory } = world
  return {
    now: () => clock.now(),
    nodeName: world.nodeName,
    signingKeyId: nodeKey.kid,
    sign: (data) => signEd25519(nodeKey.privateKey, data),
    callerKeys: async ({ kind, id }) =>
      kind === 'client' ? (directory.client(id)?.keys ?? []).map(({ jwk }) => jwk) : [],
    defaultPurpose: ({ kind, id }) => (kind === 'client' ? directory.client(id)?.defaultPurpose : undefined),
    exchange: (message, caller) => exchange(world, { message, caller, ...arrived() }),
    fromCanonical(id, record) {
      const mapping = world.mapping(id)
      if (mapping === undefined) throw new Error(`there is no mapping ${id}`)
      // Records hold only JSON on either side; their types merely do not say so.
      return mapping.fromCanonical(record as unknown as CanonicalRecord).record as unknown as Json
    },
  }
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
