import { identifierQuery } from '../../standards/dci/expression.ts'
import { registries } from '../../standards/dci/registries.ts'
import { type Check, expect, need } from '../check.ts'
import { holds, identifiersOf, meets } from '../data.ts'
import { expectRefusal, foundBy, skip, verdictOf } from '../probe.ts'
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

const queryClause = (what: string) => `Registry core API 1.0.0: search_criteria.query, ${what}`

export const searchChecks: readonly Check[] = [
  {
    id: 'search.identifier-finds-who-was-asked-for',
    title: 'A search by an identifier finds the one it names, and nobody else',
    clause: queryClause('idtype-value'),
    level: 'must',
    async run(probe) {
      const known = await knownOf(probe)
      const { records } = foundBy(await probe.search(byIdentifier(probe, known)))
      expect(records.length > 0, 'a known identifier finds nobody')
      const shown = records.filter((record) => identifiersOf(record).length > 0)
      if (shown.length === 0) skip('the records show no identifier')
      expect(
        shown.every((record) => holds(record, known.value)),
        'a record that was found does not have the identifier',
      )
    },
  },
  {
    id: 'search.unknown-identifier-is-an-empty-answer',
    title: 'An identifier of nobody is answered with success and no records',
    clause: 'Registry core API 1.0.0: SearchStatusReasonCode has no reason for "not found"',
    level: 'must',
    async run(probe) {
      const { records, total } = foundBy(await probe.search(byIdentifier(probe, await unknownOf(probe))))
      expect(records.length === 0, `an identifier of nobody finds ${records.length} record(s)`)
      expect(total === undefined || total === 0, 'total_count is not 0 although there is no record')
    },
  },
  {
    id: 'search.expression-is-answered',
    title: 'A search by an expression is answered',
    clause: queryClause('expression'),
    level: 'must',
    async run(probe) {
      expect((await sampleOf(probe)).records.length > 0, 'no records')
    },
  },
  {
    id: 'search.predicate-is-answered',
    title: 'A search by predicates is answered like the same expression',
    clause: queryClause('predicate'),
    level: 'must',
    async run(probe) {
      const { attribute, records } = await sampleOf(probe)
      const { name, value } = { name: attribute.name, value: String(everybody(attribute).value) }
      const searched = await probe.search(
        byPredicate(probe, [{ attribute: name, operator: 'gt', value }], { page: { size: 10, number: 1 } }),
      )
      const found = foundBy(searched)
      expect(
        found.records.length === records.length,
        'predicates find another number of records than the same expression',
      )
      expect(await fitsTotal(probe, found.total), 'predicates have another total_count than the same expression')
    },
  },
  {
    id: 'search.records-are-where-they-belong',
    title: 'An item of success has data with its registry type and its records',
    clause: 'Registry core API 1.0.0: search_response[].data, reg_type, reg_records (array; DR: object)',
    level: 'must',
    async run(probe) {
      const { item } = foundBy((await sampleOf(probe)).searched)
      const { data } = item as { data?: { reg_type?: unknown; reg_records?: unknown } }
      expect(typeof data?.reg_type === 'string', 'data.reg_type is missing')
      const records = data.reg_records
      expect(typeof records === 'object' && records !== null, 'data.reg_records is missing')
      if (!Array.isArray(records)) {
        expect(probe.registry === 'dr' || probe.registry === 'crvs', 'data.reg_records is not an array')
      }
    },
  },
  {
    id: 'search.registry-type-comes-back',
    title: 'The data names the registry type that was asked for',
    clause: 'Registry core API 1.0.0: data.reg_type',
    level: 'should',
    async run(probe) {
      const { item } = foundBy((await sampleOf(probe)).searched)
      const { data } = item as { data?: { reg_type?: unknown } }
      const last = (name: string) => name.split(/[:/]/).at(-1)?.toLowerCase()
      expect(last(String(data?.reg_type)) === last(registries[probe.registry].type), 'data.reg_type is another')
    },
  },
  {
    id: 'search.and-narrows',
    title: 'A further condition joined by "and" finds the same or fewer',
    clause: queryClause('expression, $and'),
    level: 'must',
    async run(probe) {
      const { attribute, values, total } = await sampleOf(probe)
      const middle = need(values[Math.floor(values.length / 2)], 'the records do not show the attribute')
      const all = everybody(attribute)
      const narrow = { and: [all, { attribute: attribute.name, is: 'lte' as const, value: middle }] }
      const found = foundBy(await probe.search(byExpression(probe, narrow)))
      expect(found.records.length > 0, 'nobody is found although a record of the sample meets both conditions')
      expect(
        found.records.every((record) => meets(record, narrow) !== false),
        'a record does not meet both conditions',
      )
      if (total !== undefined && found.total !== undefined) {
        expect(found.total <= total, 'more are found by two conditions than by one of them')
      }
    },
  },
  {
    id: 'search.or-widens',
    title: 'Two conditions joined by "or" find who meets either',
    clause: queryClause('expression, $or'),
    level: 'must',
    async run(probe) {
      const { attribute, values } = await sampleOf(probe)
      const [least, most] = [need(values[0], 'the records do not show the attribute'), values.at(-1) ?? '']
      if (least === most) skip('all records of the sample have the same value')
      const one = { attribute: attribute.name, is: 'eq' as const, value: least }
      const other = { attribute: attribute.name, is: 'eq' as const, value: most }
      const either = foundBy(await probe.search(byExpression(probe, { or: [one, other] })))
      const totals = [await probe.search(byExpression(probe, one)), await probe.search(byExpression(probe, other))]
      const [a, b] = totals.map((searched) => foundBy(searched).total)
      expect(
        either.records.every((record) => meets(record, { or: [one, other] }) !== false),
        'a record meets neither',
      )
      if (a !== undefined && b !== undefined && either.total !== undefined) {
        expect(
          either.total === a + b,
          `"or" finds ${either.total} where its parts, that exclude one another, find ${a} and ${b}`,
        )
      }
    },
  },
  {
    id: 'search.graphql-is-not-answered-with-everybody',
    title: 'A GraphQL query that asks for nothing is refused',
    clause: 'Registry core API 1.0.0: query_type (SR and IBR have no graphql; elsewhere the query is not a valid one)',
    level: 'must',
    async run(probe) {
      const query = { type: 'ns:org:QueryType:graphql', value: { expression: 'query { nothingOfTheKind' } }
      const { message } = probe.searchMessage(probe.criteria({ queryType: 'graphql', query }))
      expectRefusal(await probe.send('syncSearch', message), 'a GraphQL query')
    },
  },
  {
    id: 'search.unknown-identifier-type-finds-nobody',
    title: 'A type of identifier that does not exist is refused or finds nobody',
    clause: queryClause('idtype-value (types are the implementation’s)'),
    level: 'must',
    async run(probe) {
      const known = await knownOf(probe)
      const query = identifierQuery('NO_SUCH_TYPE_OF_IDENTIFIER', known.value)
      const searched = await probe.search(probe.criteria({ queryType: 'idtype-value', query }))
      const verdict = verdictOf(searched.exchange)
      expect(verdict !== 'broken', `HTTP ${searched.exchange.reply.status}`)
      if (verdict === 'answered') expect(foundBy(searched).records.length === 0, 'somebody is found')
    },
  },
]
