import type pg from 'pg'
import Type from 'typebox'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { type Task, task } from '../../platform/jobs/task.ts'

const rowsAtOnce = 10_000
const everyMs = 10 * 60_000

/**
 * Their time is over: notes go whole; of the rest goes what was said, while ids stay, so that the same message has one
 * effect for ever and people can see what was sent. What still waits is not touched.
 */
const statements = [
  `delete from known_message where id in
     (select id from known_message where expires_at <= $1 and not accepted limit ${rowsAtOnce})`,
  `update known_message set reply = null, request = null, expires_at = null where id in
     (select id from known_message where expires_at <= $1 and accepted limit ${rowsAtOnce})`,
  `update delivery set sealed = null, expires_at = null where id in
     (select id from delivery where expires_at <= $1 limit ${rowsAtOnce})`,
  `update received_message set sealed = null, expires_at = null where (partner, operation, message_id) in
     (select partner, operation, message_id from received_message where expires_at <= $1 limit ${rowsAtOnce})`,
]

/** Answers with how many rows were cleared. */
export async function purgeMessages(database: pg.Pool, now: Date): Promise<number> {
  let purged = 0
  for (const statement of statements) {
    for (let rows = rowsAtOnce; rows === rowsAtOnce; purged += rows) {
      rows = (await database.query(statement, [now])).rowCount ?? 0
    }
  }
  return purged
}

/** Puts itself on again; its key keeps it single, however many processes there are. */
export function purgeMessagesTask(database: pg.Pool): Task {
  const purge = task({
    name: 'exchange.purge-messages',
    payload: Type.Object({}, { additionalProperties: false }),
    async run(_, { logger }) {
      const purged = await purgeMessages(database, new Date())
      if (purged > 0) logger.info({ purged }, 'messages purged')
      await enqueue(database, { task: purge, payload: {}, key: purge.name, runAt: new Date(Date.now() + everyMs) })
    },
  })
  return purge
}
