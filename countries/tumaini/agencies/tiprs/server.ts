import { join } from 'node:path'
import { isNin } from '../nin.ts'
import { type Agency, type Answer, type Call, json } from '../serve.ts'
import { column, type Row, Table } from '../table.ts'

const apiKey = 'tiprs-demo-key'
const maxPage = 1000
const maxSize = 100

type Register = { readonly persons: Table; readonly count: { faults: number; verifications: number } }

export function populationRegister(folder: string): Agency {
  const persons = new Table(join(folder, 'tiprs/persons.ndjson'), {
    nin: column(0),
    surname: (row) => nameKey(row[3]),
  })
  const register: Register = { persons, count: { faults: 0, verifications: 0 } }
  return {
    name: 'tiprs',
    maxBodyBytes: 4096,
    handle: (call) => handle(register, call),
    tooLarge: () => fault(register, 413, 'Body is larger than 4096 bytes'),
    spoils: {
      wrongType: [
        [/"nin":"(\d+)"/g, '"nin":$1'],
        [/"dateOfBirth":"[^"]*"/g, '"dateOfBirth":19460305'],
        [/"(overall|surname)":"(YES|NO)"/g, '"$1":1'],
      ],
      unknownCode: [
        [/"gender":[12]/g, '"gender":7'],
        [/"lifeStatus":"[ADS]"/g, '"lifeStatus":"Q"'],
        [/"overall":"(YES|NO)"/g, '"overall":"PERHAPS"'],
      ],
    },
  }
}

/** Names are compared without case, apostrophes, hyphens and accents. */
const nameKey = (name: unknown): string =>
  String(name ?? '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’ʼ\-\s]/g, '')
    .toUpperCase()

function handle(register: Register, call: Call): Answer {
  if (call.header('x-api-key') !== apiKey) return fault(register, 401, 'Missing or unknown API key')
  if (call.method === 'POST' && call.path === '/api/v2/verify') return verify(register, call)
  if (call.method === 'GET' && call.path === '/api/v2/persons') return search(register, call.query)
  const path = /^\/api\/v2\/persons\/([^/]{1,40})$/.exec(call.path)
  if (call.method === 'GET' && path) return person(register, path[1] as string)
  return fault(register, 404, 'No such resource', 'TIPRS-405')
}

function person(register: Register, nin: string): Answer {
  if (!isNin(nin)) return fault(register, 400, 'NIN must be nine digits with a valid check digit')
  const row = register.persons.first('nin', nin)
  return row === null
    ? fault(register, 404, 'No person holds this number')
    : json(200, { personRecord: personRecord(row) })
}

function search(register: Register, query: URLSearchParams): Answer {
  const surname = nameKey(query.get('surname'))
  const page = Number(query.get('page') ?? 1)
  const size = Number(query.get('size') ?? 20)
  const born = query.get('dateOfBirth')
  if (surname === '') return fault(register, 400, 'surname is required')
  if (!(Number.isInteger(page) && page >= 1 && page <= maxPage)) return fault(register, 400, 'page must be 1 to 1000')
  if (!(Number.isInteger(size) && size >= 1 && size <= maxSize)) return fault(register, 400, 'size must be 1 to 100')
  if (born !== null && !isSlashDate(born)) return fault(register, 400, 'dateOfBirth must be dd/MM/yyyy')
  const firstName = query.get('firstName')
  let found = register.persons.find('surname', surname)
  if (firstName !== null || born !== null) {
    found = found.filter((i) => {
      const row = register.persons.row(i)
      return (firstName === null || nameKey(row[1]) === nameKey(firstName)) && (born === null || row[5] === born)
    })
  }
  const totalPages = Math.ceil(found.length / size)
  const next = new URLSearchParams(query)
  next.set('page', String(page + 1))
  next.set('size', String(size))
  return json(200, {
    content: found.slice((page - 1) * size, page * size).map((i) => personRecord(register.persons.row(i))),
    paging: {
      page,
      size,
      totalElements: found.length,
      totalPages,
      next: page < totalPages ? `/api/v2/persons?${next}` : null,
    },
  })
}

const comparisons: Readonly<Record<string, (row: Row, value: unknown) => boolean>> = {
  surname: (row, value) => nameKey(row[3]) === nameKey(value),
  firstName: (row, value) => nameKey(row[1]) === nameKey(value),
  dateOfBirth: (row, value) => row[5] === value,
  gender: (row, value) => row[4] === value,
}

function verify(register: Register, call: Call): Answer {
  if (!call.header('content-type')?.startsWith('application/json')) {
    return fault(register, 415, 'Content-Type must be application/json')
  }
  const claim = readObject(call.body)
  if (claim === null) return fault(register, 400, 'Body is not a JSON object')
  const { nin, ...attributes } = claim
  if (!isNin(nin)) return fault(register, 400, 'NIN must be nine digits with a valid check digit')
  const names = Object.keys(attributes)
  if (names.length === 0 || names.some((name) => comparisons[name] === undefined)) {
    return fault(register, 400, 'Send at least one of surname, firstName, dateOfBirth, gender, and nothing else')
  }
  if (attributes.dateOfBirth !== undefined && !isSlashDate(attributes.dateOfBirth)) {
    return fault(register, 400, 'dateOfBirth must be dd/MM/yyyy')
  }
  const row = register.persons.first('nin', nin)
  const same = (name: string): boolean => row !== null && comparisons[name]?.(row, attributes[name]) === true
  const answers = Object.fromEntries(names.map((name) => [name, same(name) ? 'YES' : 'NO']))
  register.count.verifications++
  return json(200, {
    verification: {
      nin: row === null ? 'NO' : 'YES',
      attributes: answers,
      overall: names.every(same) ? 'YES' : 'NO',
      lifeStatus: row === null ? null : row[9],
      reference: `V-${String(register.count.verifications).padStart(9, '0')}`,
    },
  })
}

function personRecord(row: Row): unknown {
  const [nin, firstName, otherNames, familyName, gender, dateOfBirth, estimated, countyCode, entryNumber] = row
  const [lifeStatus, dateOfDeath, civilStatus, kind, issuedOn, expiresOn, msisdn, wardCode, villageCode] = row.slice(9)
  return {
    nin,
    names: { firstName, otherNames, familyName },
    gender,
    birth: { dateOfBirth, estimated, countyCode, entryNumber },
    vitals: { lifeStatus, dateOfDeath },
    civilStatus,
    document: { kind, issuedOn, expiresOn },
    contact: { msisdn },
    residence: { countyCode, wardCode, villageCode },
    lastChanged: row[18],
  }
}

function isSlashDate(value: unknown): boolean {
  const parts = typeof value === 'string' ? /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(value) : null
  return parts !== null && !Number.isNaN(Date.parse(`${parts[3]}-${parts[2]}-${parts[1]}`))
}

function readObject(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

function fault(register: Register, status: number, faultString: string, faultCode = `TIPRS-${status}`): Answer {
  register.count.faults++
  const traceId = `t-${String(register.count.faults).padStart(8, '0')}`
  return json(status, { fault: { faultCode, faultString, traceId } })
}
