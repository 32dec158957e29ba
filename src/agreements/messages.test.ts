import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import test from 'node:test'
import { languages } from '../kernel/language.ts'
import { type Message, messages, sentenceOf, wordsOf } from './messages.ts'

const all: [string, Message][] = Object.entries(messages)
const parameters = (text: string) => [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name]) => name).sort()

test('every reason has its sentence in every language, with the same parameters', () => {
  for (const [code, { says, fix }] of all) {
    for (const text of [says, ...(fix === undefined ? [] : [fix])]) {
      for (const language of languages) {
        assert.ok(text[language].length > 0, `${code} in ${language}`)
        assert.deepEqual(parameters(text[language]), parameters(text.en), `${code} in ${language}`)
      }
    }
    assert.equal(new Set(languages.map((language) => says[language])).size, languages.length, code)
  }
})

test('every refusal says what would make it pass', () => {
  const used = ['rules/', 'lifecycle/']
    .map((name) => new URL(name, import.meta.url))
    .flatMap((folder) => readdirSync(folder).map((file) => new URL(file, folder)))
    .filter(({ pathname }) => !pathname.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  const refusing = [...used.matchAll(/(?:refuse|reason)\('([^']+)'/g)].map(([, code]) => code)
  assert.ok(refusing.length > 15)
  for (const code of refusing)
    assert.ok(
      messages[code as keyof typeof messages] !== undefined && 'fix' in messages[code as keyof typeof messages],
      code,
    )
  for (const [code] of all) assert.ok(used.includes(`'${code}'`), `${code} is never given`)
})

test('a sentence is filled in the reader’s language', () => {
  const reason = {
    code: 'agreements.agreement-expired',
    params: { agreement: 'a', validUntil: '2026-01-31', today: '2026-02-01' },
  }
  assert.equal(
    sentenceOf(reason, 'fr'),
    'L’accord a a pris fin le 2026-01-31 ; nous sommes le 2026-02-01. Les parties doivent le renouveler.',
  )
  assert.equal(wordsOf(reason, 'sw')?.fix, 'Pande husika lazima ziyahuishe.')
  assert.equal(wordsOf({ code: 'exchange.unavailable', params: {} }, 'en'), undefined)
})
