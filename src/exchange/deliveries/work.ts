import type pg from 'pg'
import Type from 'typebox'
import { inTransaction } from '../../platform/database/transaction.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { type Task, type TaskContext, task } from '../../platform/jobs/task.ts'
import type { AcceptedMessage, Protocol, ProtocolHouse, Worked } from '../plugin.ts'
import type { Sealing } from '../sealed.ts'
import { endMessage, takeWaiting } from './message-store.ts'
import type { DeliveryMetrics } from './metrics.ts'
import { jobAttemptsLimit, type QueueDelivery } from './queue.ts'
import { waitAfter } from './schedule.ts'

export interface WorkWorld {
  readonly database: pg.Pool
  readonly sealing: Sealing
  readonly now: () => Date
  readonly keepMs: number
  readonly protocols: ReadonlyMap<string, Protocol>
  /** The house as a protocol's job sees it. */
  readonly house: (protocol: string) => ProtocolHouse
  readonly queue: QueueDelivery
  readonly metrics: DeliveryMetrics
  readonly triesLimit?: number
}

/** A message whose work fails so often, over about a day, is given up. */
const defaultTriesLimit = 12

/** Does what an accepted message asks, and queues its callback. Safe to run twice: the first end of a message stands. */
export function workTask(world: WorkWorld): Task {
  const work = task({
    name: 'exchange.work-message',
    payload: Type.Object({ id: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
    async run({ id }, context) {
      const taken = await takeWaiting(world.database, id, world.sealing)
      if (taken === undefined) return
      if (taken.message === undefined) return giveUp(id, 'its stored request does not open', world, context)
      const protocol = world.protocols.get(taken.protocol)
      if (protocol?.work === undefined) return giveUp(id, `nobody works for ${taken.protocol}`, world, context)
      let worked: Worked
      try {
        worked = await protocol.work(taken.message, world.house(taken.protocol))
      } catch (error) {
        context.logger.warn(
          { err: error, message: id, tries: taken.tries },
          'an accepted message could not be worked on',
        )
        if (taken.tries >= (world.triesLimit ?? defaultTriesLimit)) return giveUp(id, 'tried too often', world, context)
        return again(id, taken.tries)
      }
      await finish(taken.message, taken.protocol, worked, world)
    },
  })
  const again = (id: string, tries: number): Promise<void> => {
    const runAt = new Date(world.now().getTime() + waitAfter(tries, Math.random()))
    const options = { key: `work:${id}`, runAt, attemptsLimit: jobAttemptsLimit }
    return enqueue(world.database, { task: work, payload: { id }, ...options })
  }
  return work
}

const finish = (message: AcceptedMessage, protocol: string, { outgoing, reply }: Worked, world: WorkWorld) =>
  inTransaction(world.database, async (tx) => {
    const expiresAt = new Date(world.now().getTime() + world.keepMs)
    if (!(await endMessage(tx, { id: message.id, state: 'done', reply, expiresAt }, world.sealing))) return
    const { caller, callbackUrl: url } = message
    const to = { member: caller.member, client: caller.id, url }
    await world.queue(tx, { key: `callback:${message.id}`, kind: 'callback', protocol, ...to, message: outgoing })
  })

/** Its status says from now on that it failed; nothing is called back. */
async function giveUp(id: string, reason: string, world: WorkWorld, { logger }: TaskContext): Promise<void> {
  const expiresAt = new Date(world.now().getTime() + world.keepMs)
  if (!(await endMessage(world.database, { id, state: 'failed', expiresAt }, world.sealing))) return
  world.metrics.messageFailed()
  logger.error({ message: id, reason }, 'an accepted message was given up')
}
