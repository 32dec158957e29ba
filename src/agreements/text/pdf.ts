import PdfDocument from 'pdfkit'
import { fill } from '../../kernel/language.ts'
import type { Article, Clause, Contract, Fact, SignatureBlock } from './document.ts'
import { plain } from './document.ts'
import type { Fonts } from './fonts.ts'
import { markerOf } from './marker.ts'
import { openSheet, type Sheet } from './pdf-sheet.ts'

/** What goes into the file beside the text. */
export interface PdfSource {
  readonly source: { readonly id: string; readonly version: number }
  /** The object in its canonical form (RFC 8785): what was hashed and signed. */
  readonly canonical: string
  /** When the version came to be: a file made again is the same, byte for byte. */
  readonly createdAt: Date
}

/** The contract as a tagged PDF on A4, with the object attached. */
export async function contractPdf(contract: Contract, made: PdfSource, fonts: Fonts): Promise<Buffer> {
  const { language, kind, title, footer, hash } = contract
  const marker = markerOf({ ...made.source, hash }, contract.of)
  const document = new PdfDocument({
    ...{ size: 'A4', margins: { top: 62, bottom: 70, left: 62, right: 62 }, bufferPages: true, autoFirstPage: true },
    ...{ pdfVersion: '1.7', tagged: true, lang: language, displayTitle: true },
    info: {
      ...{ Title: plain(`${kind}: ${title}`), Subject: plain(footer.agreement), Keywords: marker },
      ...{ Creator: 'Kiungo', Producer: 'Kiungo', CreationDate: made.createdAt, ModDate: made.createdAt },
    },
  })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const finished = new Promise<void>((resolve, reject) => document.once('end', resolve).once('error', reject))
  const dates = { creationDate: made.createdAt, modifiedDate: made.createdAt }
  document.file(Buffer.from(made.canonical), { name: `${contract.of}.json`, type: 'application/json', ...dates })
  const sheet = openSheet(document, fonts)
  write(sheet, contract)
  sheet.footers((page, pages) => [footer.agreement, fill(footer.page, { page, pages }), `SHA-256 ${footer.hash}`])
  sheet.close()
  document.end()
  await finished
  return Buffer.concat(chunks)
}

function write(sheet: Sheet, { kind, title, facts, articles, annexes, signing }: Contract): void {
  sheet.paragraph(kind, { tag: 'P', size: 10, colour: 'accent', after: 2 })
  sheet.paragraph(title, { tag: 'H1', size: 19, bold: true, after: 12 })
  factLines(sheet, facts)
  for (const article of articles) section(sheet, article, `${article.number}  `)
  sheet.paragraph(signing.heading, heading)
  sheet.paragraph(signing.text, { tag: 'P', after: 8 })
  for (const block of signing.blocks) signatureBlock(sheet, block)
  for (const annex of annexes) {
    sheet.newPage()
    section(sheet, annex, '')
  }
}

const heading = { tag: 'H2', size: 12.5, bold: true, colour: 'accent', before: 14, after: 5, keepWith: 40 } as const
const clauseIndent = 34
const factIndent = 125

function section(sheet: Sheet, { heading: words, clauses }: Article, number: string): void {
  sheet.paragraph(`${number}${words}`, heading)
  for (const clause of clauses) writeClause(sheet, clause)
}

function writeClause(sheet: Sheet, { number, ref, text, items = [], table }: Clause): void {
  const reference = ref === undefined ? '' : ` [${ref}]`
  sheet.paragraph(`${text}${reference}`, { tag: 'P', label: `§${number}`, indent: clauseIndent, after: 4 })
  for (const item of items) sheet.paragraph(item, { tag: 'P', label: '–', labelAt: clauseIndent, indent: 48, after: 3 })
  if (table !== undefined) sheet.table(table)
}

function factLines(sheet: Sheet, facts: readonly Fact[]): void {
  for (const { term, value } of facts) {
    sheet.paragraph(value, { tag: 'P', size: 9.5, label: term, indent: factIndent, after: 3 })
  }
}

/** For a pen. */
const handHeight = 26

function signatureBlock(sheet: Sheet, { party, lines }: SignatureBlock): void {
  sheet.keepTogether(60 + lines.length * 20)
  sheet.paragraph(party, { tag: 'H3', bold: true, before: 8, after: 5 })
  for (const { term, value } of lines) {
    if (value === '') sheet.blank(term, factIndent, handHeight)
    else sheet.paragraph(value, { tag: 'P', size: 9.5, label: term, indent: factIndent, after: 3 })
  }
}
