import { statusQuestion, type Tree } from '../../standards/dci/envelope.ts'
import { parseInstant } from '../../standards/dci/instants.ts'
import { searchReply } from '../../standards/dci/reply.ts'
import { member } from '../../standards/dci/sealed-message.ts'
import {
  ackOf,
  type Called,
  callAndWait,
  callbackOf,
  newTransaction,
  receiverOf,
  sendForCallback,
} from '../callbacks.ts'
import { type Check, expect } from '../check.ts'
import { foundBy, type Probe, skip, verdictOf } from '../probe.ts'
import { byExpression, byIdentifier, everybody, fitsTotal, knownOf, sampleOf, unknownOf } from '../samples.ts'

const ackClause = (what: string) => `Registry core API 1.0.0: Response.message.${what}`
const callbackClause = (what: string) => `Registry core API 1.0.0: on-search, ${what}`
const statusClause = 'Registry core API 1.0.0: sync/txn/status, TxnStatusRequest and TxnStatusResponse'

interface CalledSearch extends Called {
  readonly referenceId: string
}

/** One asynchronous search, made once: its acknowledgement, before anything is called back. */
const acknowledgedSearch = (probe: Probe) =>
  probe.once('async acknowledgement', async () => {
    receiverOf(probe)
    const sample = await sampleOf(probe).catch(() => undefined)
    const criteria =
      sample === undefined
        ? byIdentifier(probe, await unknownOf(probe))
        : byExpression(probe, everybody(sample.attribute), { page: { size: 10, number: 1 } })
    const { message, referenceId } = probe.searchMessage(criteria)
    const sent = await sendForCallback(probe, 'search', message)
    return { ...sent, ack: ackOf(sent.exchange), referenceId }
  })

/** Its callback. */
const calledSearch = (probe: Probe) =>
  probe.once('async callback', async (): Promise<CalledSearch> => {
    const sent = await acknowledgedSearch(probe)
    return { ...(await callbackOf(probe, sent)), referenceId: sent.referenceId }
  })

const statusOf = async (
  probe: Probe,
  by: 'transaction_id' | 'correlation_id' | 'reference_id_list',
  value: string | string[],
) => {
  const txnstatus_request = statusQuestion({
    referenceId: newTransaction(),
    at: new Date(),
    operation: 'search',
    by,
    value,
  })
  return probe.send('syncStatus', { transaction_id: newTransaction(), txnstatus_request })
}

/** The answer that a status tells of, or a message that it is still worked on. */
const toldStatus = (json: Parameters<typeof member>[0]) =>
  member(member(member(json, 'message'), 'txnstatus_response'), 'txn_status')

const withStatus = ['sr', 'crvs', 'fr', 'ibr', 'ess'] as const

const statusCheck = (
  by: 'transaction_id' | 'correlation_id' | 'reference_id_list',
  title: string,
  level: Check['level'],
): Check => ({
  id: `async.status-by-${by.replaceAll('_', '-')}`,
  title,
  clause: `${statusClause}: attribute_type ${by}`,
  level,
  registries: withStatus,
  async run(probe) {
    const called = await calledSearch(probe)
    const value = {
      transaction_id: called.transactionId,
      correlation_id: String(called.ack.correlation_id),
      reference_id_list: [called.referenceId],
    }[by]
    const { reply, json } = await statusOf(probe, by, value)
    expect(reply.status === 200, `HTTP ${reply.status}`)
    const status = toldStatus(json)
    expect(status !== undefined, 'message.txnstatus_response.txn_status is missing')
    const text = JSON.stringify(status)
    expect(
      text.includes(called.transactionId) || text.includes(called.referenceId),
      'the status is not of the transaction that was asked for',
    )
  },
})

