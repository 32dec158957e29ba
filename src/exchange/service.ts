import type pg from 'pg'
import type { Service } from '../federation/schema.ts'
import { canonicalJson } from '../kernel/canonical-json.ts'
import { sha256Hex } from '../kernel/digest.ts'
import { newId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Asked, MessageHead } from './exchange.ts'
import { equalitiesOf } from './exchange.ts'
import { runExchange } from './pipeline.ts'
import type { Caller, ExchangeMessage, ExchangeRequest, Scalar } from './plugin.ts'
import { answerExpired, malformedPurpose, messageIdReused, tooManyAtOnce, unknownService } from './problems.ts'
import type { Step } from './schema.ts'
import type { Settled } from './settled.ts'
import { readMessage, type StoredMessage } from './store/read.ts'
import { callerKey } from './store/write.ts'
import type { ExchangeWorld } from './world.ts'

/** A message on its way in: what the front door knows beside the message itself. */
export interface Incoming {
  readonly message: ExchangeMessage
  readonly caller: Caller
  /** What the asker knows of the person beyond the conditions, for fields answered as "equals what you sent". */
  readonly known?: Readonly<Record<string, Scalar>>
  readonly startedMs: number
  /** The steps that the front door made: authenticate, parse. */
  readonly before: readonly Step[]
}

/** All questions of one message, each settled: the evidence is durable, so they may be answered. */
export interface Answered {
  readonly questionId: string
  readonly at: Date
  readonly settled: readonly Settled[]
}

export interface Exchanges {
  /** Puts all questions of the message at once. A problem means that nothing of it may be answered. */
  answer(incoming: Incoming): Promise<Result<Answered>>
}

const underWayLimit = 2_000
const rememberedLimit = 50_000

/** As the ledger's entries have it: an id, and never so many digits in a row as an identity number. */
export const isPurposeId = (purpose: string): boolean =>
  purpose.length <= 80 && /^(?!.*[0-9]{6})[a-z0-9]+(-[a-z0-9]+)*$/.test(purpose)

export function createExchanges(world: ExchangeWorld, database: pg.Pool): Exchanges {
  const underWay = new Map<string, { digest: string; result: Promise<Result<Answered>> }>()
  // Messages this process has settled, so that a resent one is looked up before it is run. Others, sent again after a
  // restart or through another process, run and then lose to the first at the database.
  const remembered = new Set<string>()
  const desk = { world, database }

  return {
    async answer(incoming) {
      const { message, caller } = incoming
      const invalid = faultOf(message, world)
      if (invalid !== undefined) return invalid
      const digest = sha256Hex(canonicalJson(message.body))
      const key = `${callerKey(caller)} ${message.messageId}`
      const running = underWay.get(key)
      if (running !== undefined) return running.digest === digest ? running.result : fail(messageIdReused)
      if (underWay.size >= underWayLimit) return fail(tooManyAtOnce(underWayLimit))
      const head = headOf(incoming, digest)
      const result = remembered.has(key) ? repeat(incoming, head, desk) : first(incoming, head, desk)
      underWay.set(key, { digest, result })
      try {
        const settled = await result
        if (settled.ok) remember(remembered, key)
        return settled
      } finally {
        underWay.delete(key)
      }
    },
  }
}

function remember(remembered: Set<string>, key: string): void {
  remembered.delete(key)
  remembered.add(key)
  if (remembered.size <= rememberedLimit) return
  const [oldest] = remembered
  if (oldest !== undefined) remembered.delete(oldest)
}

interface Desk {
  readonly world: ExchangeWorld
  readonly database: pg.Pool
}

async function first(incoming: Incoming, head: MessageHead, desk: Desk): Promise<Result<Answered>> {
  const at = desk.world.clock.now()
  const questionId = newId('qn', at.getTime())
  const parts = incoming.message.requests.map((_, i) => i)
  const results = await runParts(incoming, { head, questionId, at, parts }, desk.world)
  if (results.some((one) => !one.ok && one.problem.code === 'ledger.rejected')) return repeat(incoming, head, desk)
  return collect(results, { questionId, at })
}

