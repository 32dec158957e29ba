import assert from 'node:assert/strict'
import test from 'node:test'
import { type Language, languages } from '../../kernel/language.ts'
import { exampleAgreement } from '../example.ts'
import type { Agreement } from '../schema.ts'
import { contract } from './contract.ts'
import { fullAgreement } from './full-example.ts'
import { contractHtml } from './html.ts'

const names = { members: new Map(), services: new Map(), elements: new Map(), purposes: new Map(), signatures: [] }
const page = (agreement: Agreement, language: Language = 'en') =>
  contractHtml(contract(agreement, { ...names, language, hash: 'c'.repeat(64) }))

test('the page says its language, needs nothing from elsewhere, and carries the hash', () => {
  for (const language of languages) {
    const html = page(fullAgreement, language)
    assert.ok(html.includes(`<html lang="${language}"`))
    assert.ok(!/(?:src|href)=|url\(|<script/.test(html))
    assert.ok(html.includes(`<meta name="kiungo-agreement-hash" content="${'c'.repeat(64)}">`))
  }
})

test('dates, numbers and periods are those of the reader’s language', () => {
  for (const [language, parts] of Object.entries({
    en: ['31 December 2026', '120,000', '90 days', '99.5', '2.50'],
    sw: ['31 Desemba 2026', '120,000', 'siku 90', '99.5', '2.50'],
    fr: ['31 décembre 2026', '120 000', '90 jours', '99,5', '2,50'],
  })) {
    const html = page(fullAgreement, language as Language).replaceAll('\u00a0', ' ')
    for (const part of parts) assert.ok(html.includes(part), `${language}: ${part}`)
  }
})

test('words of the parties can break neither the page nor the direction of what stands around them', () => {
  const name = { en: '<b>&\u202eevil\u2066 "x"', sw: 'x', fr: 'x' }
  const html = page({ ...exampleAgreement, title: name })
  assert.ok(html.includes('<h1><bdi>&lt;b&gt;&amp;\ufffdevil\ufffd &quot;x&quot;</bdi></h1>'))
  assert.ok(page(fullAgreement).includes('<bdi>فاطمة الزهراء بنت عبد الرحمن</bdi>'))
  assert.ok(!/[\u2066-\u2069\u202a-\u202e]/.test(page(fullAgreement)))
})

test('what a lawyer would look for and the parties left out is said to be absent', () => {
  const html = page(exampleAgreement)
  assert.equal(html.match(/The parties have agreed nothing on this\./g)?.length, 10)
  assert.ok(html.includes('The data do not leave the country.'))
})