const ackChecks: readonly Check[] = [
  {
    id: 'async.message-is-acknowledged',
    title: 'An accepted message is acknowledged with ACK and the time',
    clause: ackClause('ack_status, timestamp'),
    level: 'must',
    async run(probe) {
      const { ack } = await acknowledgedSearch(probe)
      expect(parseInstant(ack.timestamp) !== undefined, 'timestamp is missing or has no offset')
    },
  },
  {
    id: 'async.acknowledgement-has-a-correlation-id',
    title: 'The acknowledgement has a correlation_id of at most 99 characters',
    clause: ackClause('correlation_id'),
    level: 'must',
    async run(probe) {
      const { correlation_id: id } = (await acknowledgedSearch(probe)).ack
      expect(typeof id === 'string' && id !== '' && id.length <= 99, 'correlation_id is missing or too long')
    },
  },
  {
    id: 'async.acknowledgement-holds-no-records',
    title: 'The acknowledgement holds no records: they come by the callback',
    clause: ackClause('ack_status'),
    level: 'must',
    async run(probe) {
      const { ack } = await acknowledgedSearch(probe)
      expect(ack.search_response === undefined, 'the acknowledgement has a search_response')
    },
  },
  {
    id: 'async.faulty-message-is-not-acknowledged',
    title: 'A message that cannot be understood is refused, not acknowledged',
    clause: ackClause('ack_status ERR: invalid, not processed'),
    level: 'must',
    async run(probe) {
      const url = receiverOf(probe).urlOf('on-search')
      const exchange = await probe.send('search', { transaction_id: newTransaction() }, { sender_uri: url })
      expect(verdictOf(exchange) === 'refused', `a message of no requests was ${verdictOf(exchange)}`)
    },
  },
]

const callbackChecks: readonly Check[] = [
  {
    id: 'async.callback-comes',
    title: 'The callback comes to the address in sender_uri',
    clause: callbackClause('MsgHeader.sender_uri'),
    level: 'must',
    async run(probe) {
      const { arrived } = await calledSearch(probe)
      expect(arrived.path === new URL(receiverOf(probe).urlOf('on-search')).pathname, 'it came to another address')
    },
  },
  {
    id: 'async.callback-has-the-correlation-id',
    title: 'The callback has the correlation_id of the acknowledgement',
    clause: callbackClause('correlation_id'),
    level: 'must',
    async run(probe) {
      const { ack, message } = await calledSearch(probe)
      expect(ack.correlation_id !== undefined, 'the acknowledgement has none')
      expect(message.correlation_id === ack.correlation_id, 'it has another')
    },
  },
  {
    id: 'async.callback-has-the-transaction-id',
    title: 'The callback has the transaction_id of the request',
    clause: callbackClause('transaction_id'),
    level: 'must',
    async run(probe) {
      const { message, transactionId } = await calledSearch(probe)
      expect(message.transaction_id === transactionId, 'it has another')
    },
  },
  {
    id: 'async.callback-is-an-answer',
    title: 'The callback is an on-search with status, reference_id and records',
    clause: callbackClause('SearchResponse'),
    level: 'must',
    async run(probe) {
      const { header, message, referenceId } = await calledSearch(probe)
      expect(header.action === 'on-search', 'header.action is not on-search')
      const reply = searchReply({ header, message }, { transactionId: String(message.transaction_id), referenceId })
      expect(reply.ok, 'it does not answer the request')
    },
  },
  {
    id: 'async.callback-agrees-with-the-synchronous-answer',
    title: 'The callback has as many records as the synchronous answer',
    clause: callbackClause('data.reg_records'),
    level: 'must',
    async run(probe) {
      const { header, message, referenceId } = await calledSearch(probe)
      const { searched } = await sampleOf(probe)
      const reply = searchReply({ header, message }, { transactionId: String(message.transaction_id), referenceId })
      if (!reply.ok) return skip('it does not answer the request')
      expect(reply.value.records.length === foundBy(searched).records.length, 'it has another number of records')
      expect(await fitsTotal(probe, reply.value.total), 'it has another total_count')
    },
  },
  {
    id: 'async.callback-is-signed-validly',
    title: 'The callback’s signature is valid by the published keys',
    clause: 'Registry core API 1.0.0: signature of {header}+{message}',
    level: 'must',
    async run(probe) {
      const { signature } = (await calledSearch(probe)).opened
      if (signature.result === 'none') return skip('the callback is not signed')
      expect(signature.result === 'valid', `it is not valid: ${signature.result === 'invalid' ? signature.reason : ''}`)
    },
  },
  {
    id: 'async.callback-comes-once',
    title: 'An answered callback does not come again',
    clause: callbackClause('acknowledged by the receiver'),
    level: 'must',
    async run(probe) {
      const { transactionId } = await calledSearch(probe)
      const receiver = receiverOf(probe)
      const ours = () =>
        receiver.arrived.filter(({ body }) => member(member(body, 'message'), 'transaction_id') === transactionId)
          .length
      await receiver.next(() => ours() > 1, Math.min(probe.notifyMs, 2_000))
      expect(ours() <= 1, `it came ${ours()} times`)
    },
  },
  {
    id: 'async.same-message-has-one-effect',
    title: 'The same message sent twice is worked on once, or refused as a duplicate',
    clause: 'Registry core API 1.0.0: MsgHeader.message_id; rjct.message_id.duplicate',
    level: 'must',
    async run(probe) {
      const sender_uri = receiverOf(probe).urlOf('on-search')
      const { message } = probe.searchMessage(byIdentifier(probe, await unknownOf(probe)))
      const clear = probe.consumer.compose('search', message, { sender_uri })
      const first = ackOf(await probe.post('search', JSON.stringify(await probe.consumer.seal(clear))))
      const again = await probe.post(
        'search',
        JSON.stringify(await probe.consumer.seal(clear, {}, new Date(Date.now() + 1000))),
      )
      if (verdictOf(again) === 'refused') return
      expect(ackOf(again).correlation_id === first.correlation_id, 'the second has another correlation_id')
    },
  },
]

