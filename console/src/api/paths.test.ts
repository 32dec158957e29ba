import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { it } from 'node:test'

const sourceFolder = join(import.meta.dirname, '..')
const document = JSON.parse(readFileSync(join(sourceFolder, '../../docs/openapi.json'), 'utf8')) as { paths: object }

/** Every address that the console's code names, its variable parts as `*`. */
const asked = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
  .flatMap((file) => [
    ...readFileSync(join(sourceFolder, file), 'utf8').matchAll(/['`](\/(?:v1|ledger)\/[^'`?]*)[^'`]*['`]/g),
  ])
  .map(([, path]) => (path ?? '').replaceAll(/\$\{[^}]+\}/g, '*'))

it('asks only addresses that the OpenAPI document has', () => {
  const known = Object.keys(document.paths).map((path) => path.replaceAll(/\{[^}]+\}/g, '*'))
  assert.ok(asked.length >= 40)
  assert.deepEqual(
    asked.filter((path) => !known.includes(path)),
    [],
  )
})
