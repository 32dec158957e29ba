import { join } from 'node:path'
import { isNin } from '../nin.ts'
import { type Agency, type Answer, type Call, json } from '../serve.ts'
import { column, type Row, Table } from '../table.ts'
import { tokenBucket } from '../token-bucket.ts'

const token = 'emis-demo-token'
const requestsPerSecond = 500
const maxLimit = 200

const isText = (pattern: RegExp) => (value: string) => pattern.test(value)
const selectors: Readonly<Record<string, (value: string) => boolean>> = {
  upi: isText(/^[A-Z2-9]{6}$/),
  birth_certificate_number: isText(/^\d{12}$/),
  guardian_nin: isNin,
  school_code: isText(/^SCH-\d{4}$/),
}

export function schoolSystem(folder: string): Agency {
  const learners = new Table(join(folder, 'education/learners.ndjson'), {
    upi: column(0),
    birth_certificate_number: column(1),
    guardian_nin: (row) => (Array.isArray(row[7]) && typeof row[7][1] === 'string' ? row[7][1] : null),
    school_code: column(9),
  })
  const allow = tokenBucket(requestsPerSecond)
  return {
    name: 'education',
    maxBodyBytes: 1024,
    handle: (call, now) => handle(learners, call, () => allow(now)),
    tooLarge: () => refuse(413, 'too_large', 'Send no body.'),
    spoils: {
      wrongType: [
        [/"born_at":"[^"]*"/g, '"born_at":true'],
        [/"days_present":\d+/g, '"days_present":"many"'],
      ],
      unknownCode: [
        [/"sex":"(boy|girl)"/g, '"sex":"learner"'],
        [/"status":"\w+"/g, '"status":"on_leave"'],
      ],
    },
  }
}

const refuse = (status: number, code: string, detail: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  json(status, { errors: [{ code, detail }] }, headers)

function handle(learners: Table, call: Call, allow: () => boolean): Answer {
  const given = call.header('authorization')?.replace(/^Bearer /i, '') ?? call.query.get('api_token')
  if (given !== token) return refuse(401, 'unauthorised', 'The token is missing or unknown.')
  if (!allow()) return refuse(429, 'rate_limited', 'Too many requests.', { 'retry-after': '1' })
  if (call.method === 'GET' && call.path === '/v1/learners') return list(learners, call.query)
  const path = /^\/v1\/learners\/([^/]{1,20})(\/attendance)?$/.exec(call.path)
  const row = call.method === 'GET' && path ? learners.first('upi', path[1] as string) : null
  if (row === null) return refuse(404, 'not_found', 'No learner has this UPI.')
  return json(200, { data: path?.[2] === undefined ? learner(row) : (row[18] as Term[]).map(term) })
}

function list(learners: Table, query: URLSearchParams): Answer {
  const chosen = Object.keys(selectors).filter((name) => query.has(name))
  const [name] = chosen
  if (name === undefined || chosen.length > 1) return refuse(400, 'bad_filter', 'Give exactly one selector.')
  const value = query.get(name) as string
  if (!selectors[name]?.(value)) return refuse(400, 'bad_filter', `${name} is malformed.`)
  const limit = Number(query.get('limit') ?? 50)
  if (!(Number.isInteger(limit) && limit >= 1 && limit <= maxLimit))
    return refuse(400, 'bad_limit', 'limit is 1 to 200.')
  const start = readCursor(query.get('cursor'))
  if (start === null) return refuse(400, 'bad_cursor', 'Use the cursor of the previous page.')
  const found = learners.find(name, value)
  const end = start + limit
  return json(200, {
    data: found.slice(start, end).map((i) => learner(learners.row(i))),
    page: { limit, next_cursor: end < found.length ? Buffer.from(`at:${end}`).toString('base64url') : null },
  })
}

function readCursor(cursor: string | null): number | null {
  if (cursor === null) return 0
  const match = /^at:(\d{1,7})$/.exec(Buffer.from(cursor, 'base64url').toString())
  return match ? Number(match[1]) : null
}

type Term = readonly [term: string, daysOpen: number, daysPresent: number]

const term = ([name, open, present]: Term): unknown => ({ term: name, days_open: open, days_present: present })
const instant = (day: unknown): string | null => (typeof day === 'string' ? `${day}T00:00:00.000Z` : null)

function learner(row: Row): unknown {
  const [upi, birth, first, middle, last, sex, born, guardian, status, code, school, county, level, grade, since] = row
  const [until, meals, bursary, terms] = row.slice(15) as [unknown, unknown, unknown, Term[]]
  const [fullName, nin, relation] = (guardian ?? []) as unknown[]
  return {
    upi,
    birth_certificate_number: birth,
    first_name: first,
    middle_name: middle,
    last_name: last,
    sex,
    born_at: instant(born),
    guardian: guardian === null ? null : { full_name: fullName, nin, relation },
    enrolment: {
      status,
      school: { code, name: school, county },
      level,
      grade,
      since: instant(since),
      until: instant(until),
    },
    support: { school_meals: meals, bursary },
    attendance: terms[0] === undefined ? null : term(terms[0]),
    updated_at: '2026-08-21T09:30:00.000Z',
  }
}
