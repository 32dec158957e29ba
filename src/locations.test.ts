import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import type { Static } from 'typebox'
import { Check } from 'typebox/value'
import { readPack } from './cli/pack.ts'
import { mustBeOk } from './kernel/result.ts'
import { Locations, locationRoutes } from './locations.ts'

test('every place but the country is in another, and each code list of places is told whole', async () => {
  const { geography, vocabulary } = mustBeOk(await readPack(join(import.meta.dirname, '../countries/tumaini')))
  assert.ok(geography !== undefined)
  const [route] = locationRoutes(geography).routes
  assert.equal(route?.access, 'public')
  const view = route?.handler({} as Parameters<typeof route.handler>[0], {} as Parameters<typeof route.handler>[1])
  assert.ok(Check(Locations, view))
  const { locations } = view as Static<typeof Locations>
  const ids = new Set(locations.map(({ id }) => id))
  assert.equal(ids.size, locations.length)
  const roots = locations.filter(({ contained_in_place: parent }) => parent === null || !ids.has(parent))
  assert.deepEqual(
    roots.map(({ id }) => id),
    ['TU'],
  )
  for (const list of ['region', 'county', 'ward', 'village']) {
    const told = locations.filter((place) => place.additional_type === list).map(({ id }) => id)
    assert.deepEqual(told.sort(), (vocabulary.codeLists.get(list)?.codes ?? []).map(({ code }) => code).sort(), list)
  }
})
