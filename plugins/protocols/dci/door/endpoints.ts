import type {
  Acceptance,
  AcceptedMessage,
  ProtocolCall,
  ProtocolEndpoint,
  ProtocolHouse,
  ProtocolReply,
  Worked,
  WrittenReply,
} from '../../../../src/exchange/plugin.ts'
import type { Json } from '../../../../src/kernel/canonical-json.ts'
import { newId } from '../../../../src/kernel/ids.ts'
import type { Problem } from '../../../../src/kernel/problem.ts'
import { ok, type Result } from '../../../../src/kernel/result.ts'
import { acknowledgement, type Body, errorBody } from './acknowledgement.ts'
import { type Admitted, admit, batchFault, parseEnvelope, transactionIdOf } from './admission.ts'
import { faultOf } from './failure.ts'
import { type MessageFault, messageFault, refused } from './fault.ts'
import type { Tree } from './json.ts'
import type { Asked, Batch, Done, Operation, Request } from './operation.ts'
import { partnerOf } from './partner.ts'
import { receptionEndpoints } from './reception.ts'
import { refusal, replyHeader, type Sending, signed, undressed } from './reply.ts'
import { outline } from './schema.ts'

/** The addresses of the operations, each with its alias. */
export const endpointsOf = (operations: readonly Operation[]): ProtocolEndpoint[] =>
  operations.flatMap((operation) =>
    operation.kind === 'reception' ? receptionEndpoints(operation) : requestEndpoints(operation),
  )

const requestEndpoints = (request: Request): ProtocolEndpoint[] =>
  request.paths.map((path) => ({
    ...outline({ path, summary: request.summary, sync: request.kind === 'sync' }),
    permission: request.permission,
    answer: (call: ProtocolCall, house: ProtocolHouse) =>
      request.kind === 'sync' ? answerNow(request, call, house) : acceptFor(request, call, house),
  }))

interface Let {
  readonly asked: Asked
  readonly batch: Batch<unknown>
  readonly encrypted: boolean
}

async function letIn(request: Request, call: ProtocolCall, house: ProtocolHouse): Promise<Result<Let, MessageFault>> {
  const { action, header, registry } = request
  const envelope = parseEnvelope(call.body, { kind: header, words: action.words })
  if (!envelope.ok) return envelope
  const admitted = await admit(envelope.value, call.caller, house)
  if (!admitted.ok) return admitted
  const batch = action.read(admitted.value.message, registry)
  if (!batch.ok) return batch
  const fault = batchFault(admitted.value, batch.value)
  if (fault !== undefined) return { ok: false, problem: fault }
  const asked = askedOf(admitted.value, { request, call, count: batch.value.count, house })
  return ok({ asked, batch: batch.value, encrypted: admitted.value.header.encrypted })
}

interface Arrival {
  readonly request: Request
  readonly call: ProtocolCall
  readonly count: number
  readonly house: ProtocolHouse
}

const askedOf = ({ header, message, partner }: Admitted, { request, call, count, house }: Arrival): Asked => ({
  registry: request.registry,
  caller: call.caller,
  partner,
  senderId: header.senderId,
  messageId: header.messageId,
  transactionId: transactionIdOf(message, count) ?? '',
  correlationId: newId('cor', house.now().getTime()),
  receivedAt: house.now(),
  message,
  callbackUrl: header.senderUri ?? partner.callbackUrl,
})

/** The answer is the reply. */
async function answerNow(
  request: Request,
  call: ProtocolCall,
  house: ProtocolHouse,
): Promise<ProtocolReply | WrittenReply> {
  const { action } = request
  const refuse = (fault: MessageFault) =>
    refusal({ fault, body: call.body, correlationId: call.correlationId, action: action.answer }, house)
  const entered = await letIn(request, call, house)
  if (!entered.ok) return refuse(entered.problem)
  const { asked, batch, encrypted } = entered.value
  const done = await action.work(batch.value, asked, house)
  if (!done.ok) return refuse(done.problem)
  const message = answerMessage(done.value, asked)
  await house.messages.note(acceptanceOf(request, asked, batch), message)
  const text = await signed(sendingOf(done.value, { request, asked, encrypted }, house), house)
  if (!text.ok) return refuse(text.problem)
  return { status: done.value.unavailable === true ? 503 : 200, text: text.value }
}

const answerMessage = (done: Done, { transactionId, correlationId }: Asked): Body => ({
  transaction_id: transactionId,
  correlation_id: correlationId,
  ...done.message,
})

