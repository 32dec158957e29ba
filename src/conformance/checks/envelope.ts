import { randomUUID } from 'node:crypto'
import { headerReasons, searchReasons, statuses } from '../../standards/dci/codes.ts'
import { searchItem } from '../../standards/dci/envelope.ts'
import { parseInstant } from '../../standards/dci/instants.ts'
import { isTree, member } from '../../standards/dci/sealed-message.ts'
import { type Check, expect } from '../check.ts'
import { foundBy, type Probe, readSearch, skip } from '../probe.ts'
import { byIdentifier, sampleOf, unknownOf } from '../samples.ts'

const headerClause = (what: string) => `Registry core API 1.0.0: MsgCallbackHeader.${what}`
const replyClause = (what: string) => `Registry core API 1.0.0: SearchResponse.${what}`

/** An answer of any kind: of somebody where somebody is found, of nobody otherwise. */
const answerOf = (probe: Probe) =>
  probe.once('answer', async () => {
    const sample = await sampleOf(probe).catch(() => undefined)
    return sample?.searched ?? (await probe.search(byIdentifier(probe, await unknownOf(probe))))
  })

const text = (value: unknown, limit = 999): value is string =>
  typeof value === 'string' && value !== '' && value.length <= limit

export const envelopeChecks: readonly Check[] = [
  {
    id: 'envelope.answer-is-json',
    title: 'An answer is JSON and says so',
    clause: 'Registry core API 1.0.0: content application/json',
    level: 'must',
    async run(probe) {
      const { reply } = (await answerOf(probe)).exchange
      expect(reply.contentType === 'application/json', 'the Content-Type is not application/json')
    },
  },
  {
    id: 'envelope.answer-has-header-and-message',
    title: 'A synchronous answer has a header and a message',
    clause: 'Registry core API 1.0.0: sync/search response',
    level: 'must',
    async run(probe) {
      const { json } = (await answerOf(probe)).exchange
      expect(isTree(member(json, 'header')), 'there is no header')
      expect(isTree(member(json, 'message')), 'there is no message')
    },
  },
  {
    id: 'envelope.header-is-complete',
    title: 'The header has message_id, message_ts, action and status',
    clause: headerClause('required'),
    level: 'must',
    async run(probe) {
      const { header } = await answerOf(probe)
      for (const name of ['message_id', 'message_ts', 'action', 'status']) {
        expect(text(header[name]), `header.${name} is missing or not a text`)
      }
    },
  },
  {
    id: 'envelope.action-is-on-search',
    title: 'The answer of a search has the action on-search',
    clause: headerClause('action'),
    level: 'must',
    async run(probe) {
      const { header } = await answerOf(probe)
      expect(header.action === 'on-search', 'header.action is not on-search')
    },
  },
  {
    id: 'envelope.status-is-a-status',
    title: 'Statuses and reasons are those of the standard’s tables',
    clause: headerClause('status, status_reason_code'),
    level: 'must',
    async run(probe) {
      const { header, items } = await answerOf(probe)
      const known = (value: unknown) => statuses.some((one) => one === value)
      expect(known(header.status), 'header.status is none of rcvd, pdng, succ, rjct')
      for (const { status } of items) expect(known(status), 'an item’s status is none of rcvd, pdng, succ, rjct')
      const reasons: readonly string[] = [...headerReasons, ...searchReasons]
      const told = [header, ...items]
        .map((one) => one.status_reason_code)
        .filter((code) => code !== undefined && code !== null)
      for (const code of told) expect(reasons.includes(String(code)), 'a status_reason_code is not one of the table')
    },
  },
  {
    id: 'envelope.times-have-a-zone',
    title: 'Times are RFC 3339 with their offset',
    clause: headerClause('message_ts (date-time)'),
    level: 'must',
    async run(probe) {
      const { header, items } = await answerOf(probe)
      expect(parseInstant(header.message_ts) !== undefined, 'header.message_ts is no date-time with offset')
      for (const { timestamp } of items) {
        expect(parseInstant(timestamp) !== undefined, 'an item’s timestamp is no date-time with offset')
      }
    },
  },
  {
    id: 'envelope.times-are-now',
    title: 'The time of an answer is that of its sending',
    clause: headerClause('message_ts'),
    level: 'should',
    async run(probe) {
      const { header } = await probe.search(byIdentifier(probe, await unknownOf(probe)))
      const at = parseInstant(header.message_ts) ?? skip('the time cannot be read')
      const apartMs = Math.abs(Date.now() - at.getTime())
      expect(apartMs < 120_000, `header.message_ts is ${Math.round(apartMs / 1000)} seconds from our clock`)
    },
  },
  {
    id: 'envelope.message-ids-are-its-own',
    title: 'Each answer has a message_id of its own',
    clause: headerClause('message_id'),
    level: 'must',
    async run(probe) {
      const first = await answerOf(probe)
      const second = await probe.search(byIdentifier(probe, await unknownOf(probe)))
      const ids = [first.header.message_id, first.sent.message_id, second.header.message_id, second.sent.message_id]
      expect(new Set(ids).size === ids.length, 'a message_id is that of another message')
    },
  },
  {
    id: 'envelope.counts-are-numbers',
    title: 'total_count and completed_count are whole numbers that fit one another',
    clause: headerClause('total_count, completed_count (integer)'),
    level: 'must',
    async run(probe) {
      const { header } = await answerOf(probe)
      const { total_count: total, completed_count: completed } = header
      for (const count of [total, completed]) {
        expect(count === undefined || Number.isInteger(count), 'a count is not a whole number')
      }
      if (typeof total === 'number' && typeof completed === 'number') {
        expect(completed <= total, 'completed_count is larger than total_count')
      }
    },
  },
  {
    id: 'envelope.transaction-id-comes-back',
    title: 'The answer has the transaction_id of the request',
    clause: replyClause('transaction_id'),
    level: 'must',
    async run(probe) {
      const { message, transactionId } = await answerOf(probe)
      expect(message.transaction_id === transactionId, 'message.transaction_id is not that of the request')
    },
  },
  {
    id: 'envelope.reference-id-comes-back',
    title: 'Each item has the reference_id of its request',
    clause: replyClause('search_response[].reference_id'),
    level: 'must',
    async run(probe) {
      const { items, referenceId } = await answerOf(probe)
      expect(items.length > 0, 'message.search_response is missing or empty')
      expect(
        items.every(({ reference_id: id }) => id === referenceId),
        'an item has another reference_id than the request',
      )
    },
  },
  {
    id: 'envelope.correlation-id-is-there',
    title: 'The answer has a correlation_id of at most 99 characters',
    clause: replyClause('correlation_id'),
    level: 'must',
    async run(probe) {
      const { message } = await answerOf(probe)
      expect(text(message.correlation_id, 99), 'message.correlation_id is missing or too long')
    },
  },
  {
    id: 'envelope.receiver-is-the-asker',
    title: 'The answer names the asker as its receiver',
    clause: headerClause('receiver_id'),
    level: 'should',
    async run(probe) {
      const { header, sent } = await answerOf(probe)
      expect(header.receiver_id === sent.sender_id, 'header.receiver_id is not the sender_id of the request')
    },
  },
  {
    id: 'envelope.signature-is-valid',
    title: 'The answer’s signature is valid by the published keys',
    clause: 'Registry core API 1.0.0: signature of {header}+{message}',
    level: 'must',
    async run(probe) {
      const { opened } = (await answerOf(probe)).exchange
      const signature = opened.ok ? opened.value.signature : undefined
      if (signature === undefined || signature.result === 'none') return skip('the answer is not signed')
      expect(
        signature.result === 'valid',
        `the signature is not valid: ${signature.result === 'invalid' ? signature.reason : ''}`,
      )
    },
  },
  {
    id: 'envelope.answer-is-signed',
    title: 'The answer is signed',
    clause: 'Registry core API 1.0.0: signature',
    level: 'should',
    async run(probe) {
      const { opened } = (await answerOf(probe)).exchange
      expect(opened.ok && opened.value.signature.result !== 'none', 'the answer has no signature')
    },
  },
  {
    id: 'envelope.every-request-of-a-message-is-answered',
    title: 'Two requests of one message have two answers, each with its reference_id',
    clause: 'Registry core API 1.0.0: SearchRequest.search_request[]',
    level: 'must',
    async run(probe) {
      const criteria = byIdentifier(probe, await unknownOf(probe))
      const references = [randomUUID(), randomUUID()]
      const transactionId = randomUUID()
      const search_request = references.map((reference) => searchItem(reference, new Date(), criteria))
      const exchange = await probe.send('syncSearch', { transaction_id: transactionId, search_request })
      for (const referenceId of references) {
        const searched = readSearch(exchange, { transactionId, referenceId })
        foundBy({ ...searched, transactionId, referenceId, sent: {} })
      }
    },
  },
]
