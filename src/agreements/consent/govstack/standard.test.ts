import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import type { TObject } from 'typebox'
import { createTestDatabase } from '../../../../test/support/database.ts'
import * as ours from './schema.ts'
import { openPortal } from './test-portal.ts'

interface Standard {
  readonly operations: readonly { readonly method: string; readonly path: string; readonly answer: readonly string[] }[]
  readonly schemas: Readonly<
    Record<string, { readonly required: readonly string[]; readonly members: readonly string[] }>
  >
}

const standard: Standard = JSON.parse(readFileSync(join(import.meta.dirname, 'test-standard.json'), 'utf8'))

test('every operation of the text is served, and answers with the members that the text gives it', async (t) => {
  const { pool } = await createTestDatabase(t)
  const { routes } = await openPortal(t, pool, [])
  for (const { method, path, answer } of standard.operations) {
    const url = `/govstack/consent${path.replace(/\{(\w+)\}/g, ':$1')}`
    const served = routes.find((one) => one.method === method && one.url === url)
    assert.ok(served, `${method} ${path}`)
    const { properties } = served.schema.response[200] as TObject
    const missing = answer.filter((member) => !(member in properties))
    assert.deepEqual(missing, [], `${method} ${path}`)
  }
  assert.equal(routes.length, standard.operations.length, 'and nothing beside')
})

const schemas = {
  ...{ Policy: ours.Policy, DataAgreement: ours.DataAgreement, Individual: ours.Individual, Revision: ours.Revision },
  ...{ ConsentRecord: ours.ConsentRecord, Signature: ours.Signature, Webhook: ours.Webhook },
  DataAgreementAttribute: ours.DataAgreementAttribute,
}

/** Where we differ from the text knowingly: decision 0014. */
const kept = { 'Individual.externalId': 'it is a national number, and never answered' }
const added = new Set(['DataAgreement.attributes'])

test('what is answered has every member that the text requires, and none that it does not know', () => {
  const wrong = Object.entries(schemas).flatMap(([name, schema]) => {
    const { required, members } = standard.schemas[name] ?? { required: [], members: [] }
    const { properties } = schema as TObject
    const always: readonly string[] = (schema as TObject).required ?? []
    return [
      ...required.filter((one) => !always.includes(one)).map((one) => `${name}.${one} is not always there`),
      ...Object.keys(properties)
        .filter((one) => !members.includes(one) && !added.has(`${name}.${one}`))
        .map((one) => `${name}.${one} is not in the text`),
    ].filter((line) => !Object.keys(kept).some((known) => line.startsWith(known)))
  })
  assert.deepEqual(wrong, [])
})