const statusChecks: readonly Check[] = [
  statusCheck('transaction_id', 'The status of a transaction can be asked by its transaction_id', 'must'),
  statusCheck('correlation_id', 'The status of a transaction can be asked by its correlation_id', 'must'),
  statusCheck('reference_id_list', 'The status of requests can be asked by their reference_ids', 'should'),
  {
    id: 'async.unknown-transaction-has-no-status',
    title: 'A transaction that does not exist is refused or said to be unknown, never said to be done',
    clause: statusClause,
    level: 'must',
    registries: withStatus,
    async run(probe) {
      const exchange = await statusOf(probe, 'transaction_id', newTransaction())
      const verdict = verdictOf(exchange)
      expect(verdict !== 'broken', `HTTP ${exchange.reply.status}`)
      if (verdict === 'refused') return
      const status = toldStatus(exchange.json)
      const items = member(status, 'search_response')
      const header = member(exchange.json, 'header')
      const done = member(header, 'status') === 'succ' && (member(header, 'completed_count') ?? 0) !== 0
      expect(
        !done &&
          (!Array.isArray(items) || items.length === 0 || !items.some((one) => member(one, 'status') === 'succ')),
        'it is said to be done',
      )
      expect(
        member(header, 'status') !== 'succ' || status === undefined || Object.keys(Object(status)).length === 0,
        'a status is told of it',
      )
    },
  },
  {
    id: 'async.status-is-called-back',
    title: 'The asynchronous status is acknowledged and called back',
    clause: 'Registry core API 1.0.0: txn/status, txn/on-status',
    level: 'must',
    registries: withStatus,
    async run(probe) {
      const called = await calledSearch(probe)
      const txnstatus_request = statusQuestion({
        referenceId: newTransaction(),
        at: new Date(),
        operation: 'search',
        by: 'transaction_id',
        value: called.transactionId,
      })
      const message: Tree = { transaction_id: newTransaction(), txnstatus_request }
      const { header } = await callAndWait(probe, 'status', message)
      expect(header.action === 'txn-on-status', 'header.action is not txn-on-status')
    },
  },
  {
    id: 'async.status-holds-the-answer',
    title: 'The status of an answered search holds its answer',
    clause: `${statusClause}: txn_status is the whole response`,
    level: 'should',
    registries: withStatus,
    async run(probe) {
      const called = await calledSearch(probe)
      const known = await knownOf(probe)
      if (!JSON.stringify(called.message).includes(known.value)) return skip('the answer shows no identifier')
      const { json } = await statusOf(probe, 'transaction_id', called.transactionId)
      expect(JSON.stringify(toldStatus(json) ?? '').includes(known.value), 'the records of the answer are not in it')
    },
  },
]

export const asynchronousChecks: readonly Check[] = [...ackChecks, ...callbackChecks, ...statusChecks]
