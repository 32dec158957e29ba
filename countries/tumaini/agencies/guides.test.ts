// Mappings are written from the guides alone, so the guides must show what the servers answer.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { openLab } from './lab.ts'
import type { Row } from './table.ts'

const lab = await openLab()
after(() => lab.close())
const { tiprs, crvs, pension, education, employment, switch: paymentSwitch } = lab.agencies.addresses.systems

const guide = (agency: string): string => readFileSync(new URL(`./${agency}/README.md`, import.meta.url), 'utf8')
const samples = (agency: string, language: string): string[] =>
  [...guide(agency).matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map((m) => m[1] as string)

/** The paths of a JSON value, without its values. */
function pathsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [path] : pathsOf(value[0], `${path}[]`)
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, `${path}.${key}`))
}

const elementsOf = (xml: string): Set<string> =>
  new Set([...xml.matchAll(/<([a-z]+:\w+)[ >]/g)].map((m) => m[1] as string))

function rows(name: string): Row[] {
  const table = lab.table(name)
  return Array.from({ length: table.length }, (_, i) => table.row(i))
}

test('the population register’s sample has the shape of its answer', async () => {
  const nin = lab.table('tiprs/persons.ndjson').row(0)[0]
  const response = await fetch(`${tiprs}/api/v2/persons/${nin}`, { headers: { 'x-api-key': 'tiprs-demo-key' } })
  assert.deepEqual(pathsOf(await response.json()), pathsOf(JSON.parse(samples('tiprs', 'json')[0] as string)))
})

test('the school system’s sample has the shape of its answer', async () => {
  const row = rows('education/learners.ndjson').find((r) => r[7] !== null)
  const response = await fetch(`${education}/v1/learners?upi=${row?.[0]}&api_token=emis-demo-token`)
  assert.deepEqual(pathsOf(await response.json()), pathsOf(JSON.parse(samples('education', 'json')[0] as string)))
})

test('the employment service’s sample has the shape of its answer', async () => {
  const row = rows('employment/members.ndjson').find((r) => r[9] === 'employed')
  const response = await fetch(`${employment}/ess/v1/registry/sync/search`, {
    method: 'POST',
    headers: { authorization: 'Bearer nea-demo-token' },
    body: JSON.stringify({
      header: { message_id: 'm', message_ts: '2026-11-25T08:00:00Z', action: 'search', sender_id: 'kiungo' },
      message: {
        transaction_id: 't',
        search_request: [
          {
            reference_id: 'r',
            search_criteria: { query_type: 'idtype-value', query: { type: 'UIN', value: row?.[1] } },
          },
        ],
      },
    }),
  })
  const sorted = (value: unknown): string[] => pathsOf(value).sort()
  assert.deepEqual(sorted(await response.json()), sorted(JSON.parse(samples('employment', 'json')[0] as string)))
})

test('civil registration answers with the elements its guide shows or lists, and no others', async () => {
  const text = guide('crvs')
  const request = (samples('crvs', 'xml')[0] as string).replace(
    /<soapenv:Body>[\s\S]*<\/soapenv:Body>/,
    '<soapenv:Body>BODY</soapenv:Body>',
  )
  const ask = async (body: string): Promise<string> =>
    (await fetch(`${crvs}/soap/CivilRegistration`, { method: 'POST', body: request.replace('BODY', body) })).text()
  const birth = rows('crvs/births.ndjson').find((r) => r[7] !== null && r[13] !== null)
  const death = rows('crvs/deaths.ndjson').find((r) => r[7] !== null && r[12] !== null)
  const answers = [
    await ask(
      `<crvs:GetBirthByNumberRequest><crvs:BirthRegistrationNumber>${birth?.[0]}</crvs:BirthRegistrationNumber></crvs:GetBirthByNumberRequest>`,
    ),
    await ask(
      `<crvs:GetDeathByPersonRequest><crvs:NationalIdentificationNumber>${death?.[7]}</crvs:NationalIdentificationNumber></crvs:GetDeathByPersonRequest>`,
    ),
    await ask('<crvs:Nothing/>'),
  ]
  assert.match(answers[0] ?? '', /<crvs:Birth>/)
  assert.match(answers[1] ?? '', /<crvs:Death>/)
  for (const element of answers.flatMap((xml) => [...elementsOf(xml)])) {
    assert.ok(text.includes(`<${element}>`) || text.includes(element.replace('crvs:', '')), element)
  }
})

test('the pension answers with the elements its guide shows, and every code it answers is listed', async () => {
  const text = guide('pension')
  const codes = (field: number): Set<unknown> => new Set(rows('pension/pensioners.ndjson').map((r) => r[field]))
  for (const code of [...codes(3), ...codes(5)]) assert.ok(text.includes(`\`${code}\``), String(code))
  const row = rows('pension/pensioners.ndjson').find((r) => r[1] !== null && r[11] !== null && r[10] !== null)
  const body = (samples('pension', 'xml')[0] as string).replace(/(<p:KEY>)\d+/, `$1${row?.[1]}`)
  const authorization = `Basic ${Buffer.from('kiungo:pension-demo-password').toString('base64')}`
  const response = await fetch(`${pension}/cctp/PensionerService`, { method: 'POST', body, headers: { authorization } })
  const answered = elementsOf(await response.text())
  const shown = elementsOf(samples('pension', 'xml')[1] as string)
  assert.deepEqual(
    [...answered].filter((e) => e.startsWith('p:')).sort(),
    [...shown].filter((e) => e.startsWith('p:')).sort(),
  )
})

test('every code of the school system is listed in its guide', () => {
  const text = guide('education')
  const learners = rows('education/learners.ndjson')
  for (const field of [5, 8, 12]) {
    for (const code of new Set(learners.map((r) => r[field]))) assert.ok(text.includes(`\`${code}\``), String(code))
  }
})

test('the payment switch’s samples have the shape of its answers', async () => {
  const [account = '', order = '', ordered = '', pay = '', paid = ''] = samples('switch', 'json')
  const headers = { 'x-switch-key': 'tps-demo-key' }
  const row = rows('switch/accounts.ndjson').find((r) => r[7] === true)
  const shown = await fetch(`${paymentSwitch}/v1/accounts/${row?.[0]}/${row?.[1]}/${row?.[2]}`, { headers })
  assert.deepEqual(pathsOf(await shown.json()), pathsOf(JSON.parse(account)))
  const send = async (path: string, body: string): Promise<unknown> =>
    (await fetch(`${paymentSwitch}/v1/parties/dss/${path}`, { method: 'POST', headers, body })).json()
  const mine = order.replace('1000000600', String(row?.[2])).replace('530576875', String(row?.[4]))
  const fits = mine.replace('UMOJTUTX', String(row?.[0])).replace('ACCT', String(row?.[1]))
  const answer = pathsOf(await send('registration-orders', fits.replace('Sheikh Guyo', String(row?.[3]))))
  assert.deepEqual(answer, pathsOf(JSON.parse(ordered)))
  assert.deepEqual(pathsOf(await send('payments', pay)), pathsOf(JSON.parse(paid)))
})
