import { randomInt, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { type Api, openApi } from './cli/api.ts'
import type { QuestionOptions } from './exchange/schema.ts'
import type { ClientRegistration } from './federation/schema.ts'
import type { Logger } from './platform/telemetry/logger.ts'

export interface TrafficOptions {
  readonly url: string
  /** The pack's clients; those with a published secret ask. */
  readonly clients: readonly ClientRegistration[]
  readonly pool: pg.Pool
  readonly questionsPerMinute: number
  readonly logger: Logger
}

const peopleAtMost = 500
const firstQuestions = 24
const firstPauseMs = 400

/**
 * Keeps the demo country alive: the programmes' systems ask about its people, through the front door like anyone else,
 * so that the map shows answers and refusals from the first minute.
 */
export function startDemoTraffic(options: TrafficOptions): { stop(): Promise<void> } {
  const stopped = new AbortController()
  const running = ask(options, stopped.signal).catch((err: unknown) => {
    if (!stopped.signal.aborted) options.logger.warn({ err }, 'the demo traffic has ended')
  })
  return {
    async stop() {
      stopped.abort()
      await running
    },
  }
}

async function ask(options: TrafficOptions, signal: AbortSignal): Promise<void> {
  const people = await somePeople(options.pool)
  const askers = options.clients.flatMap(({ id, secret }) =>
    secret === undefined ? [] : [openApi(options.url, { kind: 'secret', clientId: id, secret }, 'en')],
  )
  if (people.length === 0 || askers.length === 0) return
  try {
    for (let asked = 0; !signal.aborted; asked++) {
      const asker = askers[asked % askers.length]
      const subject = people[randomInt(people.length)]
      if (asker !== undefined && subject !== undefined) await askOne(asker, subject)
      await sleep(asked < firstQuestions ? firstPauseMs : 60_000 / options.questionsPerMinute, undefined, { signal })
    }
  } finally {
    await Promise.all(askers.map((asker) => asker.close()))
  }
}

/** One question for one of the purposes that the asker's agreements allow. What comes of it is in the exchanges. */
async function askOne(asker: Api, subject: Readonly<Record<string, string>>): Promise<void> {
  const options = await asker.get('/v1/questions/options')
  if (!options.ok) return
  const { purposes } = options.value as QuestionOptions
  const purpose = purposes[randomInt(Math.max(1, purposes.length))]?.purpose
  if (purpose !== undefined) await asker.post('/v1/questions', { messageId: randomUUID(), purpose, subject })
}

async function somePeople(pool: pg.Pool): Promise<Readonly<Record<string, string>>[]> {
  const { rows } = await pool.query<{ national_id: string; birth_registration_number: string | null }>(
    `select national_id, birth_registration_number from person
     where national_id is not null order by md5(person_id) limit $1`,
    [peopleAtMost],
  )
  return rows.map((row) => ({
    'person.national-id': row.national_id,
    ...(row.birth_registration_number === null
      ? {}
      : { 'person.birth-registration-number': row.birth_registration_number }),
  }))
}
