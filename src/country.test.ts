import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { Check } from 'typebox/value'
import { readPack } from './cli/pack.ts'
import { CountryView, countryRoutes } from './country.ts'
import { mustBeOk } from './kernel/result.ts'

test('the country of a node tells its zone and its currency, and nothing of its agencies', async () => {
  const { country } = mustBeOk(await readPack(join(import.meta.dirname, '../countries/tumaini')))
  const [route] = countryRoutes(country).routes
  assert.equal(route?.access, 'public')
  const view = route?.handler({} as Parameters<typeof route.handler>[0], {} as Parameters<typeof route.handler>[1])
  assert.ok(Check(CountryView, view))
  assert.deepEqual([view.code, view.timeZone, view.currency.code], ['TU', 'Africa/Nairobi', 'TUS'])
})
