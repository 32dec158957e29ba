// docs/guides/consent.md is followed as a reader would: its shell blocks, one after the other, against the product.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { root } from './support/database.ts'
import { startKiungo } from './support/kiungo.ts'

interface Answer {
  readonly sources: readonly { readonly status: string; readonly records?: readonly { readonly values: object }[] }[]
}

/** An adult with a telephone whom the social registry knows. */
function someone(dataFolder: string): string {
  const [heading = '', ...rows] = readFileSync(join(dataFolder, 'tumaini/registry/person.csv'), 'utf8').split('\n')
  const columns = heading.split(',')
  const cellOf = (row: readonly string[], name: string) => row[columns.indexOf(name)] ?? ''
  const found = rows
    .map((row) => row.split(','))
    .find((row) => /^\d{9}$/.test(cellOf(row, 'national_id')) && cellOf(row, 'phone') !== '')
  assert.ok(found)
  return cellOf(found, 'national_id')
}

test('refused without consent, answered with it, refused after its withdrawal: as the guide says', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-guide-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const { url, dataFolder } = await startKiungo(t, { scale: 0.004 })
  const guide = readFileSync(join(root, 'docs/guides/consent.md'), 'utf8')
  const blocks = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block ?? '')
  const script = [
    'set -uo pipefail',
    `kiungo() { '${process.execPath}' '${join(root, 'src/cli/main.ts')}' "$@"; }`,
    ...blocks.map((block) => `${block}echo "ended with $?"`),
  ]
    .join('\n')
    .replaceAll('http://127.0.0.1:7400', url)
    .replaceAll('123456789', someone(dataFolder))
  const env = { ...process.env, LANG: 'en', KIUNGO_URL: url }
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { cwd: folder, env })
  const ends = [...stdout.matchAll(/ended with (\d)/g)].map(([, code]) => Number(code))
  assert.deepEqual(ends, [3, 0, 0, 0, 0, 3], stdout + stderr)
  const { sources } = JSON.parse(readFileSync(join(folder, 'answer.json'), 'utf8')) as Answer
  assert.deepEqual(
    sources.map(({ status }) => status),
    ['answered'],
  )
  assert.match(JSON.stringify(sources), /person\.phone/)
  assert.match(stdout, /withdrawn/)
})
