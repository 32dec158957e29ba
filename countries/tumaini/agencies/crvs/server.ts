import { join } from 'node:path'
import { isNin } from '../nin.ts'
import type { Agency, Answer, Call } from '../serve.ts'
import { child, childText, type Element, type Prefix, readEnvelope, soapAnswer, soapFault, tag, xml } from '../soap.ts'
import { column, type Row, Table } from '../table.ts'
import { crvsWsdl } from './wsdl.ts'

const path = '/soap/CivilRegistration'
const prefix: Prefix = { name: 'crvs', namespace: 'urn:tumaini:crvs:registration:1.0' }
const username = 'kiungo'
const password = 'crvs-demo-password'
const deathsPerPage = 100
const maxPage = 1000

type Offices = { readonly births: Table; readonly deaths: Table; readonly deathDays: readonly string[] }

export function civilRegister(folder: string): Agency {
  const births = new Table(join(folder, 'crvs/births.ndjson'), { brn: column(0), nin: column(7) })
  const deaths = new Table(join(folder, 'crvs/deaths.ndjson'), { nin: column(7), brn: column(8), day: column(2) })
  const offices: Offices = { births, deaths, deathDays: deaths.keys('day') }
  return {
    name: 'crvs',
    maxBodyBytes: 16_384,
    handle: (call) => handle(offices, call),
    tooLarge: () => fault('TOO_LARGE', 'The request is larger than 16 kB'),
    spoils: {
      wrongType: [[/(<crvs:DateOf(?:Birth|Death)>)[^<]*/g, '$1the rainy season']],
      unknownCode: [
        [/(<crvs:Sex>)[^<]*/g, '$1X'],
        [/(<crvs:RegistrationStatus>)[^<]*/g, '$1PENDING_REVIEW'],
      ],
    },
  }
}

const fault = (code: string, text: string): Answer =>
  soapFault(prefix, {
    code: 'Client',
    text,
    detail: `<detail><crvs:FaultDetail>${tag('crvs:Code', code)}</crvs:FaultDetail></detail>`,
  })

const operations: Readonly<Record<string, (offices: Offices, request: Element) => Answer>> = {
  GetBirthByNumber: birthByNumber,
  GetBirthByPerson: birthByPerson,
  GetDeathByPerson: deathByPerson,
  ListDeaths: listDeaths,
}

function handle(offices: Offices, call: Call): Answer {
  if (call.path !== path) return xml(404, '<error>no such service</error>')
  if (call.method === 'GET' && call.query.has('wsdl')) {
    return xml(200, crvsWsdl(`http://${call.header('host') ?? 'localhost'}${path}`))
  }
  if (call.method !== 'POST') return xml(405, '<error>POST a SOAP request</error>')
  const envelope = readEnvelope(call.body)
  if (envelope.kind !== 'request') {
    return fault(envelope.kind === 'dtd' ? 'DTD_FORBIDDEN' : 'MALFORMED', envelope.reason)
  }
  if (!isKnownUser(envelope.header)) return fault('NOT_AUTHENTICATED', 'UsernameToken is missing or wrong')
  const { request } = envelope
  const name = request.name.replace(/Request$/, '')
  const operation = request.namespace === prefix.namespace ? operations[name] : undefined
  if (operation === undefined) return fault('UNKNOWN_OPERATION', 'No such operation')
  const action = call.header('soapaction')?.replaceAll('"', '')
  if (action && action !== `${prefix.namespace}/${name}`) {
    return fault('UNKNOWN_OPERATION', 'SOAPAction and body name different operations')
  }
  return operation(offices, request)
}

function isKnownUser(header: Element | null): boolean {
  const token = child(child(header, 'Security'), 'UsernameToken')
  return childText(token, 'Username') === username && childText(token, 'Password') === password
}

function birthByNumber({ births }: Offices, request: Element): Answer {
  const number = childText(request, 'BirthRegistrationNumber')
  if (number === null || !/^\d{12}$/.test(number)) return fault('MALFORMED', 'BirthRegistrationNumber is twelve digits')
  return birthAnswer('GetBirthByNumber', births.first('brn', number))
}

function birthByPerson({ births }: Offices, request: Element): Answer {
  const nin = childText(request, 'NationalIdentificationNumber')
  if (!isNin(nin)) return fault('MALFORMED', 'NationalIdentificationNumber is missing or malformed')
  return birthAnswer('GetBirthByPerson', births.first('nin', nin))
}

