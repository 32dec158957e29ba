// What is counted by day says what a full count says, whenever it was counted, by how many at once, and in which order
// exchanges were written.
import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type pg from 'pg'
import { createTestDatabase } from '../../test/support/database.ts'
import { countsByAgreement } from '../exchange/store/agreement-counts.ts'
import { countSome, openDayCounter } from '../exchange/store/day-counts.ts'
import { type CountedExchange, insertExchanges } from '../exchange/store/test-exchanges.ts'
import { unnoticed } from './notices/unnoticed.ts'
import { receiptDays } from './retention/store.ts'

const timeZone = 'Africa/Nairobi'
const first = Date.parse('2026-03-01T00:00:00Z')
const hourMs = 3_600_000

const subjects = ['a', 'b', 'c'].map((letter) => letter.repeat(64))
const exchange: fc.Arbitrary<CountedExchange> = fc.record({
  // Times are not in the order of the ledger: a provider may take long.
  at: fc.integer({ min: 0, max: 96 }).map((hours) => new Date(first + hours * hourMs)),
  agreement: fc.constantFrom('one', 'two', null),
  service: fc.constantFrom('register.person', 'list.person'),
  status: fc.constantFrom(
    'answered' as const,
    'answered' as const,
    'no-record' as const,
    'refused' as const,
    'invalid' as const,
  ),
  records: fc.integer({ min: 0, max: 2 }),
  subject: fc.constantFrom(...subjects, null),
})

const time = fc
  .tuple(fc.integer({ min: -5, max: 100 }), fc.integer({ min: 0, max: 105 }))
  .map(([from, hours]) => ({ from: new Date(first + from * hourMs), until: new Date(first + (from + hours) * hourMs) }))

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ write: fc.array(exchange, { minLength: 1, maxLength: 8 }) }) },
  { weight: 2, arbitrary: fc.record({ count: fc.integer({ min: 1, max: 3 }) }) },
)

/** As everything was counted before: over all exchanges. */
async function full(pool: pg.Pool, { from, until }: { from: Date; until: Date }) {
  const { rows: counts } = await pool.query(
    `select agreement_id as agreement, count(*) filter (where status = 'answered')::float8 as answered,
       count(*) filter (where status = 'refused')::float8 as refused,
       count(*) filter (where status not in ('answered', 'refused'))::float8 as without,
       sum(records)::float8 as records, max(at) as last,
       count(distinct subject_key) filter (where status = 'answered')::float8 as persons
     from exchange where at >= $1 and at < $2 and agreement_id is not null group by 1 order by 1`,
    [from, until],
  )
  const { rows: waiting } = await pool.query(
    `select first.agreement_id as agreement, count(*)::float8 as persons, min(first.at) as since
     from (select agreement_id, subject_key, min(at) as at from exchange
           where status = 'answered' and records > 0 and subject_key is not null and agreement_id is not null
           group by 1, 2) as first
     left join (select agreement_id, max(given_at) as at from notice_given group by 1) as told using (agreement_id)
     where told.at is null or first.at > told.at group by 1 order by since, agreement`,
  )
  const { rows: days } = await pool.query(
    `select agreement_id as agreement, array_agg(distinct to_char(at at time zone $1, 'YYYY-MM-DD')) as days
     from exchange where status = 'answered' and records > 0 and agreement_id is not null group by 1 order by 1`,
    [timeZone],
  )
  return { counts, waiting, days: days.map(({ agreement, days: of }) => [agreement, of.sort()]) }
}

async function kept(pool: pg.Pool, { from, until }: { from: Date; until: Date }) {
  const counts = [...(await countsByAgreement(pool, { from, until, timeZone })).values()]
  const days = [...(await receiptDays(pool, timeZone))]
  const byId = (a: { agreement: string }, b: { agreement: string }) => a.agreement.localeCompare(b.agreement)
  return { counts: counts.sort(byId), waiting: await unnoticed(pool), days: days.sort() }
}

test('counts by day are those of a full count, after any writes and counts, for any time', async (t) => {
  const { pool } = await createTestDatabase(t)
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 8 }),
      fc.array(time, { maxLength: 4 }),
      async (steps, times) => {
        await pool.query('truncate exchange, exchange_day, exchange_person, notice_given')
        await pool.query('update exchange_count_state set counted_through = -1')
        let size = 0
        for (const one of steps) {
          if ('write' in one) {
            await insertExchanges(pool, one.write, size)
            size += one.write.length
          } else {
            const counter = openDayCounter({ database: pool, timeZone, ledgerSize: async () => size })
            await Promise.all(Array.from({ length: one.count }, () => counter.count()))
          }
        }
        await pool.query(
          `insert into notice_given (id, agreement_id, channel, given_at, reference) values ('ng-00000000000000000000000000', 'one', 'radio', $1, 'r')`,
          [new Date(first + 30 * hourMs)],
        )
        for (const one of [...times, { from: new Date(0), until: new Date('2030-01-01T00:00:00Z') }]) {
          assert.deepEqual(await kept(pool, one), await full(pool, one))
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('what is not committed is not passed over: only entries that the ledger has are counted', async (t) => {
  const { pool } = await createTestDatabase(t)
  const one: CountedExchange = {
    ...{ at: new Date(first), agreement: 'one', service: 'register.person', status: 'answered', records: 1 },
    subject: subjects[0] ?? null,
  }
  const writing = await pool.connect()
  await writing.query('begin')
  await insertExchanges(writing, [one], 0)
  assert.equal(await countSome({ database: pool, timeZone, ledgerSize: async () => 0 }), false)
  await writing.query('commit')
  writing.release()
  assert.equal((await receiptDays(pool, timeZone)).get('one')?.length, 1, 'read, before it is counted')
  assert.equal(await countSome({ database: pool, timeZone, ledgerSize: async () => 1 }), true)
  const { rows } = await pool.query('select exchanges, received from exchange_day')
  assert.deepEqual(rows, [{ exchanges: 1, received: 1 }])
})

test('of two that count at the same time, one waits, and nothing is counted twice', async (t) => {
  const { pool } = await createTestDatabase(t)
  const many = Array.from(
    { length: 20 },
    (_, i): CountedExchange => ({
      ...{
        at: new Date(first + i * hourMs),
        agreement: 'one',
        service: 'register.person',
        status: 'answered',
        records: 1,
      },
      subject: subjects[i % 3] ?? null,
    }),
  )
  await insertExchanges(pool, many, 0)
  // The first holds its turn until the second waits for it.
  const holding = await pool.connect()
  await holding.query('begin')
  await holding.query('select from exchange_count_state for update')
  const counting = [1, 2].map(() => countSome({ database: pool, timeZone, ledgerSize: async () => many.length }))
  while ((await pool.query('select from pg_locks where not granted')).rowCount === 0) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await holding.query('commit')
  holding.release()
  assert.deepEqual((await Promise.all(counting)).sort(), [false, true])
  const { rows } = await pool.query('select sum(exchanges)::int as exchanges from exchange_day')
  assert.deepEqual(rows, [{ exchanges: 20 }])
})
