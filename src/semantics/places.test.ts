// The pack says some things twice, for people to read in one place: here they are held to each other.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { parse } from 'yaml'

interface Ward {
  readonly code: string
  readonly name: string
  readonly formerName?: string
  readonly legacyCode: string
  readonly villages: readonly { readonly code: string; readonly name: string }[]
}
interface County {
  readonly code: string
  readonly name: string
  readonly wards: readonly Ward[]
}
interface Region {
  readonly code: string
  readonly name: { readonly en: string }
  readonly counties: readonly County[]
}
interface MappingRule {
  readonly element?: string
  readonly codes?: Readonly<Record<string, string>>
}

const pack = join(import.meta.dirname, '../../countries/tumaini')
const yaml = (name: string) => parse(readFileSync(join(pack, name), 'utf8'))
const regions: readonly Region[] = yaml('geography.yaml').regions
const counties = regions.flatMap((region) => region.counties)
const wards = counties.flatMap((county) => county.wards)

const listed = (list: string): Record<string, string> =>
  Object.fromEntries(
    yaml(`codelists/${list}.yaml`).codes.map(({ code, label }: { code: string; label: { en: string } }) => [
      code,
      label.en,
    ]),
  )
const crosswalk = (mapping: string, element: string) =>
  yaml(`mappings/${mapping}.yaml`).answer.find((rule: MappingRule) => rule.element === element).codes

test('the code lists of places are the geography', () => {
  const named = (places: readonly { code: string; name: string }[]) =>
    Object.fromEntries(places.map(({ code, name }) => [code, name]))
  assert.deepEqual(listed('region'), Object.fromEntries(regions.map(({ code, name }) => [code, name.en])))
  assert.deepEqual(listed('county'), named(counties))
  assert.deepEqual(listed('ward'), named(wards))
  assert.deepEqual(listed('village'), named(wards.flatMap(({ villages }) => villages)))
})

test('the crosswalks of places are those of the geography: old codes, former names, current names', () => {
  const pairs = (keyOf: (ward: Ward) => string) => Object.fromEntries(wards.map((ward) => [keyOf(ward), ward.code]))
  const ward = 'household.location.ward'
  assert.deepEqual(
    crosswalk('pension-mis.pensioner', ward),
    pairs(({ legacyCode }) => legacyCode),
  )
  assert.deepEqual(
    crosswalk('drought-mis.transfer', ward),
    pairs(({ formerName, name }) => formerName ?? name),
  )
  assert.deepEqual(
    crosswalk('ngo-mis.assistance', ward),
    pairs(({ name }) => name),
  )
  for (const mapping of ['drought-mis.transfer', 'ngo-mis.assistance']) {
    assert.deepEqual(
      crosswalk(mapping, 'household.location.county'),
      Object.fromEntries(counties.map(({ name, code }) => [name, code])),
    )
  }
})

test('the code list of programmes is the list of programmes', () => {
  const { programmes } = yaml('programmes.yaml')
  assert.deepEqual(
    listed('programme'),
    Object.fromEntries(
      programmes.map(({ code, name }: { code: string; name: { en: string } }) => [code.toLowerCase(), name.en]),
    ),
  )
})
