import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'

const here = import.meta.dirname
const document = JSON.parse(readFileSync(join(here, '../../../docs/openapi.json'), 'utf8')) as { paths: object }

it('asks only addresses that the OpenAPI document has', () => {
  const known = Object.keys(document.paths).map((path) => path.replaceAll(/\{[^}]+\}/g, '*'))
  const sources = ['queries.ts', '../session/session.ts', '../pages/ask/AskPage.tsx', '../pages/ask/FindPerson.tsx']
  const asked = sources
    .flatMap((file) => [...readFileSync(join(here, file), 'utf8').matchAll(/['`](\/(?:v1|ledger)\/[^'`]*)['`]/g)])
    .map(([, path]) => (path ?? '').replaceAll(/\$\{[^}]+\}/g, '*'))
  assert.ok(asked.length >= 15)
  assert.deepEqual(
    asked.filter((path) => !known.includes(path)),
    [],
  )
})
