import Type from 'typebox'
import { inTransaction } from '../../platform/database/transaction.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { type Task, task } from '../../platform/jobs/task.ts'
import type { PeopleWorld } from '../people/world.ts'
import { proposalsFrom, type ScoredPair } from '../review/proposing.ts'
import { insertProposals } from '../review/store.ts'
import type { LiveIndex } from './kept-index.ts'
import { changesAfter, lastEvent, peopleNow } from './registry.ts'

const cursorName = 'social-registry'
const everyMs = 10_000

/** New and changed records are matched as they come; what may be the same person goes into the queue. */
export async function followChanges(
  { pool, clock }: Pick<PeopleWorld, 'pool' | 'clock'>,
  index: LiveIndex,
): Promise<number> {
  const matcher = await index.current()
  if (matcher === undefined) return 0
  const from = await cursorOf(pool)
  const { people, position } = await changesAfter(pool, from)
  if (position === from) return 0
  const pairs: ScoredPair[] = []
  for (const [ref, values] of await peopleNow(pool, people)) {
    const { candidates } = matcher.find(values, { except: ref })
    for (const { source, record, weight, kinWeight, pattern } of candidates) {
      pairs.push({ first: ref, second: { source, record }, weight, kinWeight, pattern, model: matcher.digest })
    }
  }
  const proposals = await proposalsFrom(pool, onePerPair(pairs), { origin: 'live', at: clock.now() })
  return inTransaction(pool, async (tx) => {
    const fresh = proposals.length === 0 ? 0 : await insertProposals(tx, proposals)
    await tx.query('update live_cursor set position = greatest(position, $2) where name = $1', [cursorName, position])
    return fresh
  })
}

/** A pair of two changed records is found from both sides. */
const onePerPair = (pairs: readonly ScoredPair[]): ScoredPair[] => [
  ...new Map(pairs.map((pair) => [[pair.first.record, pair.second.record].sort().join(' '), pair])).values(),
]

/** From where on; at first from now on, since a run covers what was there before. */
async function cursorOf(pool: PeopleWorld['pool']): Promise<number> {
  const last = await lastEvent(pool)
  await pool.query('insert into live_cursor (name, position) values ($1, $2) on conflict do nothing', [
    cursorName,
    last,
  ])
  const { rows } = await pool.query<{ position: string }>('select position from live_cursor where name = $1', [
    cursorName,
  ])
  return Number(rows[0]?.position ?? last)
}

/** Puts itself on again: a change is matched within seconds. */
export function followingTask(world: Pick<PeopleWorld, 'pool' | 'clock'>, index: LiveIndex): Task {
  const follow: Task = task({
    name: 'identity.match-changes',
    payload: Type.Object({}, { additionalProperties: false }),
    async run(_, { logger }) {
      try {
        await followChanges(world, index)
      } catch (error) {
        logger.error({ err: error }, 'changed records could not be matched')
      }
      const runAt = new Date(Date.now() + everyMs)
      await enqueue(world.pool, { task: follow, payload: {}, key: follow.name, runAt })
    },
  })
  return follow
}