/** The message was taken before: the same body has the same answer, and what was left undone is done now. */
async function repeat(incoming: Incoming, head: MessageHead, desk: Desk): Promise<Result<Answered>> {
  const stored = await load(head, desk)
  if (stored === undefined) return first(incoming, head, desk)
  if (stored.digest !== head.digest) return fail(messageIdReused)
  const { requests } = incoming.message
  // A question that names no sources may mean others by now; then what was settled is the answer.
  const same = requests.length === stored.parts
  const missing = same ? requests.map((_, i) => i).filter((part) => !stored.settled.has(part)) : []
  if (missing.length === 0) return fromStored(stored)
  const run = { head, questionId: stored.questionId, at: desk.world.clock.now(), parts: missing }
  const results = await runParts(incoming, run, desk.world)
  const failed = results.find((one) => !one.ok && one.problem.code !== 'ledger.rejected')
  if (failed !== undefined && !failed.ok) return failed
  const complete = await load(head, desk)
  return complete === undefined ? fail(answerExpired) : fromStored(complete)
}

const load = ({ caller, messageId }: MessageHead, { world, database }: Desk): Promise<StoredMessage | undefined> =>
  readMessage(database, { caller: callerKey(caller), messageId, key: world.answerKey })

function runParts(incoming: Incoming, run: Run, world: ExchangeWorld): Promise<Result<Settled>[]> {
  const { requests, deadlineMs } = incoming.message
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), deadlineMs)
  const all = run.parts.map((part) => {
    const request = requests[part]
    if (request === undefined) throw new Error(`the message has no question ${part}`)
    const asked = askedOf(incoming, { run, request, service: knownService(request, world) })
    return runExchange({ ...asked, part, signal: deadline.signal, before: incoming.before }, world)
  })
  return Promise.all(all).finally(() => clearTimeout(timer))
}

interface Part {
  readonly run: Run
  readonly request: ExchangeRequest
  readonly service: Service
}

function askedOf(incoming: Incoming, { run, request, service }: Part): Omit<Asked, 'id' | 'part' | 'signal'> {
  const { head: message, questionId, at } = run
  const sent = { ...incoming.known, ...equalitiesOf(request.condition) }
  const parts = incoming.message.requests.length
  return { questionId, parts, at, startedMs: incoming.startedMs, message, request, sent, service }
}

function knownService(request: ExchangeRequest, { directory }: ExchangeWorld): Service {
  const service = directory.service(request.service)
  if (service === undefined) throw new Error(`service ${request.service} was there a moment ago`)
  return service
}

interface Run {
  readonly head: MessageHead
  readonly questionId: string
  readonly at: Date
  readonly parts: readonly number[]
}

const headOf = ({ message, caller }: Incoming, digest: string): MessageHead => ({
  messageId: message.messageId,
  protocol: message.protocol,
  digest,
  caller,
  ...(message.caseRef === undefined ? {} : { caseRef: message.caseRef }),
})

function faultOf({ requests }: ExchangeMessage, { directory }: ExchangeWorld): Result<never> | undefined {
  for (const [i, { service, purpose }] of requests.entries()) {
    if (directory.service(service) === undefined) return fail(unknownService(service, `/sources/${i}/service`))
    if (!isPurposeId(purpose)) return fail(malformedPurpose)
  }
  return undefined
}

/** One part without durable evidence keeps back the whole answer: sending the message again finishes it. */
function collect(results: readonly Result<Settled>[], { questionId, at }: Omit<Answered, 'settled'>): Result<Answered> {
  const settled: Settled[] = []
  for (const one of results) {
    if (!one.ok) return one
    settled.push(one.value)
  }
  return ok({ questionId, at, settled })
}

function fromStored({ questionId, at, settled }: StoredMessage): Result<Answered> {
  const all: Settled[] = []
  for (const one of settled.values()) {
    if (one === undefined) return fail(answerExpired)
    all.push(one)
  }
  return ok({ questionId, at, settled: all })
}
