// The SOAP agencies, asked as their guides say and as they say one must not.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { SaxesParser } from 'saxes'
import { openLab } from './lab.ts'
import type { Row } from './table.ts'

const lab = await openLab()
after(() => lab.close())
const { crvs, pension } = lab.agencies.addresses.systems

type Reply = { readonly status: number; readonly body: string }

async function post(url: string, body: string, headers: Record<string, string> = {}): Promise<Reply> {
  const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'text/xml', ...headers } })
  return { status: response.status, body: await response.text() }
}

const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd'
const security = (password: string): string =>
  `<w:Security xmlns:w="${wsse}"><w:UsernameToken><w:Username>kiungo</w:Username><w:Password>${password}</w:Password></w:UsernameToken></w:Security>`
const envelope = (namespace: string, body: string, header = ''): string =>
  `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:c="${namespace}"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`
const registerNamespace = 'urn:tumaini:crvs:registration:1.0'
const register = (body: string, password = 'crvs-demo-password'): Promise<Reply> =>
  post(`${crvs}/soap/CivilRegistration`, envelope(registerNamespace, body, security(password)))
const basic = { authorization: `Basic ${Buffer.from('kiungo:pension-demo-password').toString('base64')}` }
const query = (type: string, key: string): Promise<Reply> =>
  post(
    `${pension}/cctp/PensionerService`,
    envelope(
      'http://cctp.go.tm.example/pensioner',
      `<c:QueryPensioner><c:KEYTYPE>${type}</c:KEYTYPE><c:KEY>${key}</c:KEY></c:QueryPensioner>`,
    ),
    basic,
  )

/** Text of the first element with a local name, read with a conforming parser. */
function textOf(xml: string, name: string): string | null {
  let depth = 0
  let text: string | null = null
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    if (tag.local === name && text === null) {
      depth = 1
      text = ''
    } else if (depth > 0) depth++
  })
  parser.on('closetag', () => {
    if (depth > 0) depth--
  })
  parser.on('text', (piece) => {
    if (depth > 0) text += piece
  })
  parser.write(xml).close()
  return text
}

function rowWhere(name: string, test: (row: Row) => boolean): Row {
  const table = lab.table(name)
  for (let i = 0; i < table.length; i++) if (test(table.row(i))) return table.row(i)
  throw new Error(`${name} has no such row`)
}

test('both descriptions are well-formed WSDL naming every operation and their own address', async () => {
  for (const [url, operations] of [
    [`${crvs}/soap/CivilRegistration`, ['GetBirthByNumber', 'GetBirthByPerson', 'GetDeathByPerson', 'ListDeaths']],
    [`${pension}/cctp/PensionerService`, ['QueryPensioner']],
  ] as const) {
    const wsdl = await (await fetch(`${url}?wsdl`)).text()
    assert.notEqual(textOf(wsdl, 'definitions'), null)
    for (const name of operations) assert.match(wsdl, new RegExp(`<operation name="${name}">`))
    assert.ok(wsdl.includes(`location="${url}"`))
  }
})

test('a birth is found by its number and by the person', async () => {
  const row = rowWhere('crvs/births.ndjson', (r) => r[7] !== null && r[11] !== null)
  const byNumber = await register(
    `<c:GetBirthByNumberRequest><c:BirthRegistrationNumber>${row[0]}</c:BirthRegistrationNumber></c:GetBirthByNumberRequest>`,
  )
  assert.equal(byNumber.status, 200)
  assert.equal(textOf(byNumber.body, 'FamilyName'), row[4])
  assert.equal(textOf(byNumber.body, 'DateOfBirth'), row[6])
  const byPerson = await register(
    `<c:GetBirthByPersonRequest><c:NationalIdentificationNumber>${row[7]}</c:NationalIdentificationNumber></c:GetBirthByPersonRequest>`,
  )
  assert.equal(textOf(byPerson.body, 'BirthRegistrationNumber'), row[0])
})

