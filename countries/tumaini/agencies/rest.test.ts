// The REST agencies, asked as their guides say and as they say one must not.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openLab } from './lab.ts'

const lab = await openLab()
after(() => lab.close())
const { tiprs, education, revenue } = lab.agencies.addresses.systems

/** Replies are looked into, not declared: the assertions are what checks them. */
type Json = Record<string, unknown>
type Reply = { readonly status: number; readonly headers: Headers; readonly body: Json }

async function ask(url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, init)
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json }
}
const register = (path: string): Promise<Reply> =>
  ask(`${tiprs}${path}`, { headers: { 'x-api-key': 'tiprs-demo-key' } })
const verify = (body: string, type = 'application/json'): Promise<Reply> =>
  ask(`${tiprs}/api/v2/verify`, {
    method: 'POST',
    body,
    headers: { 'x-api-key': 'tiprs-demo-key', 'content-type': type },
  })
const school = (path: string): Promise<Reply> =>
  ask(`${education}${path}`, { headers: { authorization: 'Bearer emis-demo-token' } })
const means = (body: unknown): Promise<Reply> =>
  ask(`${revenue}/means/check`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'client-id': 'kiungo', 'client-secret': 'revenue-demo-secret' },
  })
const unissued = '302118476'

test('the population register answers with a person in its own words', async () => {
  const row = lab.table('tiprs/persons.ndjson').row(3)
  const { status, body } = await register(`/api/v2/persons/${row[0]}`)
  assert.equal(status, 200)
  const record = body.personRecord as Record<string, Record<string, unknown>>
  assert.equal(record.nin, row[0])
  assert.equal(record.names?.familyName, row[3])
  assert.match(String(record.birth?.dateOfBirth), /^\d\d\/\d\d\/\d{4}$/)
  assert.ok([1, 2].includes(Number(record.gender)))
})

test('the population register pages through a surname until next is null', async () => {
  const persons = lab.table('tiprs/persons.ndjson')
  const surname = String(persons.row(0)[3])
  const expected = Array.from({ length: persons.length }, (_, i) => persons.row(i)).filter((r) => r[3] === surname)
  const found: unknown[] = []
  let next: string | null = `/api/v2/persons?surname=${encodeURIComponent(surname.toLowerCase())}&size=1`
  for (let page = 0; next !== null && page < 50; page++) {
    const { body }: Reply = await register(next)
    found.push(...(body.content as { nin: string }[]).map((p) => p.nin))
    next = (body.paging as { next: string | null }).next
  }
  assert.deepEqual(
    found,
    expected.map((r) => r[0]),
  )
})

test('verification says yes or no to each attribute and nothing more', async () => {
  const [nin, firstName, , surname, gender, dateOfBirth] = lab.table('tiprs/persons.ndjson').row(5)
  const right = await verify(
    JSON.stringify({ nin, surname: String(surname).toUpperCase(), firstName, dateOfBirth, gender }),
  )
  const answer = right.body.verification as Record<string, unknown>
  assert.equal(answer.overall, 'YES')
  assert.deepEqual(Object.keys(answer), ['nin', 'attributes', 'overall', 'lifeStatus', 'reference'])
  const wrong = await verify(JSON.stringify({ nin, surname, dateOfBirth: '31/12/1901' }))
  const { attributes, overall } = wrong.body.verification as { attributes: unknown; overall: string }
  assert.deepEqual(attributes, { surname: 'YES', dateOfBirth: 'NO' })
  assert.equal(overall, 'NO')
  const unknown = await verify(JSON.stringify({ nin: unissued, surname }))
  assert.deepEqual((unknown.body.verification as { nin: string; overall: string }).overall, 'NO')
})

test('the population register refuses in its own form', async () => {
  const code = ({ body }: Reply): unknown => (body.fault as { faultCode: string }).faultCode
  assert.equal(code(await register('/api/v2/persons/302118477')), 'TIPRS-400')
  assert.equal(code(await register(`/api/v2/persons/${unissued}`)), 'TIPRS-404')
  assert.equal(code(await register('/api/v2/persons?surname=x&size=101')), 'TIPRS-400')
  assert.equal(code(await register('/api/v2/elsewhere')), 'TIPRS-405')
  assert.equal(code(await ask(`${tiprs}/api/v2/persons/${unissued}`)), 'TIPRS-401')
  assert.equal(code(await verify('{')), 'TIPRS-400')
  assert.equal(code(await verify(JSON.stringify({ nin: unissued, motherName: 'x' }))), 'TIPRS-400')
  assert.equal(code(await verify('{}', 'text/plain')), 'TIPRS-415')
  assert.equal(code(await verify(JSON.stringify({ nin: unissued, surname: 'x'.repeat(5000) }))), 'TIPRS-413')
})

