import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { csv } from './csv.ts'

/** Reads one row of RFC 4180 back. */
const cells = (row: string): string[] =>
  [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
  )

test('what is written is read back, and what a spreadsheet would compute is text', () => {
  const cell = fc.string({ minLength: 1, unit: fc.constantFrom('a', '"', ',', '=', '+', '-', '@', ' ', '\n', '\t') })
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (row) => {
      const read = cells(csv(row, []).slice(0, -2))
      assert.deepEqual(
        read,
        row.map((one) => (/^[=+\-@\t]/.test(one) ? `'${one}` : one)),
      )
    }),
  )
})

test('numbers stay numbers', () => {
  assert.equal(csv(['n'], [[-1]]), 'n\r\n-1\r\n')
})
