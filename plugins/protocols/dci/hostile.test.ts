// Whatever a stranger writes, the parsers answer with a value or a fault of the standard's lists: they never throw, and
// no fault repeats what was written. DCI_FUZZ_RUNS makes it a long run (a million).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  errorCodes,
  headerReasons,
  paymentReasons,
  searchReasons,
  subscribeReasons,
} from '../../../src/standards/dci/codes.ts'
import { registryNames } from '../../../src/standards/dci/registries.ts'
import { batchFault, parseEnvelope } from './door/admission.ts'
import type { MessageFault } from './door/fault.ts'
import { operations } from './operations.ts'
import { attributeNames } from './query/names.ts'
import { parseQuery } from './query/query.ts'

const numRuns = Number(process.env.DCI_FUZZ_RUNS ?? 3_000)

/** What no fault may repeat, value or name: as long as an identity number. */
const secret = fc.stringMatching(/^[0-9]{9}$/).map((digits) => `S${digits}`)
const words = `$and $or $not $eq $lt $in eq ge in and not type value query expression collection expression1 expression2
  attribute_name operator attribute_value condition seq_num UIN sex birth_date age poverty_score reference_id timestamp
  search_criteria query_type idtype-value predicate graphql sort pagination page_size page_number sort_order reg_type
  reg_record_type response_entity reg_event_type locale authorize purpose code subscribe_criteria filter filter_type
  notify_record_type frequency start_time end_time search_request subscribe_request subscription_codes transaction_id
  txnstatus_request txn_type attribute_type enrolled_criteria disabled_criteria enrolled_updates beneficiaries header
  message signature version message_id message_ts action sender_id sender_uri receiver_id total_count is_msg_encrypted meta
  status ns:org:QueryType:expression ns:org:RegistryType:Social search subscribe txn-status Group Member eng 1.0.0
  2026-11-23T08:00:00Z`.split(/\s+/)

const leaf = fc.oneof(
  fc.constantFrom(...words),
  secret,
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)
/** Mostly of the standard's words, so that the parsers are led far in. */
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 6, depthSize: 'small' }, leaf, tie('list'), tie('object'), tie('object')),
  list: fc.array(tie('tree'), { maxLength: 4 }),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...words), secret, fc.string()), tie('tree'), { maxKeys: 5 }),
}))
const object = fc.dictionary(fc.oneof(fc.constantFrom(...words), secret), tree, { maxKeys: 8 })

const reasons = new Set<string>([...searchReasons, ...subscribeReasons, ...paymentReasons])
const known = new Set<string>([...errorCodes, ...headerReasons])

function harmless(text: string, from: unknown): void {
  const digits = JSON.stringify(from).match(/S\d{9}/g) ?? []
  for (const one of digits) assert.ok(!text.includes(one), `${text} repeats ${one}`)
}

function knownFault(fault: MessageFault, from: unknown): void {
  assert.ok(known.has(fault.error) && (fault.reason === undefined || known.has(fault.reason)))
  assert.ok(fault.status >= 400 && fault.status < 600)
  harmless(fault.message, from)
}

test('no envelope breaks the door', () => {
  const header = {
    version: '1.0.0',
    message_id: 'm',
    message_ts: '2026-11-23T08:00:00Z',
    action: 'search',
    sender_id: 's',
  }
  const bodies = fc.oneof(
    tree,
    fc.record({ header: object.map((changes) => ({ ...header, ...changes })), message: object, signature: tree }),
  )
  fc.assert(
    fc.property(bodies, (body) => {
      const envelope = parseEnvelope(body, { kind: 'request', words: ['search'] })
      if (!envelope.ok) return knownFault(envelope.problem, body)
      const fault = batchFault(
        { ...envelope.value, partner: {} as never },
        { count: 1, referenceIds: [], value: undefined },
      )
      if (fault !== undefined) knownFault(fault, body)
    }),
    { numRuns },
  )
})

test('no message breaks the reading of any action', () => {
  const actions = [...new Set(operations.flatMap((one) => (one.kind === 'reception' ? [] : [one.action])))]
  const lists = ['search_request', 'subscribe_request', 'subscription_codes', 'txnstatus_request', 'enrolled_criteria']
  const messages = fc.tuple(object, fc.constantFrom(...lists), fc.oneof(object, fc.array(object, { maxLength: 3 })))
  fc.assert(
    fc.property(messages, fc.constantFrom(...registryNames), ([others, name, requests], registry) => {
      const message = { ...others, [name]: requests }
      for (const action of actions) {
        const read = action.read(message, registry)
        if (!read.ok) knownFault(read.problem, message)
        else harmlessEntries(read.value.value, message)
      }
    }),
    { numRuns },
  )
})

function harmlessEntries(value: unknown, from: unknown): void {
  if (!Array.isArray(value)) return
  for (const entry of value as { read?: { ok: boolean; problem?: { code?: string; message: string } } }[]) {
    const problem = entry?.read?.problem
    if (problem === undefined) continue
    // Where a list has no code for it, the message alone says it.
    assert.ok(problem.code === undefined || reasons.has(problem.code), problem.code)
    harmless(problem.message, from)
  }
}

test('no query breaks the compiler, and what it makes is bounded and of known elements', () => {
  fc.assert(
    fc.property(tree, tree, fc.constantFrom(...Object.keys(attributeNames)), (type, query, record) => {
      const parsed = parseQuery(type, query, record as keyof typeof attributeNames)
      if (!parsed.ok) {
        assert.ok(reasons.has(parsed.problem.code))
        harmless(parsed.problem.message, query)
      } else {
        assert.ok(JSON.stringify(parsed.value).length < 100_000)
        assert.match(JSON.stringify(parsed.value), /"element":"[a-z.-]+"/)
      }
    }),
    { numRuns },
  )
})