test('a learner is found by pupil number, birth number and guardian', async () => {
  const learners = lab.table('education/learners.ndjson')
  const rows = Array.from({ length: learners.length }, (_, i) => learners.row(i))
  const row = rows.find((r) => r[1] !== null && Array.isArray(r[7]) && r[7][1] !== null)
  assert.ok(row)
  const guardian = (row[7] as string[])[1]
  for (const filter of [`upi=${row[0]}`, `birth_certificate_number=${row[1]}`, `guardian_nin=${guardian}`]) {
    const { status, body } = await school(`/v1/learners?${filter}`)
    assert.equal(status, 200)
    assert.ok(
      (body.data as { upi: string }[]).some((l) => l.upi === row[0]),
      filter,
    )
  }
  const one = await school(`/v1/learners/${row[0]}`)
  const learner = one.body.data as { sex: string; born_at: string }
  assert.ok(['boy', 'girl'].includes(learner.sex))
  assert.equal(learner.born_at, `${row[6]}T00:00:00.000Z`)
  const attendance = await school(`/v1/learners/${row[0]}/attendance`)
  assert.equal((attendance.body.data as unknown[]).length, 3)
})

test('the cursor walks through a school without repeating or losing a learner', async () => {
  const learners = lab.table('education/learners.ndjson')
  const code = String(learners.row(0)[9])
  const expected = Array.from({ length: learners.length }, (_, i) => learners.row(i)).filter((r) => r[9] === code)
  const found: string[] = []
  let cursor: string | null = ''
  for (let page = 0; cursor !== null && page < 50; page++) {
    const { body }: Reply = await school(`/v1/learners?school_code=${code}&limit=1${cursor && `&cursor=${cursor}`}`)
    found.push(...(body.data as { upi: string }[]).map((l) => l.upi))
    cursor = (body.page as { next_cursor: string | null }).next_cursor
  }
  assert.deepEqual(
    found,
    expected.map((r) => r[0]),
  )
})

test('the school system refuses in its own form', async () => {
  const code = ({ body }: Reply): unknown => (body.errors as { code: string }[])[0]?.code
  assert.equal(code(await school('/v1/learners')), 'bad_filter')
  assert.equal(code(await school('/v1/learners?upi=K7QM4D&school_code=SCH-0001')), 'bad_filter')
  assert.equal(code(await school('/v1/learners?upi=short')), 'bad_filter')
  assert.equal(code(await school('/v1/learners?upi=K7QM4D&limit=0')), 'bad_limit')
  assert.equal(code(await school('/v1/learners?upi=K7QM4D&cursor=zzz')), 'bad_cursor')
  assert.equal(code(await school('/v1/learners/AAAAAA')), 'not_found')
  assert.equal(code(await ask(`${education}/v1/learners?upi=K7QM4D`)), 'unauthorised')
  const byQuery = await ask(`${education}/v1/learners?upi=K7QM4D&api_token=emis-demo-token`)
  assert.equal(byQuery.status, 200)
})

test('the revenue authority says yes, no or unknown, and not more than twenty times a second', async () => {
  const row = lab.table('revenue/taxpayers.ndjson').row(0)
  const yes = await means({ taxpayerNin: row[0], question: 'ABOVE_INCOME_BAND' })
  assert.deepEqual(yes.body, { answer: row[1] === true ? 'Y' : 'N', question: 'ABOVE_INCOME_BAND', taxYear: 2025 })
  const unknown = await means({ taxpayerNin: unissued, question: 'OWNS_VEHICLE' })
  assert.equal(unknown.body.answer, 'UNKNOWN')
  assert.equal((await means({ taxpayerNin: '302118477', question: 'OWNS_VEHICLE' })).body.error, 4002)
  assert.equal((await means({ taxpayerNin: row[0], question: 'INCOME' })).body.error, 4003)
  assert.equal((await means(['no object'])).body.error, 4001)
  assert.equal((await ask(`${revenue}/means/check`, { method: 'POST', body: '{}' })).status, 401)
  const replies = await Promise.all(
    Array.from({ length: 60 }, () => means({ taxpayerNin: row[0], question: 'OWNS_VEHICLE' })),
  )
  const refused = replies.filter((r) => r.status === 429)
  assert.ok(refused.length >= 20 && refused.length < 60, `${refused.length} refused`)
  assert.equal(refused[0]?.headers.get('retry-after'), '1')
})
