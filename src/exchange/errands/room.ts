import type pg from 'pg'
import Type from 'typebox'
import { newId } from '../../kernel/ids.ts'
import { inTransaction } from '../../platform/database/transaction.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { type Task, type TaskContext, task } from '../../platform/jobs/task.ts'
import type { ErrandDesk, ErrandOutcome, Protocol, ProtocolHouse } from '../plugin.ts'
import type { Sealing } from '../sealed.ts'
import { countTry, endErrand, findErrand, insertErrand, type WaitingErrand } from './store.ts'

export interface ErrandsWorld {
  readonly database: pg.Pool
  readonly sealing: Sealing
  readonly now: () => Date
  readonly protocols: ReadonlyMap<string, Protocol>
  readonly house: (protocol: string) => ProtocolHouse
}

export interface Errands {
  desk(protocol: string): ErrandDesk
  readonly task: Task
}

const firstWaitMs = 2_000
const longestWaitMs = 3_600_000
/** With the longest wait between them, over about eight days. */
const triesLimit = 200
/** Attempts that end in an error of ours, such as a lost connection to the database. */
const jobAttemptsLimit = 1_000

/** What is seen to later, in the caller's name, until it is done: durable, one effect a key. */
export function openErrands(world: ErrandsWorld): Errands {
  const { database, sealing, now } = world
  const schedule = (tx: Pick<pg.ClientBase, 'query'>, id: string, runAt: Date): Promise<void> =>
    enqueue(tx, { task: run, payload: { id }, key: `errand:${id}`, runAt, attemptsLimit: jobAttemptsLimit })
  const run = task({
    name: 'exchange.run-errand',
    payload: Type.Object({ id: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
    async run({ id }, context) {
      const errand = await findErrand(database, id, sealing)
      if (errand === undefined) return
      const outcome = await tried(id, errand, world, context)
      if (outcome !== 'later') return endErrand(database, id, outcome)
      if (errand.tries + 1 >= triesLimit) return endErrand(database, id, 'given-up')
      const wait = Math.min(firstWaitMs * 2 ** errand.tries, longestWaitMs)
      await inTransaction(database, async (tx) => {
        if (await countTry(tx, id, errand.tries)) await schedule(tx, id, new Date(now().getTime() + wait))
      })
    },
  })
  return {
    task: run,
    desk: (protocol) => ({
      async begin({ key, caller, body, from }) {
        const at = now()
        const id = newId('er', at.getTime())
        await inTransaction(database, async (tx) => {
          if (!(await insertErrand(tx, { id, protocol, key, caller, at, body }, sealing))) return
          await schedule(tx, id, from !== undefined && from > at ? from : at)
        })
      },
    }),
  }
}

async function tried(
  id: string,
  { protocol: name, caller, tries, body }: WaitingErrand,
  { protocols, house }: ErrandsWorld,
  { logger }: TaskContext,
): Promise<ErrandOutcome> {
  const protocol = protocols.get(name)
  if (body === undefined || protocol?.errand === undefined) {
    logger.error({ errand: id }, 'an errand does not open, or nobody runs it')
    return 'given-up'
  }
  try {
    const outcome = await protocol.errand({ id, caller, tries, body }, house(name))
    if (outcome === 'given-up') logger.warn({ errand: id }, 'an errand was given up')
    return outcome
  } catch (error) {
    logger.warn({ err: error, errand: id, tries }, 'an errand could not be run')
    return 'later'
  }
}
