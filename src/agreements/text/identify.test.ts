import assert from 'node:assert/strict'
import test from 'node:test'
import { deflateSync } from 'node:zlib'
import { strFromU8, unzipSync } from 'fflate'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { digestOf } from '../../kernel/digest.ts'
import { contract } from './contract.ts'
import { plain } from './document.ts'
import { contractDocx } from './docx.ts'
import { documentFonts } from './fonts.ts'
import { fullAgreement } from './full-example.ts'
import { markerOfPdf } from './identify.ts'
import { markerOf } from './marker.ts'
import { escaped } from './markup.ts'
import { contractPdf } from './pdf.ts'

const hash = digestOf(fullAgreement)
const names = { members: new Map(), services: new Map(), elements: new Map(), purposes: new Map(), signatures: [] }
const text = contract(fullAgreement, { ...names, language: 'en', hash })
const createdAt = new Date('2026-01-01T00:00:00Z')
const source = { source: fullAgreement, canonical: canonicalJson(fullAgreement), createdAt }
const pdf = await contractPdf(text, source, documentFonts())
const marker = { id: fullAgreement.id, version: fullAgreement.version, hash }
const codeOf = (bytes: Buffer) => {
  const found = markerOfPdf(bytes)
  return found.ok ? found.value : found.problem.code
}

test('a PDF says which version it was made from, also after a signer’s tool appended to it', () => {
  assert.deepEqual(codeOf(pdf), marker)
  const appended = Buffer.from('\n9 0 obj <</Type/Sig/Contents<00>>> endobj\nxref\n0 0\ntrailer <<>>\n%%EOF\n')
  assert.deepEqual(codeOf(Buffer.concat([pdf, appended])), marker)
})

test('the marker is found in a file that was written anew: compressed, or in UTF-16', () => {
  const packed = deflateSync(Buffer.from(`<</Keywords(${markerOf(marker)})>>`))
  const wrap = (body: Buffer) =>
    Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj <<>> stream\n'), body, Buffer.from('\nendstream')])
  assert.deepEqual(codeOf(wrap(packed)), marker)
  assert.deepEqual(codeOf(wrap(Buffer.from(markerOf(marker), 'utf16le'))), marker)
})

test('a file that names none or two versions, or is no PDF, is refused', () => {
  assert.equal(codeOf(Buffer.from('%PDF-1.7 nothing')), 'agreements.document-unmarked')
  const other = Buffer.from(markerOf({ ...marker, hash: '0'.repeat(64) }))
  assert.equal(codeOf(Buffer.concat([pdf, other])), 'agreements.document-ambiguous')
  assert.equal(codeOf(Buffer.from('PK')), 'agreements.not-a-pdf')
  const bomb = deflateSync(Buffer.alloc(20_000_000))
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7 stream\n'), bomb, Buffer.from('endstream')])
  assert.equal(codeOf(bytes), 'agreements.document-unmarked')
})

test('the same version gives the same files', async () => {
  assert.ok(pdf.equals(await contractPdf(text, source, documentFonts())))
  assert.ok(contractDocx(text, source).equals(contractDocx(text, source)))
})

test('the document for Word says all that the contract says, and keeps its hash at the foot', () => {
  const parts = unzipSync(contractDocx(text, source))
  const part = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
  const written = part('word/document.xml').replaceAll(/<[^>]*>/g, '')
  for (const { clauses } of [...text.articles, ...text.annexes]) {
    for (const one of clauses) assert.ok(written.includes(escaped(plain(one.text))), one.text)
  }
  assert.ok(part('word/footer1.xml').includes(hash))
  assert.ok(part('word/document.xml').includes('<w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">فاطمة'))
  assert.ok(part('docProps/core.xml').includes(markerOf(marker)))
})

test('the PDF is tagged, names its language and has the object attached', () => {
  const raw = pdf.toString('latin1')
  for (const part of ['/MarkInfo', '/StructTreeRoot', '/Lang (en)', '(agreement.json)', '/DisplayDocTitle true']) {
    assert.ok(raw.includes(part), part)
  }
})
