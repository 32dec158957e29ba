import { randomUUID } from 'node:crypto'
import type { Json } from '../../kernel/canonical-json.ts'
import { errorCodes, headerReasons, searchReasons } from '../../standards/dci/codes.ts'
import { searchItem, type Tree } from '../../standards/dci/envelope.ts'
import { parseInstant } from '../../standards/dci/instants.ts'
import { isTree, member } from '../../standards/dci/sealed-message.ts'
import { type Check, expect } from '../check.ts'
import type { Exchange } from '../consumer/consumer.ts'
import { expectRefusal, foundBy, type Probe, reasonsOf, verdictOf } from '../probe.ts'
import { byExpression, byIdentifier, knownOf, sampleOf, unknownOf } from '../samples.ts'

interface Parts {
  readonly header: Tree
  readonly message: Tree
}

/** The body of a search with one thing changed, signed as the caller signs. */
async function sendChanged(probe: Probe, change: (parts: Parts) => Parts): Promise<Exchange> {
  const { message } = probe.searchMessage(byIdentifier(probe, await unknownOf(probe)))
  const clear = change(probe.consumer.compose('syncSearch', message))
  return probe.post('syncSearch', JSON.stringify(await probe.consumer.seal(clear)))
}

/** Sets the member at a path of the body; undefined takes it away. */
function at(path: string, value: Json | undefined) {
  return (parts: Parts): Parts => {
    const copy = structuredClone(parts) as unknown as Record<string, unknown>
    const names = path.split('.')
    const last = names.pop() ?? ''
    const place = names.reduce<Record<string, unknown>>((tree, name) => tree[name] as Record<string, unknown>, copy)
    if (value === undefined) delete place[last]
    else place[last] = value
    return copy as unknown as Parts
  }
}

const refusedChange = (
  id: string,
  title: string,
  clause: string,
  change: (parts: Parts) => Parts,
  level: Check['level'] = 'must',
): Check => ({
  id: `errors.${id}`,
  title,
  clause: `Registry core API 1.0.0: ${clause}`,
  level,
  run: async (probe) => expectRefusal(await sendChanged(probe, change), 'the message'),
})

const item = 'message.search_request.0'
const long = 'x'.repeat(100)

/** Every required field: it may be neither missing nor of another type. */
const required: readonly (readonly [path: string, clause: string, wrong: Json])[] = [
  ['header.message_id', 'MsgHeader.message_id (required, string)', {}],
  ['header.message_ts', 'MsgHeader.message_ts (required, date-time)', 'yesterday'],
  ['header.action', 'MsgHeader.action (required, enum)', {}],
  ['header.sender_id', 'MsgHeader.sender_id (required, string)', {}],
  ['header.total_count', 'MsgHeader.total_count (required, integer)', {}],
  ['message.transaction_id', 'SearchRequest.transaction_id (required, string)', {}],
  ['message.search_request', 'SearchRequest.search_request (required, array)', 'x'],
  [`${item}.reference_id`, 'search_request[].reference_id (required, string)', {}],
  [`${item}.timestamp`, 'search_request[].timestamp (required, date-time)', 'yesterday'],
  [`${item}.search_criteria`, 'search_request[].search_criteria (required, object)', 'x'],
  [`${item}.search_criteria.query_type`, 'search_criteria.query_type (required, enum)', {}],
  [`${item}.search_criteria.query`, 'search_criteria.query (required)', 7],
]

const shortName = (path: string) => path.split('.').at(-1)?.replaceAll('_', '-') ?? path

const fieldChecks: readonly Check[] = required.flatMap(([path, clause, wrong]) => [
  // Where the shape of the query says what it is, a server may do without its type.
  refusedChange(
    `missing-${shortName(path)}`,
    `A message without ${path} is refused`,
    clause,
    at(path, undefined),
    path.endsWith('query_type') ? 'should' : 'must',
  ),
  refusedChange(
    `wrong-${shortName(path)}`,
    `A message whose ${path} is of another type is refused`,
    clause,
    at(path, wrong),
    path.endsWith('query_type') ? 'should' : 'must',
  ),
])

