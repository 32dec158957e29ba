import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fill, negotiateLanguage } from './language.ts'

test('the reader’s first language that exists is chosen, by weight and then by order', () => {
  assert.equal(negotiateLanguage('sw-TZ,sw;q=0.9,en;q=0.8'), 'sw')
  assert.equal(negotiateLanguage('de,fr;q=0.5,sw;q=0.7'), 'sw')
  assert.equal(negotiateLanguage('fr;q=0,sw;q=0.1'), 'sw')
  assert.equal(negotiateLanguage('de'), 'en')
  assert.equal(negotiateLanguage(undefined), 'en')
})

test('a parameter without a value stays visible in the sentence', () => {
  assert.equal(
    fill('{purpose} is not agreed in {agreement}', { purpose: 'research' }),
    'research is not agreed in {agreement}',
  )
})
