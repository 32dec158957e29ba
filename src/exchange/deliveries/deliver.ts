import type pg from 'pg'
import Type from 'typebox'
import { inTransaction } from '../../platform/database/transaction.ts'
import { type Task, type TaskContext, task } from '../../platform/jobs/task.ts'
import type { Outbound } from '../../platform/outbound/outbound.ts'
import type { AllowedHosts } from '../../platform/outbound/target.ts'
import type { ProtocolHouse } from '../plugin.ts'
import type { Sealing } from '../sealed.ts'
import { type Outcome, outcomeOf } from './attempt.ts'
import {
  buryUnreadable,
  type Course,
  type DeliveryRow,
  findWaiting,
  firstWaiting,
  insertAttempt,
  isBehind,
  lockWaiting,
  type NewAttempt,
  openDelivery,
  setCourse,
} from './delivery-store.ts'
import { clientLines } from './lines.ts'
import type { DeliveryMetrics } from './metrics.ts'
import { type SealedDelivery, scheduleAttempt } from './queue.ts'
import { attemptsLimit, retryAfterMs, waitAfter } from './schedule.ts'
import type { Sender } from './sender.ts'

export interface DeliverWorld {
  readonly database: pg.Pool
  readonly sealing: Sealing
  readonly now: () => Date
  readonly keepMs: number
  /** By the name of their protocol. */
  readonly senders: ReadonlyMap<string, Sender>
  /** The house as a protocol dresses a message in it. */
  readonly house: (protocol: string) => ProtocolHouse
  readonly outbound: Pick<Outbound, 'request'>
  /** Where a client may be called, as agreed with it at the moment of the attempt; undefined: nowhere. */
  readonly hostsOf: (client: string) => AllowedHosts | undefined
  readonly metrics: DeliveryMetrics
}

const attemptTimeoutMs = 10_000
const answerBytesLimit = 65_536
/** Of this process, so that a receiver that hangs does not hold up the others' messages. */
const atOncePerClientLimit = 2
/** One that finds its client busy is called by the end of an attempt; a job of its own stands by in case that never comes. */
const postponedMs = { least: 5_000, more: 10_000 }

/** Makes one attempt at a delivery, and says when the next one is due. May run twice: a receiver sees it at least once. */
export function deliverTask(world: DeliverWorld): Task {
  const lines = clientLines(atOncePerClientLimit)
  const deliver: Task = task({
    name: 'exchange.deliver',
    payload: Type.Object({ id: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
    async run({ id }, context) {
      const row = await findWaiting(world.database, id)
      if (row === undefined || (await isBehind(world.database, row))) return
      const place = lines.enter(row.client, id)
      if (place === undefined) {
        const wait = postponedMs.least + Math.random() * postponedMs.more
        return scheduleAttempt(world.database, deliver, id, new Date(world.now().getTime() + wait))
      }
      try {
        await attempt(row, world, { ...context, deliver })
      } finally {
        const next = place.leave()
        if (next !== undefined) await scheduleAttempt(world.database, deliver, next)
      }
    },
  })
  return deliver
}

type AttemptContext = TaskContext & { readonly deliver: Task }

async function attempt(row: DeliveryRow, world: DeliverWorld, context: AttemptContext): Promise<void> {
  const sealed = openDelivery(row, world.sealing)
  if (sealed === undefined) {
    context.logger.error({ delivery: row.id }, 'a stored delivery does not open')
    return end(row, world, context, (tx) => buryUnreadable(tx, row.id))
  }
  const at = world.now()
  const beganMs = performance.now()
  const { outcome, askedMs } = await send(row, sealed, world, context.signal)
  const made: NewAttempt = { ...outcome, at, durationMs: performance.now() - beganMs }
  world.metrics.attempted(made.outcome)
  await end(row, world, context, async (tx, locked) => {
    await insertAttempt(tx, locked, made)
    const course = courseOf(locked, made, { ...world, askedMs })
    await setCourse(tx, locked, course)
    if (course.state === 'waiting') await scheduleAttempt(tx, context.deliver, row.id, course.nextAttemptAt)
    if (course.state === 'dead') {
      world.metrics.died()
      context.logger.warn({ delivery: row.id, outcome: made.outcome }, 'a delivery was given up')
    }
  })
}

async function send(
  { client, member, protocol: name }: DeliveryRow,
  { url, body }: SealedDelivery,
  world: DeliverWorld,
  signal: AbortSignal,
): Promise<{ readonly outcome: Outcome; readonly askedMs: number }> {
  const allowed = world.hostsOf(client)
  if (allowed === undefined) return notSent('address-refused', 'the client has no active partner record')
  const sender: Partial<Sender> = world.senders.get(name) ?? {}
  const dressed = await sender.dress?.(body, { kind: 'client', id: client, member }, world.house(name))
  if (dressed?.ok === false) return notSent('no-key', dressed.problem)
  const text = JSON.stringify(dressed === undefined ? body : dressed.value)
  const signed = await sender.sign?.(text, body)
  if (signed?.ok === false) return notSent('no-key', signed.problem)
  const answered = await world.outbound.request({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...signed?.value },
    body: text,
    allowed,
    timeoutMs: attemptTimeoutMs,
    maxAnswerBytes: answerBytesLimit,
    signal,
  })
  const outcome = outcomeOf(answered, sender)
  if (outcome === undefined) throw new Error('the attempt was broken off by the end of the process')
  return { outcome, askedMs: answered.ok ? retryAfterMs(answered.value.headers['retry-after'], world.now()) : 0 }
}

const notSent = (outcome: 'address-refused' | 'no-key', detail: string) => ({
  outcome: { outcome, detail },
  askedMs: 0,
})

function courseOf(
  { tries }: DeliveryRow,
  { outcome }: NewAttempt,
  { now, keepMs, askedMs }: Pick<DeliverWorld, 'now' | 'keepMs'> & { readonly askedMs: number },
): Course {
  const at = now()
  const expiresAt = new Date(at.getTime() + keepMs)
  if (outcome === 'delivered') return { state: 'delivered', at, expiresAt }
  if (tries + 1 >= attemptsLimit) return { state: 'dead', at, expiresAt }
  return { state: 'waiting', nextAttemptAt: new Date(at.getTime() + waitAfter(tries + 1, Math.random(), askedMs)) }
}

/** Writes down what came of it, and calls the next of its subscription when this one no longer waits. */
const end = (
  { id, subscription }: DeliveryRow,
  { database, now }: DeliverWorld,
  { deliver }: AttemptContext,
  write: (tx: pg.ClientBase, locked: DeliveryRow) => Promise<void>,
): Promise<void> =>
  inTransaction(database, async (tx) => {
    const locked = await lockWaiting(tx, id)
    if (locked === undefined) return
    await write(tx, locked)
    if (subscription === null) return
    const next = await firstWaiting(tx, subscription)
    if (next === undefined || next.id === id) return
    await scheduleAttempt(tx, deliver, next.id, new Date(Math.max(next.next_attempt_at.getTime(), now().getTime())))
  })