const lookAt = (exchange: Exchange): { readonly message: Json | undefined; readonly error: Json | undefined } => {
  const message = member(exchange.json, 'message')
  const errors = member(exchange.json, 'errors')
  return { message, error: member(message, 'error') ?? (Array.isArray(errors) ? errors[0] : undefined) }
}

const depth = 5_000

/** An expression that nests deeper than any question needs, written as text: it is not signed, only sent. */
async function depthBomb(probe: Probe): Promise<string> {
  const { message } = probe.searchMessage(byIdentifier(probe, await unknownOf(probe)))
  const sealed = JSON.stringify(await probe.consumer.seal(probe.consumer.compose('syncSearch', message)))
  const bomb = `${'{"$and":['.repeat(depth)}${']}'.repeat(depth)}`
  return sealed.replace(
    /"query":\{[^{}]*\}/,
    `"query":{"type":"ns:org:QueryType:expression","value":{"expression":{"query":${bomb}}}}`,
  )
}

const wholeChecks: readonly Check[] = [
  refusedChange(
    'too-long-transaction-id',
    'A transaction_id of more than 99 characters is refused',
    'transaction_id (maxLength 99)',
    at('message.transaction_id', long),
  ),
  refusedChange(
    'message-ts-without-zone',
    'A message_ts without offset is refused',
    'rjct.message_ts.invalid',
    at('header.message_ts', '2026-01-31T12:00:00'),
  ),
  refusedChange(
    'timestamp-without-zone',
    'A timestamp without offset is refused',
    'rjct.timestamp.invalid',
    at(`${item}.timestamp`, '2026-01-31T12:00:00'),
  ),
  refusedChange(
    'unknown-action',
    'An action that the standard does not have is refused',
    'rjct.action.invalid',
    at('header.action', 'dance'),
  ),
  refusedChange(
    'other-action',
    'An action of another operation is refused',
    'rjct.action.not_supported',
    at('header.action', 'subscribe'),
  ),
  refusedChange(
    'unknown-version',
    'A version that the standard does not have is refused',
    'rjct.version.invalid',
    at('header.version', '99.0.0'),
  ),
  refusedChange(
    'unknown-query-type',
    'A query_type that the standard does not have is refused',
    'search_criteria.query_type (enum)',
    (parts) =>
      at(`${item}.search_criteria.query`, { a: 1 })(at(`${item}.search_criteria.query_type`, 'telepathy')(parts)),
  ),
  refusedChange(
    'count-differs',
    'A total_count that is not the number of requests is refused',
    'rjct.total_count.invalid',
    at('header.total_count', 2),
  ),
  refusedChange(
    'no-requests',
    'A message of no requests is refused',
    'SearchRequest.search_request',
    (parts) => at('header.total_count', 0)(at('message.search_request', [])(parts)),
    'should',
  ),
  refusedChange(
    'foreign-registry-type',
    'A reg_type of another registry is refused',
    'search_criteria.reg_type',
    at(`${item}.search_criteria.reg_type`, 'ns:org:RegistryType:NoSuchRegistry'),
    'should',
  ),
  {
    id: 'errors.duplicate-reference-id',
    title: 'Two requests of one message with the same reference_id are not both answered',
    clause: 'Registry core API 1.0.0: rjct.reference_id.duplicate',
    level: 'must',
    async run(probe) {
      const criteria = byIdentifier(probe, await unknownOf(probe))
      const one = searchItem(randomUUID(), new Date(), criteria)
      const exchange = await probe.send('syncSearch', { transaction_id: randomUUID(), search_request: [one, one] })
      if (verdictOf(exchange) === 'refused') return
      const items = member(member(exchange.json, 'message'), 'search_response')
      const rejected = Array.isArray(items) && items.some((each) => member(each, 'status') === 'rjct')
      expect(rejected, 'both are answered')
    },
  },
  {
    id: 'errors.unknown-attribute-is-refused',
    title: 'A comparison by an attribute that does not exist is refused',
    clause: 'Registry core API 1.0.0: rjct.search_criteria.invalid',
    level: 'must',
    async run(probe) {
      const expression = { attribute: 'no_such_attribute', is: 'eq' as const, value: 'x' }
      const exchange = await probe.send('syncSearch', probe.searchMessage(byExpression(probe, expression)).message)
      expectRefusal(exchange, 'a comparison by an attribute that does not exist')
    },
  },
  {
    id: 'errors.unknown-attribute-is-named',
    title: 'The refusal of an attribute that does not exist names it',
    clause: 'Registry core API 1.0.0: status_reason_message',
    level: 'should',
    async run(probe) {
      const expression = { attribute: 'no_such_attribute', is: 'eq' as const, value: 'x' }
      const exchange = await probe.send('syncSearch', probe.searchMessage(byExpression(probe, expression)).message)
      expect(exchange.reply.text.includes('no_such_attribute'), 'the answer does not name the attribute')
    },
  },
  {
    id: 'errors.unknown-attribute-in-and-is-refused',
    title: 'An attribute that does not exist is refused beside one that does',
    clause: 'Registry core API 1.0.0: rjct.search_criteria.invalid',
    level: 'must',
    async run(probe) {
      const { attribute, values } = await sampleOf(probe)
      const known = { attribute: attribute.name, is: 'eq' as const, value: values[0] ?? 'x' }
      const expression = { and: [known, { attribute: 'no_such_attribute', is: 'eq' as const, value: 'x' }] }
      const exchange = await probe.send('syncSearch', probe.searchMessage(byExpression(probe, expression)).message)
      expectRefusal(exchange, 'a comparison by an attribute that does not exist')
    },
  },
  {
    id: 'errors.unknown-operator-is-refused',
    title: 'An operator that does not exist is refused',
    clause: 'Registry core API 1.0.0: predicate operator (gt lt eq ge le in)',
    level: 'must',
    async run(probe) {
      const { attribute } = await sampleOf(probe)
      const query = {
        type: 'ns:org:QueryType:expression',
        value: { expression: { query: { $and: [{ [attribute.name]: { $resembles: 'x' } }] } } },
      }
      const { message } = probe.searchMessage(probe.criteria({ queryType: 'expression', query }))
      expectRefusal(await probe.send('syncSearch', message), 'an unknown operator')
    },
  },
  {
    id: 'errors.one-bad-request-does-not-spoil-the-others',
    title: 'A faulty request of a message does not keep the others from being answered',
    clause: 'Registry core API 1.0.0: search_response[].status of each request',
    level: 'should',
    async run(probe) {
      const good = searchItem(randomUUID(), new Date(), byIdentifier(probe, await unknownOf(probe)))
      const bad = searchItem(
        randomUUID(),
        new Date(),
        byExpression(probe, { attribute: 'no_such_attribute', is: 'eq', value: 'x' }),
      )
      const exchange = await probe.send('syncSearch', { transaction_id: randomUUID(), search_request: [good, bad] })
      const items = member(member(exchange.json, 'message'), 'search_response')
      const statusOf = (one: Tree) =>
        Array.isArray(items) && items.find((each) => member(each, 'reference_id') === one.reference_id)
      expect(member(statusOf(good) || undefined, 'status') === 'succ', 'the faultless request is not answered')
      expect(member(statusOf(bad) || undefined, 'status') === 'rjct', 'the faulty request is not rejected')
    },
  },
  {
    id: 'errors.too-many-requests-are-refused',
    title: 'A message of 10,000 requests is refused in an orderly way',
    clause: 'Registry core API 1.0.0: rjct.total_count.limit_exceeded',
    level: 'must',
    async run(probe) {
      const criteria = byIdentifier(probe, await unknownOf(probe))
      const search_request = Array.from({ length: 10_000 }, () => searchItem(randomUUID(), new Date(), criteria))
      expectRefusal(await probe.send('syncSearch', { transaction_id: randomUUID(), search_request }), '10,000 requests')
    },
  },
  {
    id: 'errors.depth-bomb-is-refused',
    title: 'A query nested 5,000 deep is refused in an orderly way',
    clause: 'Registry core API 1.0.0: rjct.search_criteria.invalid, err.request.bad',
    level: 'must',
    run: async (probe) => expectRefusal(await probe.post('syncSearch', await depthBomb(probe)), 'the message'),
  },
  {
    id: 'errors.not-json-is-refused',
    title: 'A body that is not JSON is refused in an orderly way',
    clause: 'Registry core API 1.0.0: err.request.bad',
    level: 'must',
    run: async (probe) => expectRefusal(await probe.post('syncSearch', '{"header":'), 'half a JSON text'),
  },
  {
    id: 'errors.other-media-type-is-refused',
    title: 'A body of another media type is refused',
    clause: 'Registry core API 1.0.0: content application/json (RFC 9110 §15.5.16)',
    level: 'should',
    run: async (probe) => expectRefusal(await probe.post('syncSearch', '<a/>', { type: 'application/xml' }), 'XML'),
  },
  {
    id: 'errors.injection-is-a-value',
    title: 'A value that looks like a query of a database is a value: it finds nobody',
    clause: 'Registry core API 1.0.0: search_criteria.query, idtype-value',
    level: 'must',
    async run(probe) {
      const { type } = await knownOf(probe)
      for (const value of ["' or '1'='1", '{"$gt":""}', '%', '"; drop table person; --']) {
        const searched = await probe.search(byIdentifier(probe, { type, value }))
        const verdict = verdictOf(searched.exchange)
        expect(verdict !== 'broken', `HTTP ${searched.exchange.reply.status}`)
        if (verdict === 'answered') expect(foundBy(searched).records.length === 0, 'somebody is found')
      }
    },
  },
]

