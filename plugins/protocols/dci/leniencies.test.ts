import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { leniencies } from './leniencies.ts'

test('the README tells every leniency, and no other', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  const table = readme
    .slice(readme.indexOf('## Leniencies'))
    .split('\n')
    .filter((line) => /^\| [a-z]+-/.test(line))
  assert.deepEqual(
    table.map((line) => line.replaceAll(/ +\|/g, ' |')),
    Object.entries(leniencies).map(([name, taken]) => `| ${name} | ${taken} |`),
  )
})
