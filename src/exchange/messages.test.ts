import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { languages } from '../kernel/language.ts'
import { messages, wordsOf } from './messages.ts'

test('every reason that a step gives has a sentence and a way out in every language', () => {
  const steps = join(import.meta.dirname, 'steps')
  const sources = [...readdirSync(steps).map((file) => join(steps, file)), join(import.meta.dirname, 'pipeline.ts')]
  const used = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'(exchange\.[a-z-]+)'/g)].map(([, code]) => code),
  )
  assert.deepEqual([...new Set(used)].sort(), Object.keys(messages).sort())
  for (const [code, { says, fix }] of Object.entries(messages)) {
    for (const language of languages) {
      assert.ok(says[language].length > 0 && fix[language].length > 0, `${code} in ${language}`)
      assert.deepEqual(
        says[language].match(/\{[a-zA-Z]+\}/g)?.sort(),
        says.en.match(/\{[a-zA-Z]+\}/g)?.sort(),
        `${code} in ${language}`,
      )
    }
    assert.equal(new Set(languages.map((language) => says[language])).size, languages.length, code)
  }
})

test('reasons of an agreement are told in their own words', () => {
  const words = wordsOf({ code: 'agreements.consumer-unknown', params: { consumer: 'dss' } }, 'fr')
  assert.match(words.message, /dss/)
  assert.ok(words.fix)
})
