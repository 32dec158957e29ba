import type { ExchangeAnswer, ProtocolCall, ProtocolHouse, ProtocolReply } from '../../../src/exchange/plugin.ts'
import type { Json } from '../../../src/kernel/canonical-json.ts'
import { newId } from '../../../src/kernel/ids.ts'
import type { Problem } from '../../../src/kernel/problem.ts'
import type { Result } from '../../../src/kernel/result.ts'
import { type Envelope, parseEnvelope } from './envelope.ts'
import { errorCodeOf } from './failure.ts'
import { type ItemFault, itemFault, type MessageFault } from './fault.ts'
import { answeredItem, type ItemReply, receiptOf, rejectedItem } from './item.ts'
import { isTree } from './json.ts'
import type { TargetAnswer } from './records.ts'
import { refusal, replyHeader, signedReply } from './reply.ts'
import { parseSearch, type Search } from './search.ts'
import { checkSignature } from './signature.ts'
import type { Domain } from './targets.ts'

const deadlineMs = 15_000

interface Item {
  readonly referenceId: string
  readonly searches: Result<readonly Search[], ItemFault>
}

/** `POST /registry/sync/search`: a batch of searches, each answered or refused by itself. */
export async function syncSearch(domain: Domain, call: ProtocolCall, house: ProtocolHouse): Promise<ProtocolReply> {
  const refuse = (fault: MessageFault) => refusal({ fault, body: call.body, correlationId: call.correlationId }, house)
  const envelope = parseEnvelope(call.body)
  if (!envelope.ok) return refuse(envelope.problem)
  const forged = await signatureFault(envelope.value, call, house)
  if (forged !== undefined) return refuse(forged)
  const items = parseItems(envelope.value, { domain, purpose: house.defaultPurpose(call.caller) })
  const asked = items.flatMap(({ searches }) => (searches.ok ? searches.value : []))
  const answers = await ask(envelope.value, asked, { call, house })
  if (!answers.ok) return refuse(faultOf(answers.problem))
  return reply(envelope.value, distribute(items, answers.value), { domain, house })
}

async function signatureFault(
  envelope: Envelope,
  { caller }: ProtocolCall,
  house: ProtocolHouse,
): Promise<MessageFault | undefined> {
  const keys = await house.callerKeys(caller)
  if (keys.length === 0 || checkSignature(envelope, keys, house.now()) !== 'invalid') return undefined
  return {
    status: 401,
    error: 'err.signature.invalid',
    message: 'the signature does not fit the message and a registered key',
  }
}

function parseItems(envelope: Envelope, context: { domain: Domain; purpose: string | undefined }): Item[] {
  const seen = new Set<string>()
  return envelope.searches.map((search) => {
    const id = isTree(search) ? search.reference_id : undefined
    if (typeof id !== 'string' || id.length > 99 || (id === '' && envelope.searches.length > 1)) {
      const searches = itemFault('rjct.reference_id.invalid', 'reference_id is missing')
      return { referenceId: '', searches }
    }
    if (seen.has(id)) {
      return { referenceId: id, searches: itemFault('rjct.reference_id.duplicate', 'reference_id is used twice') }
    }
    seen.add(id)
    return { referenceId: id, searches: parseSearch(search, context) }
  })
}

async function ask(
  { messageId, message }: Envelope,
  searches: readonly Search[],
  { call, house }: { call: ProtocolCall; house: ProtocolHouse },
): Promise<Result<readonly ExchangeAnswer[]>> {
  if (searches.length === 0) return { ok: true, value: [] }
  const requests = searches.map(({ request }) => request)
  // The header's times differ when a message is sent again; its meaning is in `message`.
  const body = message as { readonly [name: string]: Json }
  return house.exchange({ messageId, body, protocol: 'dci', requests, deadlineMs }, call.caller)
}

interface Answered extends Item {
  readonly answers: readonly TargetAnswer[]
}

/** Gives each item its answers: they come in the order of the searches. */
function distribute(items: readonly Item[], answers: readonly ExchangeAnswer[]): Answered[] {
  let next = 0
  return items.map((item) => {
    if (!item.searches.ok) return { ...item, answers: [] }
    const own = item.searches.value.map(({ target }) => {
      const answer = answers[next++]
      if (answer === undefined) throw new Error('an exchange of the message has no answer')
      return { target, answer }
    })
    return { ...item, answers: own }
  })
}

function reply(
  envelope: Envelope,
  items: readonly Answered[],
  { domain, house }: { domain: Domain; house: ProtocolHouse },
): ProtocolReply {
  const replies: ItemReply[] = items.map(({ referenceId, searches, answers }) =>
    searches.ok
      ? answeredItem({ referenceId, domain, answers }, house)
      : rejectedItem(referenceId, searches.problem, house),
  )
  const completed = replies.filter(({ succeeded }) => succeeded).length
  const receipts = items.flatMap(({ referenceId, answers }) => answers.map((answer) => receiptOf(referenceId, answer)))
  const header = replyHeader(
    {
      status: completed > 0 ? 'succ' : 'rjct',
      totalCount: replies.length,
      completedCount: completed,
      meta: { receipts },
      receiverId: envelope.senderId,
    },
    house,
  )
  const message = {
    transaction_id: envelope.transactionId,
    correlation_id: newId('cor', house.now().getTime()),
    search_response: replies.map(({ body }) => body),
  }
  const signed = signedReply(header, message, house)
  return replies.every(({ unavailable }) => unavailable) ? { ...signed, status: 503 } : signed
}

function faultOf(problem: Problem): MessageFault {
  const fault = { status: problem.status, error: errorCodeOf(problem), message: `${problem.message}. ${problem.fix}` }
  const reused = problem.code === 'exchange.message-id-reused' || problem.code === 'exchange.answer-expired'
  return reused ? { ...fault, reason: 'rjct.message_id.duplicate' } : fault
}
