import type { Decision } from '../agreements/schema.ts'
import { commitment, hmacSha256Hex } from '../kernel/digest.ts'
import type { DecisionRecord, LedgerEntry } from '../ledger/schema.ts'
import type { Exchange } from './exchange.ts'
import type { ExchangeWorld } from './world.ts'

/** The salts of an exchange's commitments, 128 bits each, in hexadecimal. */
export interface Salts {
  readonly request: string
  readonly response: string
  readonly subject: string
}

export function newSalts(randomBytes: ExchangeWorld['randomBytes']): Salts {
  const random = randomBytes(48).toString('hex')
  return { request: random.slice(0, 32), response: random.slice(32, 64), subject: random.slice(64) }
}

/** What the request commitment covers: with the salt of the receipt, a party can open it. */
export const requestCommitted = ({ request }: Exchange): unknown => ({
  service: request.service,
  purpose: request.purpose,
  condition: request.condition,
  elements: request.elements,
  sort: request.sort,
  page: request.page,
})

/**
 * What the ledger says of an exchange, for ever: commitments, codes and ids, never a value that was sent. `userSecret` hides
 * who asked from whoever reads the log.
 */
export function ledgerEntryOf(exchange: Exchange, salts: Salts, userSecret: Uint8Array): LedgerEntry {
  const { decision, released, status, service, message } = exchange
  const agreement = decision?.agreement
  const refused = status === 'refused'
  const leaves = released !== undefined && released.records.length > 0
  return {
    v: 1,
    type: refused ? 'refusal' : 'exchange',
    id: exchange.id,
    at: exchange.at.toISOString(),
    consumer: message.caller.member,
    provider: service.member,
    service: service.id,
    purpose: exchange.request.purpose,
    outcome: outcomeOf(exchange),
    request: commitment(salts.request, requestCommitted(exchange)),
    subject: commitment(salts.subject, exchange.sent),
    ...(agreement === undefined ? {} : { agreement }),
    ...(decision?.legalBasis === undefined ? {} : { basis: decision.legalBasis.ground }),
    ...(decision?.refusedAt === undefined ? {} : { gate: decision.refusedAt }),
    ...(decision === undefined ? {} : { decision: recordOf(exchange, decision, userSecret) }),
    ...(leaves ? { elements: Object.keys(released.forms).sort() } : {}),
    ...(released === undefined ? {} : { response: commitment(salts.response, { records: released.records }) }),
  }
}

/** What an asker calls an element may be anything; a number of a person in it must not get into the log. */
const elementName = (element: string): string =>
  /^(?!.*[0-9]{6})[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(element) && element.length <= 120 ? element : 'unknown'

function recordOf(exchange: Exchange, decision: Decision, userSecret: Uint8Array): DecisionRecord {
  const { asked, released, reason, message } = exchange
  const { withheld, obligations, stricter, consent } = decision
  const leaves = released !== undefined && released.records.length > 0
  const { kind, id } = message.caller
  return {
    gates: decision.gates.map(({ gate, result, rules }) => ({ gate, result, ...(rules && { rules }) })),
    user: hmacSha256Hex(userSecret, `user ${kind} ${id}`),
    ...(asked?.elements === undefined ? {} : { requested: asked.elements.map(elementName) }),
    ...(leaves
      ? {
          forms: Object.keys(released.forms)
            .sort()
            .map((element) => released.forms[element] ?? 'raw'),
        }
      : {}),
    ...(withheld.length === 0
      ? {}
      : { withheld: withheld.map((one) => ({ element: elementName(one.element), reason: one.reason.code })) }),
    ...(reason === undefined ? {} : { reason: reason.code }),
    ...(obligations.length === 0 ? {} : { obligations: obligations.map(({ code }) => code) }),
    ...(stricter === undefined ? {} : { stricter: [...stricter] }),
    ...(consent === undefined ? {} : { consent }),
  }
}

function outcomeOf({ status, decision }: Exchange): LedgerEntry['outcome'] {
  switch (status) {
    case 'refused':
      return 'deny'
    case 'unavailable':
      return 'unavailable'
    case 'invalid':
      return 'failed'
    default:
      return decision?.outcome === 'partial' ? 'partial' : 'permit'
  }
}