const shapeChecks: readonly Check[] = [
  {
    id: 'errors.refusal-has-a-known-shape',
    title: 'A refused message is answered in a shape of the standard',
    clause:
      'Registry core API 1.0.0: Response.message (ack_status ERR) or HttpErrorResponse.errors, or a header with rjct',
    level: 'must',
    async run(probe) {
      const exchange = await sendChanged(probe, at('header.message_ts', undefined))
      const { message, error } = lookAt(exchange)
      if (member(member(exchange.json, 'header'), 'status') === 'rjct' && error === undefined) return
      expect(isTree(error), 'there is no error: neither message.error nor errors[0]')
      expect(typeof error.code === 'string' && typeof error.message === 'string', 'the error has no code or no message')
      if (member(message, 'ack_status') !== undefined) {
        expect(member(message, 'ack_status') === 'ERR', 'ack_status is not ERR')
        expect(parseInstant(member(message, 'timestamp')) !== undefined, 'timestamp is missing or has no offset')
        expect(typeof member(message, 'correlation_id') === 'string', 'correlation_id is missing')
      }
    },
  },
  {
    id: 'errors.codes-are-of-the-table',
    title: 'Codes of errors and reasons are those of the standard’s tables',
    clause: 'Registry core API 1.0.0: Error.code, StatusReasonCode',
    level: 'must',
    async run(probe) {
      const known: readonly string[] = [...errorCodes, ...headerReasons, ...searchReasons]
      const header = await sendChanged(probe, at('header.action', 'dance'))
      const item_ = await probe.send(
        'syncSearch',
        probe.searchMessage(byExpression(probe, { attribute: 'no_such_attribute', is: 'eq', value: 'x' })).message,
      )
      const told = [...reasonsOf(header), ...reasonsOf(item_)]
      expect(told.length > 0, 'no code is told')
      expect(
        told.every((code) => known.includes(code)),
        'a code is not one of the tables',
      )
    },
  },
]

export const errorChecks: readonly Check[] = [...fieldChecks, ...wholeChecks, ...shapeChecks]
