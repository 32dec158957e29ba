import type pg from 'pg'
import Type from 'typebox'
import { enqueue } from '../platform/jobs/enqueue.ts'
import { type Task, task } from '../platform/jobs/task.ts'
import { purgeParts } from './store/decision-parts.ts'

const rowsAtOnce = 10_000
const everyMs = 10 * 60_000

/** Deletes stored answers whose time has come; answers with how many. Of an exchange nothing but its answer is deleted. */
export async function purgeAnswers(database: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await database.query(
    `delete from exchange_answer where exchange_id in
       (select exchange_id from exchange_answer where expires_at <= $1 limit ${rowsAtOnce})`,
    [now],
  )
  return rowCount ?? 0
}

/** The task puts itself on again; its key keeps it single, however many processes there are. */
export function purgeTask(database: pg.Pool): Task {
  const purge = task({
    name: 'exchange.purge-answers',
    payload: Type.Object({}, { additionalProperties: false }),
    async run(_, { signal, logger }) {
      let purged = 0
      for (let rows = rowsAtOnce; rows === rowsAtOnce && !signal.aborted; purged += rows) {
        rows = await purgeAnswers(database, new Date())
      }
      if (purged > 0) logger.info({ purged }, 'stored answers purged')
      const parts = await purgeParts(database, new Date())
      if (parts > 0) logger.info({ parts }, 'terms of purged answers purged')
      await enqueue(database, { task: purge, payload: {}, key: purge.name, runAt: new Date(Date.now() + everyMs) })
    },
  })
  return purge
}
