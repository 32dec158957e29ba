import assert from 'node:assert/strict'
import test from 'node:test'
import { languages } from '../../kernel/language.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import * as agreement from './messages/agreement.ts'
import * as safeguards from './messages/safeguards.ts'
import * as terms from './messages/terms.ts'
import * as use from './messages/use.ts'

const groups: Record<string, Record<string, LocalText>> = { ...agreement, ...safeguards, ...terms, ...use }
const parameters = (text: string) => [...text.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name]) => name).sort()

test('every sentence of the contract is there in every language, with the same parameters', () => {
  for (const [group, texts] of Object.entries(groups)) {
    for (const [name, text] of Object.entries(texts)) {
      for (const language of languages) {
        assert.ok(text[language].length > 0, `${group}.${name} in ${language}`)
        assert.deepEqual(parameters(text[language]), parameters(text.en), `${group}.${name} in ${language}`)
      }
    }
  }
})
