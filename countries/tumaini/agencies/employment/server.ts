import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Agency, type Answer, type Call, json } from '../serve.ts'
import { column, type Row, Table } from '../table.ts'
import { attributesOf, memberOf, standingOf } from './member.ts'
import { type Order, readQuery, readSort } from './query.ts'
import { openSigner, type Signer } from './signature.ts'

const token = 'nea-demo-token'
const senderId = 'nea.example'
const maxPageSize = 100
const maxRequests = 20
const base = '/ess/v1/registry'

type Tree = Readonly<Record<string, unknown>>
type Desk = { readonly members: Table; readonly signer: Signer; readonly send: (uri: URL, body: string) => void }

export function employmentAuthority(folder: string): Agency {
  const members = new Table(join(folder, 'employment/members.ndjson'), {
    EMPLOYMENT_NUMBER: column(0),
    UIN: column(1),
    NID: column(1),
  })
  const desk: Desk = { members, signer: openSigner(senderId), send: sendOnce }
  return {
    name: 'employment',
    maxBodyBytes: 100_000,
    handle: (call) => handle(desk, call),
    tooLarge: () => refuse(413, 'err.request.bad', 'the message is larger than 100,000 bytes'),
    spoils: {
      wrongType: [
        [/"birth_date":"[^"]*"/g, '"birth_date":true'],
        [/"employer":"[^"]*"/g, '"employer":7'],
      ],
      unknownCode: [
        [/"employment_status":"[^"]*"/g, '"employment_status":"Furloughed"'],
        [/"enrolment_status":"[^"]*"/g, '"enrolment_status":"Archived"'],
        [/"sex":"[MF]"/g, '"sex":"Z"'],
      ],
    },
  }
}

/** Both shapes of the standard's errors in one body. */
const refuse = (status: number, code: string, message: string): Answer =>
  json(status, {
    message: { ack_status: 'ERR', timestamp: now(), correlation_id: randomUUID(), error: { code, message } },
    errors: [{ code, message }],
  })

