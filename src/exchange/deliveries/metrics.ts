import type pg from 'pg'
import { Counter, Gauge, type Registry } from 'prom-client'
import type { AttemptOutcome } from './schema.ts'

export interface DeliveryMetrics {
  attempted(outcome: AttemptOutcome): void
  died(): void
  messageFailed(): void
  notesLost(notes: number): void
}

export function deliveryMetrics(registry: Registry, database: pg.Pool): DeliveryMetrics {
  const registers = [registry]
  const attempts = new Counter({
    name: 'kiungo_delivery_attempts_total',
    help: 'Attempts to deliver a callback or a notification, by outcome.',
    labelNames: ['outcome'],
    registers,
  })
  const dead = new Counter({ name: 'kiungo_deliveries_dead_total', help: 'Deliveries that were given up.', registers })
  const failed = new Counter({
    name: 'kiungo_messages_failed_total',
    help: 'Accepted messages whose work was given up.',
    registers,
  })
  const lost = new Counter({
    name: 'kiungo_message_notes_lost_total',
    help: 'Replies whose status cannot be asked, because the database did not take them.',
    registers,
  })
  watchQueue(registry, database)
  return {
    attempted: (outcome) => attempts.inc({ outcome }),
    died: () => dead.inc(),
    messageFailed: () => failed.inc(),
    notesLost: (notes) => lost.inc(notes),
  }
}

/** Asked of the database when the measurements are read: the queue is every process's. */
function watchQueue(registry: Registry, database: pg.Pool): void {
  const registers = [registry]
  const age = new Gauge({
    name: 'kiungo_delivery_queue_age_seconds',
    help: 'Age of the oldest delivery that waits.',
    registers,
  })
  new Gauge({
    name: 'kiungo_deliveries_waiting',
    help: 'Deliveries that wait for an attempt.',
    registers,
    async collect() {
      const { rows } = await database
        .query<{ waiting: number; age: number }>(
          `select count(*)::int as waiting, coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as age
           from delivery where state = 'waiting'`,
        )
        .catch(() => ({ rows: [] }))
      const [queue] = rows
      if (queue === undefined) return
      this.set(queue.waiting)
      age.set(queue.age)
    },
  })
}