function birthAnswer(operation: string, row: Row | null): Answer {
  if (row === null) return fault('NOT_FOUND', 'No birth is registered under this number')
  return soapAnswer(prefix, 200, `<crvs:${operation}Response>${birthXml(row)}</crvs:${operation}Response>`)
}

function deathByPerson({ deaths }: Offices, request: Element): Answer {
  const nin = childText(request, 'NationalIdentificationNumber')
  const brn = childText(request, 'BirthRegistrationNumber')
  const given = nin === null ? brn !== null && /^\d{12}$/.test(brn) : isNin(nin)
  if (!given) return fault('MALFORMED', 'Give a well-formed NationalIdentificationNumber or BirthRegistrationNumber')
  const row = nin === null ? deaths.first('brn', brn as string) : deaths.first('nin', nin)
  if (row === null) return fault('NOT_FOUND', 'No death is registered for this number')
  return soapAnswer(prefix, 200, `<crvs:GetDeathByPersonResponse>${deathXml(row)}</crvs:GetDeathByPersonResponse>`)
}

function listDeaths({ deaths, deathDays }: Offices, request: Element): Answer {
  const from = childText(request, 'RegisteredFrom') ?? ''
  const to = childText(request, 'RegisteredTo') ?? ''
  const page = Number(childText(request, 'Page') ?? 1)
  const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
  if (!isDate(from) || !isDate(to)) return fault('MALFORMED', 'RegisteredFrom and RegisteredTo are xs:date')
  if (!(Number.isInteger(page) && page >= 1 && page <= maxPage)) return fault('MALFORMED', 'Page is 1 to 1000')
  const rows = deathDays.filter((day) => day >= from && day <= to).flatMap((day) => deaths.find('day', day))
  const end = page * deathsPerPage
  const shown = rows.slice(end - deathsPerPage, end).map((i) => deathXml(deaths.row(i)))
  const next = end < rows.length ? page + 1 : null
  const content = `${shown.join('')}${tag('crvs:NextPage', next)}`
  return soapAnswer(prefix, 200, `<crvs:ListDeathsResponse>${content}</crvs:ListDeathsResponse>`)
}

function birthXml(row: Row): string {
  const [number, status, registered, given, family, sex, born, nin, type, county, kind] = row
  const [mother, motherNin, father, fatherNin] = row.slice(11)
  return [
    '<crvs:Birth>',
    tag('crvs:BirthRegistrationNumber', number),
    tag('crvs:RegistrationStatus', status),
    tag('crvs:RegistrationDate', registered),
    `<crvs:Child>${personXml({ given, family, sex, born, nin })}</crvs:Child>`,
    tag('crvs:BirthType', type),
    placeXml('Birth', county, kind),
    parentXml('Mother', mother, motherNin),
    parentXml('Father', father, fatherNin),
    '</crvs:Birth>',
  ].join('')
}

function deathXml(row: Row): string {
  const [number, status, registered, given, family, sex, born, nin, brn, died, county, kind, cause] = row
  return [
    '<crvs:Death>',
    tag('crvs:DeathRegistrationNumber', number),
    tag('crvs:RegistrationStatus', status),
    tag('crvs:RegistrationDate', registered),
    `<crvs:Deceased>${personXml({ given, family, sex, born, nin })}${tag('crvs:BirthRegistrationNumber', brn)}</crvs:Deceased>`,
    tag('crvs:DateOfDeath', died),
    placeXml('Death', county, kind),
    tag('crvs:CauseOfDeathCode', cause),
    '</crvs:Death>',
  ].join('')
}

type PersonCells = Readonly<Record<'given' | 'family' | 'sex' | 'born' | 'nin', unknown>>

const personXml = ({ given, family, sex, born, nin }: PersonCells): string =>
  [
    tag('crvs:GivenNames', given),
    tag('crvs:FamilyName', family),
    tag('crvs:Sex', sex),
    tag('crvs:DateOfBirth', born),
    tag('crvs:NationalIdentificationNumber', nin),
  ].join('')

const placeXml = (event: 'Birth' | 'Death', county: unknown, kind: unknown): string =>
  `<crvs:PlaceOf${event}>${tag('crvs:CountyCode', county)}${tag('crvs:Kind', kind)}</crvs:PlaceOf${event}>`

const parentXml = (role: 'Mother' | 'Father', name: unknown, nin: unknown): string =>
  name === null
    ? ''
    : `<crvs:${role}>${tag('crvs:FullName', name)}${tag('crvs:NationalIdentificationNumber', nin)}</crvs:${role}>`
