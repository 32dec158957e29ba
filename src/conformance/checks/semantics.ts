import { randomUUID } from 'node:crypto'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import type { Expression } from '../../standards/dci/expression.ts'
import { type Check, expect, need } from '../check.ts'
import { holds, meets, orderOf } from '../data.ts'
import { expectRefusal, foundBy, type Probe, readSearch, skip, verdictOf } from '../probe.ts'
import {
  byExpression,
  byIdentifier,
  byPredicate,
  everybody,
  fitsTotal,
  knownOf,
  sampleOf,
  unknownOf,
} from '../samples.ts'

const clause = (what: string) => `Registry core API 1.0.0: search_criteria.query, ${what}`

/** Records of a search all meet it, as far as they show; somebody is known to. */
async function expectAllMeet(probe: Probe, expression: Expression): Promise<void> {
  const { records, total } = foundBy(await probe.search(byExpression(probe, expression)))
  expect(records.length > 0, 'nobody is found although a record of the sample meets the condition')
  const judged = records.map((record) => meets(record, expression))
  if (judged.every((one) => one === undefined)) skip('the records do not show the attribute')
  const wrong = judged.filter((one) => one === false).length
  expect(wrong === 0, `${wrong} of ${records.length} records do not meet the condition`)
  expect(total === undefined || total >= records.length, 'total_count is smaller than the number of records')
}

const middleOf = async (probe: Probe) => {
  const { attribute, values } = await sampleOf(probe)
  return {
    attribute: attribute.name,
    value: need(values[Math.floor(values.length / 2)], 'the records do not show the attribute'),
  }
}

const comparison = (id: string, operator: 'eq' | 'lte' | 'gte' | 'in', title: string): Check => ({
  id: `semantics.${id}`,
  title,
  clause: clause(`expression, $${operator}`),
  level: 'must',
  async run(probe) {
    const { attribute, value } = await middleOf(probe)
    await expectAllMeet(probe, { attribute, is: operator, value: operator === 'in' ? [value] : value })
  },
})

/** More than every record of the sample has, and less: nobody is found by both. */
const contradiction = async (probe: Probe): Promise<Expression> => {
  const { attribute, value } = await middleOf(probe)
  return {
    and: [
      { attribute, is: 'gt', value },
      { attribute, is: 'lt', value },
    ],
  }
}

/** Of somebody known where there is one. */
const byAnybody = async (probe: Probe) => byIdentifier(probe, await knownOf(probe).catch(() => unknownOf(probe)))

