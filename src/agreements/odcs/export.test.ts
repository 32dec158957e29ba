import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { Check, Errors } from 'typebox/value'
import { parse, stringify } from 'yaml'
import { anyAgreement } from '../../../test/support/any-agreement.ts'
import { readPack } from '../../cli/pack.ts'
import { mustBeOk } from '../../kernel/result.ts'
import { makeVocabulary } from '../../semantics/vocabulary.ts'
import type { Agreement } from '../schema.ts'
import { DataContract } from './contract.ts'
import { agreementToOdcs } from './export.ts'

const pack = mustBeOk(await readPack('countries/tumaini'))
const declared = (id: string): Agreement => {
  const found = pack.agreements.find(({ agreement }) => agreement.id === id)
  if (found === undefined) throw new Error(`the demo has no ${id}`)
  return found.agreement
}
const exported = (agreement: Agreement, vocabulary = pack.vocabulary): DataContract =>
  agreementToOdcs({ agreement, vocabulary, status: 'active', publicUrl: 'https://node.example' })

function assertContract(contract: DataContract): void {
  const returned: unknown = parse(stringify(contract))
  assert.ok(Check(DataContract, returned), JSON.stringify([...Errors(DataContract, returned)].slice(0, 3)))
  assert.deepEqual(returned, contract)
}

test('every agreement of the demo country is a contract, and the same after YAML', () => {
  for (const { agreement } of pack.agreements) assertContract(exported(agreement))
})

test('an agreement with any clauses is one, with a dictionary that has none of its elements', () => {
  const empty = makeVocabulary([], [])
  fc.assert(
    fc.property(anyAgreement, (agreement) => assertContract(exported(agreement, empty))),
    { numRuns: 60 },
  )
})

test('every agreed field is a property of its service, and of the type of the form it leaves in', () => {
  for (const { agreement } of pack.agreements) {
    const { schema } = exported(agreement)
    assert.deepEqual(
      schema.map(({ name, properties }) => [name, properties.map((one) => one.name)]),
      agreement.services.map(({ service, fields }) => [service, fields.map(({ element }) => element)]),
    )
    const fields = agreement.services.flatMap((service) => service.fields)
    for (const [i, property] of schema.flatMap(({ properties }) => properties).entries()) {
      if (fields[i]?.release === 'yes-no') assert.equal(property.logicalType, 'boolean', property.name)
    }
  }
})

test('the dictionary gives meaning, class and valid codes of what leaves as it is', () => {
  const [schema] = exported(declared('crs-moe-births')).schema
  const property = schema?.properties.find(({ name }) => name === 'birth.date')
  assert.equal(property?.logicalType, 'date')
  assert.ok(property?.description !== undefined && property.classification !== undefined)
  const coded = pack.agreements
    .flatMap(({ agreement }) => exported(agreement).schema)
    .flatMap(({ properties }) => properties)
    .filter(({ quality }) => quality?.some((rule) => (rule.arguments?.validValues?.length ?? 0) > 0))
  assert.ok(coded.length > 0)
})

test('service level, breach, retention, roles and price are in their sections', () => {
  const contract = exported({
    ...declared('crs-moe-births'),
    serviceLevel: { availabilityPercent: 99.5, latencyP95Ms: 800, supportHours: '08:00–17:00', changeNoticeDays: 30 },
    breach: { noticeHours: 48, contact: { office: 'DPO', address: 'dpo@example.org' } },
    retention: [{ period: 'P90D', from: 'receipt', action: 'delete' }],
    cost: { model: 'per-check', amount: '1.50', currency: 'KES' },
    quality: { floorPercent: 95, remedy: { en: 'Mend it.', sw: 'Rekebisha.', fr: 'Corriger.' } },
    conditions: {
      ...{ recipientRoles: ['bursary-officer'], caseReferenceRequired: false, linkage: [] },
      ...{ commercialUse: false, reidentification: false },
    },
  })
  const sla = (name: string) => contract.slaProperties.find(({ property }) => property === name)
  assert.deepEqual(sla('latency'), { property: 'latency', value: 800, unit: 'ms', driver: 'operational' })
  assert.equal(sla('availability')?.value, 99.5)
  assert.equal(sla('timeToNotify')?.value, 48)
  assert.deepEqual(sla('retention'), { property: 'retention', value: 90, unit: 'd', driver: 'regulatory' })
  assert.deepEqual(contract.price, { priceAmount: 1.5, priceCurrency: 'KES', priceUnit: 'check' })
  assert.deepEqual(
    contract.roles.map(({ role }) => role),
    ['bursary-officer'],
  )
  assert.match(contract.schema[0]?.quality?.[0]?.description ?? '', /at least 95/)
})