test('a death is found by the person, and listed by its day of registration', async () => {
  const row = rowWhere('crvs/deaths.ndjson', (r) => r[7] !== null)
  const death = await register(
    `<c:GetDeathByPersonRequest><c:NationalIdentificationNumber>${row[7]}</c:NationalIdentificationNumber></c:GetDeathByPersonRequest>`,
  )
  assert.equal(textOf(death.body, 'DateOfDeath'), row[9])
  const list = (from: string, page: number): Promise<Reply> =>
    register(
      `<c:ListDeathsRequest><c:RegisteredFrom>${from}</c:RegisteredFrom><c:RegisteredTo>${row[2]}</c:RegisteredTo><c:Page>${page}</c:Page></c:ListDeathsRequest>`,
    )
  assert.ok((await list(String(row[2]), 1)).body.includes(String(row[0])))
  assert.equal(textOf((await list('2023-01-01', 1000)).body, 'Death'), null)
})

test('civil registration refuses with a fault and a code', async () => {
  const code = async (reply: Promise<Reply>): Promise<string | null> => {
    const { status, body } = await reply
    assert.equal(status, 500)
    return textOf(body, 'Code')
  }
  const birth = (number: string): string =>
    `<c:GetBirthByNumberRequest><c:BirthRegistrationNumber>${number}</c:BirthRegistrationNumber></c:GetBirthByNumberRequest>`
  const url = `${crvs}/soap/CivilRegistration`
  assert.equal(await code(register(birth('190001000001'))), 'NOT_FOUND')
  assert.equal(await code(register(birth('12'))), 'MALFORMED')
  assert.equal(await code(register(birth('190001000001'), 'wrong')), 'NOT_AUTHENTICATED')
  assert.equal(await code(register('<c:DropTable/>')), 'UNKNOWN_OPERATION')
  assert.equal(await code(post(url, '<s:Envelope')), 'MALFORMED')
  assert.equal(await code(post(url, 'x'.repeat(20_000))), 'TOO_LARGE')
  const bomb = `<!DOCTYPE s [<!ENTITY a "aaaa">]>${envelope(registerNamespace, birth('&a;'))}`
  assert.equal(await code(post(url, bomb)), 'DTD_FORBIDDEN')
})

test('a pensioner is found by number and by national number, in the old codes', async () => {
  const row = rowWhere('pension/pensioners.ndjson', (r) => r[1] !== null)
  for (const [type, key] of [
    ['PNO', row[0]],
    ['NIN', row[1]],
  ]) {
    const { status, body } = await query(String(type), String(key))
    assert.equal(status, 200)
    assert.equal(textOf(body, 'RC'), '00')
    assert.equal(textOf(body, 'NAME'), row[2])
    assert.match(textOf(body, 'SEX') ?? '', /^[MK]$/)
    assert.match(textOf(body, 'DOB') ?? '', /^\d{8}$/)
    assert.match(textOf(body, 'STAT') ?? '', /^(01|02|03|09)$/)
  }
})

test('the pension answers 04 and 12 inside 200, and faults otherwise', async () => {
  assert.equal(textOf((await query('NIN', '302118476')).body, 'RC'), '04')
  assert.equal(textOf((await query('NIN', 'abc')).body, 'RC'), '12')
  assert.equal(textOf((await query('NAME', 'P0000001')).body, 'RC'), '12')
  const url = `${pension}/cctp/PensionerService`
  assert.equal((await post(url, envelope('x', '<c:QueryPensioner/>'))).status, 401)
  const fault = async (body: string): Promise<string | null> =>
    textOf((await post(url, body, basic)).body, 'faultstring')
  assert.match((await fault('<a>')) ?? '', /^CCTP-XML/)
  assert.match((await fault('<!DOCTYPE a><a/>')) ?? '', /^CCTP-DTD/)
  assert.match((await fault(envelope('x', '<c:Other/>'))) ?? '', /^CCTP-OP/)
  assert.match((await fault('x'.repeat(9000))) ?? '', /^CCTP-SIZE/)
})
