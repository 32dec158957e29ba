import assert from 'node:assert/strict'
import test from 'node:test'
import { languages } from '../../kernel/language.ts'
import { generateSigningKey } from '../../kernel/signature.ts'
import { receiptOf } from './chain.ts'
import { receiptPage } from './receipt-page.ts'
import type { ConsentRevision, ConsentTerms } from './schema.ts'
import { exampleGiving, exampleTerms } from './test-consent.ts'

const dss = { en: 'Social Services', sw: 'Huduma za Jamii', fr: 'Services sociaux' }
const names = { members: new Map([['dss', dss]]), purposes: new Map(), elements: new Map() }

function page(language: (typeof languages)[number], terms: ConsentTerms = exampleTerms, intact = true): string {
  const record: ConsentRevision = {
    ...{ schema: 'ISO/IEC TS 27560:2023', id: `con-${'0'.repeat(26)}`, revision: 1, subject: 'a'.repeat(64) },
    ...{ status: 'given', terms, giving: exampleGiving },
    ...{ recordedAt: '2026-06-15T09:00:00Z', recordedBy: { account: 'officer', member: 'dss' } },
  }
  return receiptPage({ receipt: receiptOf(record, generateSigningKey()), intact, names, language })
}

test('the receipt says in each language who may receive what, until when, and where it is taken back', () => {
  const titles = { en: 'You said yes', sw: 'Ulikubali', fr: 'Vous avez dit oui' }
  const ends = { en: '31 May 2027', sw: '31 Mei 2027', fr: '31 mai 2027' }
  for (const language of languages) {
    const html = page(language)
    const heading = `<h1>${titles[language]}</h1>`
    for (const told of [
      `<html lang="${language}">`,
      heading,
      ends[language],
      '*384*7#',
      'person.birth-date',
      dss[language],
    ]) {
      assert.ok(html.includes(told), told)
    }
    assert.doesNotMatch(html, /<script|<link|src=|\bundefined\b/)
    assert.doesNotMatch(html, /a{64}/, 'the person’s key is nobody’s to see')
  }
})

test('whatever was recorded is text, and a broken record says so', () => {
  const html = page('en', { ...exampleTerms, withdrawal: '<script>alert(1)</script>' })
  assert.ok(html.includes('&lt;script&gt;'))
  assert.doesNotMatch(html, /<script>/)
  assert.doesNotMatch(html, /role="alert"/)
  assert.match(page('sw', exampleTerms, false), /role="alert".*haithibitiki/)
})
