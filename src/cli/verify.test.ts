import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { languages } from '../kernel/language.ts'
import { mustBeOk } from '../kernel/result.ts'
import { receiptMessages } from '../ledger/messages.ts'
import { exitCodes } from './command.ts'
import { verify } from './commands/verify.ts'
import { createOutput } from './output.ts'

for (const language of languages) {
  test(`a receipt that fails is told with a sentence in ${language}, and the code beside it`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'kiungo-verify-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'receipt.json')
    writeFileSync(file, '{"format":"something else"}')
    const out: string[] = []
    const streams = { out: (text: string) => void out.push(text), err: () => undefined, interactive: false }
    const output = createOutput(streams, language, false)
    const code = mustBeOk(await verify.run({ positionals: [file], options: {}, environment: {}, output }))
    assert.equal(code, exitCodes.refused)
    assert.ok(out.join('').includes(`– ${receiptMessages['receipt.malformed'][language]} [receipt.malformed]`))
  })
}

test('every reason of a receipt has three sentences that differ', () => {
  for (const [code, text] of Object.entries(receiptMessages)) {
    assert.equal(new Set(languages.map((language) => text[language])).size, languages.length, code)
  }
})
