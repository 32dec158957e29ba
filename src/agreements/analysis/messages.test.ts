import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import test from 'node:test'
import { languages } from '../../kernel/language.ts'
import { messages } from './finding.ts'

const parameters = (text: string) => [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name]) => name).sort()

test('every finding has its sentence and what would mend it in every language, and is given somewhere', () => {
  const folder = new URL('./', import.meta.url)
  const code = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n')
  for (const [name, { says, fix }] of Object.entries(messages)) {
    assert.ok(code.includes(`'${name}'`), `${name} is never given`)
    for (const text of [says, fix]) {
      for (const language of languages) {
        assert.deepEqual(parameters(text[language]), parameters(text.en), `${name} in ${language}`)
      }
      assert.equal(new Set(languages.map((language) => text[language])).size, languages.length, name)
    }
  }
})
