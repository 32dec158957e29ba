// The agreements of the demo country, analysed as its legal officers would: what is told of must be worth their time.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { analyse } from '../src/agreements/analysis/analyse.ts'
import { compose } from '../src/agreements/analysis/compose.ts'
import { elementFacts } from '../src/agreements/analysis/ground.ts'
import { broaderPurposes } from '../src/agreements/book.ts'
import { readPack } from '../src/cli/pack.ts'
import { mustBeOk } from '../src/kernel/result.ts'
import { root } from './support/database.ts'

const pack = mustBeOk(await readPack(join(root, 'countries/tumaini')))
const memberOf = new Map(pack.systems.map(({ id, member }) => [id, member]))
const today = '2026-11-24'
const inForce = pack.agreements
  .filter(
    ({ status, agreement: { validFrom, validUntil } }) =>
      status === 'active' && validFrom <= today && today <= validUntil,
  )
  .map(({ agreement }) => agreement)
const world = {
  ...{ inForce, purposes: pack.purposes, broaderPurposes: broaderPurposes(pack.purposes) },
  element: elementFacts(pack.vocabulary, (system) => memberOf.get(system)),
  combination: pack.combination,
  hasEvents: () => true,
  clauseFaults: () => [],
}
const all = pack.agreements.map(({ agreement }) => ({ id: agreement.id, findings: analyse(agreement, world) }))
const told = (id: string) =>
  (all.find((one) => one.id === id)?.findings ?? []).map(({ severity, says }) => `${severity}: ${says.en}`)

test('the one agreement whose sensitive field is withheld at every answer is the one that is found in error', () => {
  const errors = all.flatMap(({ id, findings }) =>
    findings.filter(({ severity }) => severity === 'error').map(({ code }) => `${id} ${code}`),
  )
  assert.deepEqual(errors, ['nsps-ndma-registry analysis.sensitive-without-ground'])
})

test('nobody has to read more than a few findings on an agreement, and on most none that is grave', () => {
  for (const { id, findings } of all) assert.ok(findings.length <= 8, `${id}: ${findings.length}`)
  const clear = all.filter(({ findings }) => findings.every(({ severity }) => severity === 'notice'))
  assert.ok(clear.length > all.length / 3, `${clear.length} of ${all.length}`)
})

test('what a legal officer would ask about is told of', () => {
  assert.match(told('ncpd-dss-certificates').join('\n'), /warning: .*not among .*impairment\.type/)
  assert.match(told('nida-nsps-identity').join('\n'), /warning: .*in a form that hides it \(person\.national-id\)/)
  assert.match(told('nsps-dss-registry').join('\n'), /warning: .*may be searched by .*person\.marital-status/)
  assert.match(told('nsps-dss-registry').join('\n'), /notice: .*narrower form.*person\.birth-date/)
  assert.match(told('nsps-ngoc-overlap').join('\n'), /warning: Not classed as sensitive.*enrolment\.programme/)
  assert.deepEqual(told('nida-dss-identity'), [], 'yes or no on everything, one record')
})

test('the pension department can bring all it receives together by the national number', () => {
  const { profiles, onward } = compose('dss', inForce, world)
  assert.equal(profiles.length, 1)
  assert.ok(profiles[0]?.keys.includes('national-id'))
  assert.deepEqual(
    profiles[0]?.inferences.map(({ id }) => id),
    ['health', 'poverty', 'family', 'wealth'],
  )
  assert.deepEqual(
    onward.map(({ members }) => members.join(' → ')),
    ['nida → nsps → dss'],
  )
})

test('the ministry of education knows the household of a pupil only by a pseudonym', () => {
  const { profiles } = compose('moe', inForce, world)
  const learned = profiles.flatMap((profile) => profile.learned)
  assert.equal(learned.find(({ element }) => element === 'person.household-id')?.form, 'pseudonym')
  assert.ok(learned.every(({ element }) => !element.startsWith('household.score')))
})
