import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { leniencies } from './leniencies.ts'

test('the README and the guide tell every leniency, and no other', () => {
  for (const page of ['../README.md', '../../../../docs/guides/dci.md']) {
    const text = readFileSync(join(import.meta.dirname, page), 'utf8')
    const table = text
      .slice(text.indexOf('## Leniencies'))
      .split('\n')
      .filter((line) => /^\| [a-z]+-/.test(line))
    assert.deepEqual(
      table.map((line) => line.replaceAll(/ +\|/g, ' |')),
      Object.entries(leniencies).map(([name, taken]) => `| ${name} | ${taken} |`),
      page,
    )
  }
})