export const semanticsChecks: readonly Check[] = [
  comparison('eq-is-met', 'eq', 'Every record found by $eq has the value'),
  comparison('lte-is-met', 'lte', 'Every record found by $lte has the value or less'),
  comparison('gte-is-met', 'gte', 'Every record found by $gte has the value or more'),
  comparison('in-is-met', 'in', 'Every record found by $in has one of the values'),
  {
    id: 'semantics.lt-leaves-out-the-bound',
    title: 'No record found by $lt has the bound itself',
    clause: clause('expression, $lt'),
    level: 'must',
    async run(probe) {
      const { attribute, value } = await middleOf(probe)
      const expression = { attribute, is: 'lt' as const, value }
      const { records } = foundBy(await probe.search(byExpression(probe, expression)))
      expect(
        records.every((record) => meets(record, expression) !== false),
        'a record has the bound or more',
      )
    },
  },
  {
    id: 'semantics.predicate-is-met',
    title: 'Every record found by a pair of predicates meets both',
    clause: clause('predicate, expression1 and expression2'),
    level: 'must',
    async run(probe) {
      const { attribute, value } = await middleOf(probe)
      const { attribute: all } = await sampleOf(probe)
      const comparisons = [
        { attribute, operator: 'le' as const, value: String(value) },
        { attribute, operator: 'gt' as const, value: String(everybody(all).value) },
      ]
      const { records } = foundBy(await probe.search(byPredicate(probe, comparisons)))
      expect(records.length > 0, 'nobody is found although a record of the sample meets both')
      const expression = { attribute, is: 'lte' as const, value }
      expect(
        records.every((record) => meets(record, expression) !== false),
        'a record does not meet both',
      )
    },
  },
  {
    id: 'semantics.contradiction-finds-nobody',
    title: 'Conditions that exclude one another find nobody',
    clause: clause('expression, $and'),
    level: 'must',
    async run(probe) {
      const { records, total } = foundBy(await probe.search(byExpression(probe, await contradiction(probe))))
      expect(records.length === 0 && (total ?? 0) === 0, `${total ?? records.length} are found`)
    },
  },
  {
    id: 'semantics.parts-make-the-whole',
    title: 'Who is found up to a value and who beyond it are all',
    clause: clause('expression; Pagination.total_count'),
    level: 'must',
    async run(probe) {
      const { attribute, value } = await middleOf(probe)
      const all = (await sampleOf(probe)).total ?? skip('total_count is not told')
      const halves = [
        { attribute, is: 'lte' as const, value },
        { attribute, is: 'gt' as const, value },
      ]
      let sum = 0
      for (const half of halves) {
        const { total } = foundBy(await probe.search(byExpression(probe, half)))
        sum += total ?? skip('total_count is not told')
      }
      expect(await fitsTotal(probe, sum), `${all} in all, but ${sum} up to a value and beyond it`)
    },
  },
  {
    id: 'semantics.identifier-agrees-with-expression',
    title: 'Who is found by identifier is also among those found by an attribute of theirs',
    clause: clause('idtype-value and expression'),
    level: 'should',
    async run(probe) {
      const known = await knownOf(probe)
      const { attribute, values } = await sampleOf(probe)
      const [record] = foundBy(await probe.search(byIdentifier(probe, known))).records
      const found = need(record, 'a known identifier finds nobody')
      const value = values.find((one) => meets(found, { attribute: attribute.name, is: 'eq', value: one }) === true)
      const expression = {
        attribute: attribute.name,
        is: 'eq' as const,
        value: need(value, 'the record shows no value of the sample'),
      }
      const searched = foundBy(await probe.search(byExpression(probe, expression, { page: { size: 100, number: 1 } })))
      if ((searched.total ?? 0) > 100) skip('too many have the value')
      expect(
        searched.records.some((one) => holds(one, known.value)),
        'the person is not among them',
      )
    },
  },
  {
    id: 'semantics.sample-is-sorted-out',
    title: 'The filter of the sample is met by all its records',
    clause: clause('expression, $gt'),
    level: 'must',
    async run(probe) {
      const { attribute, values } = await sampleOf(probe)
      if (values.length === 0) skip('the records do not show the attribute')
      const { value } = everybody(attribute)
      expect(
        values.every((one) => orderOf(one, value) > 0),
        'a record does not meet the filter',
      )
    },
  },
  {
    id: 'semantics.same-question-same-answer',
    title: 'The same question asked twice finds the same number',
    clause: 'Registry core API 1.0.0: sync/search',
    level: 'should',
    async run(probe) {
      const { attribute, total } = await sampleOf(probe)
      const again = foundBy(
        await probe.search(byExpression(probe, everybody(attribute), { page: { size: 10, number: 1 } })),
      )
      expect(await fitsTotal(probe, again.total), `total_count was ${total} and is ${again.total}`)
    },
  },
  {
    id: 'semantics.same-message-has-one-effect',
    title: 'The same message sent twice has the same answer, or is refused as a duplicate',
    clause: 'Registry core API 1.0.0: MsgHeader.message_id; rjct.message_id.duplicate',
    level: 'must',
    async run(probe) {
      const { message, transactionId, referenceId } = probe.searchMessage(await byAnybody(probe))
      const clear = probe.consumer.compose('syncSearch', message)
      const first = await probe.post('syncSearch', JSON.stringify(await probe.consumer.seal(clear)))
      // Signed anew a second later: the same message, not a copy of its signature.
      const again = await probe.post(
        'syncSearch',
        JSON.stringify(await probe.consumer.seal(clear, {}, new Date(Date.now() + 1000))),
      )
      if (verdictOf(again) === 'refused') return
      // Correlation ids may be of the call; what was found is of the message.
      const ids = { transactionId, referenceId }
      const [one, other] = [first, again].map((each) => foundBy({ ...readSearch(each, ids), ...ids, sent: {} }))
      expect(canonicalJson(one?.records) === canonicalJson(other?.records), 'the second answer has other records')
      expect(one?.total === other?.total, 'the second answer has another total_count')
    },
  },
  {
    id: 'semantics.used-message-id-is-refused',
    title: 'Another message under a used message_id is refused',
    clause: 'Registry core API 1.0.0: rjct.message_id.duplicate',
    level: 'must',
    async run(probe) {
      const criteria = byIdentifier(probe, await unknownOf(probe))
      const message_id = randomUUID()
      await probe.send('syncSearch', probe.searchMessage(criteria).message, { message_id })
      const { message } = probe.searchMessage(criteria)
      expectRefusal(await probe.send('syncSearch', message, { message_id }), 'another message of the same message_id')
    },
  },
]
