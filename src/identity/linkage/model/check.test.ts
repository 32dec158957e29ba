import assert from 'node:assert/strict'
import test from 'node:test'
import { mustBeOk } from '../../../kernel/result.ts'
import { anyCountry } from '../cleaning/country.ts'
import { bitsOf } from '../compare/levels.ts'
import { checkModel } from './check.ts'
import type { CleanerOf } from './cleaned.ts'
import { columnsOfField, usedColumns } from './columns.ts'
import { narrowBlocking, personModel, wideBlocking } from './person.ts'
import type { LinkageModel } from './schema.ts'
import { modelDigest, preparationDigest, signedModel, signModel, structureDigest } from './signed.ts'

const columns = {
  ...{ given: 'given_name', family: 'surname', birth: 'dob', sex: 'sex', nationalId: 'nid', phone: 'phone' },
  ...{ place: ['region', 'district', 'ward', 'village'], mother: 'mother_name' },
}
const model = personModel(columns)

/** The fault of the model as it is after a change. */
function faultOf(change: (draft: LinkageModel) => unknown) {
  const draft = structuredClone(model)
  change(draft)
  const checked = checkModel(draft)
  assert.ok(!checked.ok, 'a fault was expected')
  return checked.problem
}

test('the first models are sound, and read no more columns than the kernel holds in a line for blocking', () => {
  for (const blocking of [narrowBlocking, wideBlocking]) mustBeOk(checkModel(personModel(columns, blocking)))
})

test('a fault is told with its place and how to mend it', () => {
  const unknown = faultOf((draft) => draft.blocking.rules[0]!.columns.push('given.soundex'))
  assert.equal(unknown.pointer, '/blocking/rules/0/columns')
  assert.match(unknown.message, /given\.soundex, which no field yields/)
  assert.match(unknown.fix, /given\.phonetic/)
  assert.equal(faultOf((draft) => draft.fields.push(draft.fields[0]!)).pointer, '/fields/9/id')
  assert.match(faultOf((draft) => delete (draft as { blocking?: unknown }).blocking).message, /root/)
  assert.equal(faultOf((draft) => (draft.thresholds.review = 9)).pointer, '/thresholds/review')
})

test('a test must fit the sort of its values', () => {
  const within = { test: 'within', column: 'given.exact', atMost: 1 } as const
  assert.match(faultOf((draft) => draft.comparisons[0]!.levels[0]!.when.push([within])).message, /wrong sort/)
  const similar = { test: 'similar', column: 'dob.iso', atLeast: 0.9 } as const
  assert.match(faultOf((draft) => draft.comparisons[2]!.levels[0]!.when.push([similar])).message, /wrong sort/)
  const crosswise = { test: 'crosswise', columns: ['given.exact', 'sex.exact'] } as ['', ''] & never
  assert.match(
    faultOf((draft) => draft.comparisons[0]!.levels[0]!.when.push([crosswise] as never)).message,
    /wrong sort/,
  )
})

test('a comparison depends on one before it', () => {
  assert.match(faultOf((draft) => (draft.comparisons[0]!.dependsOn = 'place')).fix, /Put place before given/)
})

test('trained numbers of other comparisons, or that do not sum to one, are refused', () => {
  const pairs = { match: 1, household: 1, unrelated: 1 }
  const stranger = {
    records: 10,
    pairs,
    comparisons: [{ id: 'x', match: [[0.5, 0.5]], household: [[0.5, 0.5]], unrelated: [[0.5, 0.5]] }],
  }
  assert.equal(faultOf((draft) => (draft.parameters = stranger)).pointer, '/parameters/comparisons')
  const whole = model.comparisons.map(({ id, levels, dependsOn }) => {
    const parent = model.comparisons.find((other) => other.id === dependsOn)
    const rows = parent === undefined ? 1 : parent.levels.length + 2
    const even = Array.from({ length: rows }, () => levels.concat(levels[0]!).map(() => 1 / (levels.length + 1)))
    return { id, match: even, household: even, unrelated: even }
  })
  mustBeOk(checkModel({ ...model, parameters: { records: 10, pairs, comparisons: whole } }))
  const bent = whole.map((one, i) => (i === 3 ? { ...one, match: [[0.5, 0.4]] } : one))
  assert.equal(
    faultOf((draft) => (draft.parameters = { records: 10, pairs, comparisons: bent })).pointer,
    '/parameters/comparisons/3',
  )
})

test('names share their dictionaries, other fields have their own', () => {
  const domains = (id: string) =>
    columnsOfField(model.fields.find((field) => field.id === id)!).map(({ domain }) => domain)
  assert.deepEqual(domains('given'), domains('mother'))
  assert.deepEqual(domains('place'), ['place-place-1', 'place-place-2', 'place-place-3', 'place-place-4'])
  assert.ok(!usedColumns(model).some(({ name }) => name === 'given.sorted'), 'what no comparison reads is not encoded')
  assert.equal(bitsOf(model.comparisons[2]!), 3)
})

test('a digest changes with what it stands for, and a changed model is not the one that was signed', () => {
  const later = { ...model, thresholds: { ...model.thresholds, link: 3 } }
  assert.notEqual(modelDigest(later), modelDigest(model))
  assert.equal(structureDigest(later), structureDigest(model))
  assert.equal(preparationDigest(model), preparationDigest(later))
  const signed = signModel(model, 'steward', '2026-03-01')
  mustBeOk(signedModel(signed))
  const changed = signedModel({ ...signed, model: later })
  assert.ok(!changed.ok && changed.problem.code === 'identity.model-not-signed')
})

test('cleaning is one pure function for each kind', () => {
  const cleanerOf: CleanerOf = Object.assign(() => (raw: string | null) => ({ exact: raw }), { country: anyCountry })
  assert.deepEqual(cleanerOf('sex')('f'), { exact: 'f' })
})