const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`
const treeOf = (value: unknown): Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {}

function handle(desk: Desk, call: Call): Answer {
  if (call.method === 'GET' && call.path === '/.well-known/jwks.json') return json(200, desk.signer.keySet)
  const operation = call.path.startsWith(`${base}/`) ? operations[call.path.slice(base.length + 1)] : undefined
  if (call.method !== 'POST' || operation === undefined)
    return refuse(404, 'err.request.not_found', 'no such operation')
  if (call.header('authorization') !== `Bearer ${token}`)
    return refuse(401, 'err.request.unauthorized', 'unknown token')
  const envelope = parse(call.body)
  const header = treeOf(envelope.header)
  const message = treeOf(envelope.message)
  const lacking = ['message_id', 'message_ts', 'action', 'sender_id'].find((name) => typeof header[name] !== 'string')
  if (lacking !== undefined) return refuse(400, 'err.request.bad', `header.${lacking} is missing`)
  if (typeof message.transaction_id !== 'string') return refuse(400, 'err.request.bad', 'no message.transaction_id')
  return operation(desk, { header, message })
}

function parse(body: string): Tree {
  try {
    return treeOf(JSON.parse(body))
  } catch {
    return {}
  }
}

type Asked = { readonly header: Tree; readonly message: Tree }

const operations: Readonly<Record<string, (desk: Desk, asked: Asked) => Answer>> = {
  'sync/search': (desk, asked) => {
    const reply = search(desk, asked, randomUUID())
    return reply === null ? refuse(400, 'err.request.bad', `1 to ${maxRequests} of search_request`) : json(200, reply)
  },
  search: searchLater,
  'sync/check-enrollment': checkEnrolment,
}

/** Acknowledged, worked on, and sent to `sender_uri` once: whoever misses it asks again. */
function searchLater(desk: Desk, asked: Asked): Answer {
  const uri = URL.parse(String(asked.header.sender_uri ?? ''))
  if (uri === null || uri.protocol !== 'http:' || !/^127\.\d+\.\d+\.\d+$/.test(uri.hostname)) {
    return refuse(400, 'err.sender_uri.invalid', 'sender_uri is an http address on this host')
  }
  const correlationId = randomUUID()
  const reply = search(desk, asked, correlationId)
  if (reply === null) return refuse(400, 'err.request.bad', `1 to ${maxRequests} of search_request`)
  desk.send(uri, JSON.stringify(reply))
  return json(200, { message: { ack_status: 'ACK', timestamp: now(), correlation_id: correlationId } })
}

function sendOnce(uri: URL, body: string): void {
  const headers = { 'content-type': 'application/json' }
  const options = { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(5_000) } as const
  setImmediate(() => fetch(uri, options).then(discard, discard))
}

const discard = (answer: unknown): void => {
  if (answer instanceof Response) void answer.body?.cancel()
}

function search(desk: Desk, { header, message }: Asked, correlationId: string): Tree | null {
  const requests = message.search_request
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > maxRequests) return null
  const items = requests.map((one) => searchItem(desk, treeOf(one)))
  const reply = { transaction_id: message.transaction_id, correlation_id: correlationId, search_response: items }
  return signed(desk, header, { action: 'on-search', count: items.length, message: reply })
}

function searchItem(desk: Desk, request: Tree): Tree {
  const head = { reference_id: request.reference_id, timestamp: now(), locale: 'EN' }
  const criteria = treeOf(request.search_criteria)
  const rejected = (code: string, why: string): Tree => ({
    ...head,
    status: 'rjct',
    status_reason_code: code,
    status_reason_message: why,
  })
  const { page_size: size = maxPageSize, page_number: number = 1 } = treeOf(criteria.pagination)
  if (!isCount(size, maxPageSize) || !isCount(number, 100_000)) {
    return rejected('rjct.pagination.invalid', `page_size is 1 to ${maxPageSize}, page_number counts from 1`)
  }
  const found = find(desk, criteria)
  if (typeof found === 'string') return rejected('rjct.search_criteria.invalid', found)
  const order = readSort(criteria.sort)
  if (typeof order === 'string') return rejected('rjct.sort.invalid', order)
  const sorted = order === undefined ? found : sortedBy(order, found, desk)
  const page = sorted.slice((number - 1) * size, number * size)
  return {
    ...head,
    status: 'succ',
    data: {
      version: '1.0.0',
      reg_type: 'ns:org:RegistryType:ESS',
      reg_record_type: 'Member',
      reg_records: page.map((i) => memberOf(desk.members.row(i))),
    },
    pagination: { page_size: size, page_number: number, total_count: found.length },
  }
}

const sortedBy = (order: Order, found: readonly number[], { members }: Desk): number[] =>
  found
    .map((i) => ({ i, attributes: attributesOf(members.row(i)) }))
    .sort((one, other) => order(one.attributes, other.attributes))
    .map(({ i }) => i)

const isCount = (value: unknown, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most

/** Places of the rows that are meant, in their order; or why the question cannot be answered. */
function find({ members }: Desk, criteria: Tree): readonly number[] | string {
  const query = readQuery(criteria.query_type, criteria.query)
  if (query.kind === 'refused') return query.why
  if (query.kind === 'identifier') return members.find(query.type, query.value)
  const found: number[] = []
  for (let i = 0; i < members.length; i++) if (query.test(attributesOf(members.row(i)))) found.push(i)
  return found
}

/** The word that the standard's employment registry answers with is its own list's, not yes or no. */
function checkEnrolment(desk: Desk, { header, message }: Asked): Answer {
  const found = find(desk, treeOf(message.enrolled_criteria))
  if (typeof found === 'string') return refuse(400, 'err.request.bad', found)
  const row: Row | undefined = found[0] === undefined ? undefined : desk.members.row(found[0])
  const item = {
    reference_id: String(header.message_id),
    timestamp: now(),
    status: 'succ',
    enrolled_status: (row && standingOf(row)) ?? 'Inactive',
  }
  const reply = { transaction_id: message.transaction_id, correlation_id: randomUUID(), enrolled_response: [item] }
  return json(200, signed(desk, header, { action: 'on-search', count: 1, message: reply }))
}

type Outgoing = { readonly action: string; readonly count: number; readonly message: Tree }

function signed(desk: Desk, asked: Tree, { action, count, message }: Outgoing): Tree {
  const header = {
    version: '1.0.0',
    message_id: randomUUID(),
    message_ts: now(),
    action,
    status: 'succ',
    // Counts are texts in the samples, and here.
    total_count: String(count),
    completed_count: String(count),
    sender_id: senderId,
    receiver_id: asked.sender_id,
    is_msg_encrypted: false,
    meta: {},
  }
  return { signature: desk.signer.signature({ header, message }, new Date()), header, message }
}
