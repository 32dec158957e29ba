/**
 * What the lists that are looked at daily cost over many exchanges: the register of processing, people still to be told, days
 * of receipt. Counted in full, as before, and by day. Run: node bench/daily.ts [--exchanges 2000000]
 */
import { parseArgs } from 'node:util'
import { unnoticed } from '../src/compliance/notices/unnoticed.ts'
import { receiptDays } from '../src/compliance/retention/store.ts'
import { countsByAgreement } from '../src/exchange/store/agreement-counts.ts'
import { countSome } from '../src/exchange/store/day-counts.ts'
import { createTestDatabase } from '../test/support/database.ts'
import { machineLine, median } from './measure.ts'

const { values } = parseArgs({ options: { exchanges: { type: 'string', default: '2000000' } } })
const exchanges = Number(values.exchanges)
const timeZone = 'Africa/Nairobi'
const runs = 5

const endings: (() => Promise<void> | void)[] = []
const { pool } = await createTestDatabase({ after: (action) => endings.push(action) })

// Preparing takes longer than a statement of the product may.
const client = await pool.connect()
await client.query('set statement_timeout = 0')

// A year of exchanges under twenty agreements, about a third as many people, with rows as long as those of the product.
await client.query(
  `insert into exchange (id, question_id, part, at, protocol, consumer, provider, system, service, purpose, agreement_id,
     agreement_version, agreement_hash, status, records, duration_micros, asked_by_kind, asked_by_id, subject_key, detail,
     request_salt, response_salt, subject_salt, ledger_index)
   select 'ex-' || lpad(i::text, 26, '0'), 'q-' || i, 0, now() - interval '365 days' * (1 - i::float8 / $1), 'dci', 'dss', 'nida',
     'register', 'register.person', 'eligibility-verification', 'agreement-' || i % 20, 1, repeat('a', 64),
     case when i % 10 = 0 then 'refused' when i % 10 = 1 then 'no-record' else 'answered' end,
     case when i % 10 < 2 then 0 else 1 end, 1500, 'client', 'dss-mis',
     encode(sha256(convert_to((i * 7919 % ($1::bigint / 3))::text, 'UTF8')), 'hex'),
     jsonb_build_object('forms', jsonb_build_object('person.birth-date', 'yes-no', 'person.name.surname', 'raw'), 'trace',
       (select jsonb_agg(jsonb_build_object('step', s, 'micros', 100 + s, 'result', 'done')) from generate_series(1, 12) as s)),
     repeat('0', 32), repeat('0', 32), repeat('0', 32), i
   from generate_series(0, $1::bigint - 1) as i`,
  [exchanges],
)
await client.query('vacuum analyze exchange')

const until = new Date()
const time = { from: new Date(until.getTime() - 365 * 86_400_000), until }

/** As they were before counts were kept. */
const inFull: Readonly<Record<string, () => Promise<unknown>>> = {
  'register of processing, a year': () =>
    client.query(
      `select agreement_id, count(*) filter (where status = 'answered'), count(*) filter (where status = 'refused'),
         count(*) filter (where status not in ('answered', 'refused')), sum(records),
         count(distinct subject_key) filter (where status = 'answered'), max(at)
       from exchange where at >= $1 and at < $2 and agreement_id is not null group by agreement_id`,
      [time.from, time.until],
    ),
  'people still to be told': () =>
    client.query(
      `select first.agreement_id, count(*), min(first.at)
       from (select agreement_id, subject_key, min(at) as at from exchange
             where status = 'answered' and records > 0 and subject_key is not null and agreement_id is not null
             group by agreement_id, subject_key) as first group by first.agreement_id`,
    ),
  'days of receipt': () =>
    client.query(
      `select agreement_id, array_agg(distinct to_char(at at time zone $1, 'YYYY-MM-DD')) from exchange
       where status = 'answered' and records > 0 and agreement_id is not null group by agreement_id`,
      [timeZone],
    ),
}

const byDay: Readonly<Record<string, () => Promise<unknown>>> = {
  'register of processing, a year': () => countsByAgreement(pool, { ...time, timeZone }),
  'people still to be told': () => unnoticed(pool),
  'days of receipt': () => receiptDays(pool, timeZone),
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const begun = performance.now()
    await work()
    times.push(performance.now() - begun)
  }
  return median(times)
}

async function measured(all: typeof inFull): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const [what, work] of Object.entries(all)) found.set(what, await millisecondsOf(work))
  return found
}

const before = await measured(inFull)

const counter = { database: pool, timeZone, ledgerSize: async () => exchanges }
let begun = performance.now()
while (await countSome(counter)) {
  // Until everything is counted.
}
const countedInMs = performance.now() - begun
await client.query('vacuum analyze exchange_day, exchange_person')
const after = await measured(byDay)

// What a busy quarter of an hour adds, counted in its turn.
const more = 10_000
await client.query(
  `insert into exchange select (e).* from (select jsonb_populate_record(exchange, jsonb_build_object('id', 'more-' || id,
     'question_id', 'more-' || question_id, 'ledger_index', ledger_index + $1, 'at', now())) as e from exchange
     where ledger_index < $2) as copies`,
  [exchanges, more],
)
const uncounted = await measured(byDay)
begun = performance.now()
await countSome({ ...counter, ledgerSize: async () => exchanges + more })
const moreInMs = performance.now() - begun

const shown = (ms: number | undefined) => (ms === undefined ? '' : ms < 10 ? ms.toFixed(1) : String(Math.round(ms)))
console.log(`${machineLine()}. ${exchanges.toLocaleString('en')} exchanges; medians of ${runs}, in ms.\n`)
console.log(`| | in full | by day | by day, ${more.toLocaleString('en')} not counted yet |\n|---|---|---|---|`)
for (const [what, ms] of before) {
  console.log(`| ${what} | ${shown(ms)} | ${shown(after.get(what))} | ${shown(uncounted.get(what))} |`)
}
console.log(
  `\nCounting them all took ${(countedInMs / 1000).toFixed(1)} s, ${more.toLocaleString('en')} more ${shown(moreInMs)} ms.`,
)
client.release()
for (const ending of endings.reverse()) await ending()