interface Answering {
  readonly request: Request
  readonly asked: Asked
  readonly encrypted: boolean
}

function sendingOf(done: Done, { request, asked, encrypted }: Answering, house: ProtocolHouse): Sending {
  const { status, totalCount, completedCount, meta } = done
  const state = { action: request.action.answer, status, totalCount, completedCount, receiverId: asked.senderId }
  const header = replyHeader(meta === undefined ? state : { ...state, meta }, house)
  return { header, message: answerMessage(done, asked), partner: asked.partner, encryptedBefore: encrypted }
}

/** Name of the work that a message asks for, whether now or later: `sr/search`. */
export const workName = ({ registry, action }: Request): string => `${registry}/${action.name}`

const acceptanceOf = (request: Request, asked: Asked, { referenceIds }: Batch<unknown>): Acceptance => ({
  caller: asked.caller,
  operation: workName(request),
  messageId: asked.messageId,
  transactionId: asked.transactionId,
  correlationId: asked.correlationId,
  referenceIds,
  callbackUrl: asked.callbackUrl ?? '',
  body: asked.message as Body,
})

/** The reply acknowledges; the answer is called back when the work is done. */
async function acceptFor(request: Request, call: ProtocolCall, house: ProtocolHouse): Promise<ProtocolReply> {
  const accepted = await accept(request, call, house)
  const at = house.now()
  if (accepted.ok)
    return { status: 200, body: acknowledgement('ACK', { correlationId: accepted.value.correlationId, at }) }
  const { problem } = accepted
  return { status: problem.status, body: errorBody(problem, { correlationId: call.correlationId, at }) }
}

async function accept(
  request: Request,
  call: ProtocolCall,
  house: ProtocolHouse,
): Promise<Result<AcceptedMessage, MessageFault>> {
  const entered = await letIn(request, call, house)
  if (!entered.ok) return entered
  const { asked, batch, encrypted } = entered.value
  if (asked.callbackUrl === undefined) {
    return refused('err.sender_uri.invalid', 'header.sender_uri is missing, and no address for callbacks is registered')
  }
  const kept: Kept = { message: asked.message, senderId: asked.senderId, encrypted }
  const body = kept as unknown as Json
  const accepted = await house.messages.accept({ ...acceptanceOf(request, asked, batch), body })
  return accepted.ok ? accepted : { ok: false, problem: acceptanceFault(accepted.problem) }
}

/** The message and how to answer it: a job finds all of it again after a crash. */
interface Kept {
  readonly message: Tree
  readonly senderId: string
  readonly encrypted: boolean
}

const acceptanceFault = (problem: Problem): MessageFault =>
  problem.code === 'exchange.callback-refused'
    ? messageFault('err.sender_uri.invalid', `${problem.message}. ${problem.fix}`)
    : faultOf(problem)

/** The work of an accepted message: what a waiting caller would have had as its reply. */
export async function workOn(request: Request, accepted: AcceptedMessage, house: ProtocolHouse): Promise<Worked> {
  const { message, senderId, encrypted } = accepted.body as unknown as Kept
  const partner = partnerOf(accepted.caller, house)
  const asked: Asked = { ...accepted, registry: request.registry, partner, senderId, message }
  const done = await workDone(request, asked, house)
  const body = undressed(sendingOf(done, { request, asked, encrypted }, house))
  const { transactionId, correlationId } = accepted
  const outgoing = { action: request.action.answer, transactionId, correlationId, exchanges: done.exchanges }
  return { outgoing: { ...outgoing, body }, reply: answerMessage(done, asked) }
}

/** What was accepted is answered: a fault that only the work found is told in the callback. */
async function workDone({ action, registry }: Request, asked: Asked, house: ProtocolHouse): Promise<Done> {
  const batch = action.read(asked.message, registry)
  if (!batch.ok) throw new Error(`an accepted message is no longer understood: ${batch.problem.message}`)
  const done = await action.work(batch.value.value, asked, house)
  if (done.ok) return done.value
  // A job that fails is tried again: so is what could not even be asked.
  if (done.problem.status >= 500) throw new Error(done.problem.message)
  const { error, message } = done.problem
  const rejected = { status: 'rjct', totalCount: batch.value.count, completedCount: 0 } as const
  return { ...rejected, message: {}, exchanges: [], meta: { error: { code: error, message } } }
}
