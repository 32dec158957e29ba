import { strToU8, zipSync } from 'fflate'
import { type Article, type Contract, type Fact, piecesOf, type Table } from './document.ts'
import { packageParts } from './docx-parts.ts'
import { type Marker, markerOf } from './marker.ts'
import { escaped } from './markup.ts'

export interface DocxSource {
  readonly source: Pick<Marker, 'id' | 'version'>
  readonly createdAt: Date
}

/** The contract as an Office Open XML document (ISO/IEC 29500), for those who comment on it; what binds is the object. */
export function contractDocx(contract: Contract, { source, createdAt }: DocxSource): Buffer {
  const marker = markerOf({ ...source, hash: contract.hash }, contract.of)
  const parts = { ...packageParts(contract, marker, createdAt), 'word/document.xml': documentXml(contract) }
  // The oldest time that a zip file can hold, so that the same contract is the same file.
  const options = { level: 9, mtime: new Date(1980, 0, 1) } as const
  const files = Object.entries(parts).map(([name, xml]) => [name, [strToU8(xml), options]] as const)
  return Buffer.from(zipSync(Object.fromEntries(files) as Parameters<typeof zipSync>[0]))
}

function documentXml({ kind, title, facts, articles, annexes, signing }: Contract): string {
  const body = [
    paragraph('Kind', kind),
    paragraph('Title', title),
    factTable(facts),
    ...articles.flatMap((article) => section(article, `${article.number}  `)),
    paragraph('Heading1', signing.heading),
    paragraph('Normal', signing.text),
    ...signing.blocks.flatMap(({ party, lines }) => [paragraph('Heading2', party), factTable(lines)]),
    ...annexes.flatMap((annex) => [pageBreak, ...section(annex, '')]),
  ].join('')
  const page =
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>' +
    '<w:pgMar w:top="1240" w:right="1240" w:bottom="1400" w:left="1240" w:header="600" w:footer="560" w:gutter="0"/></w:sectPr>'
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${body}${page}</w:body></w:document>`
}

const pageBreak = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

const section = ({ heading, clauses }: Article, number: string): string[] => [
  paragraph('Heading1', `${number}${heading}`),
  ...clauses.flatMap(({ number: own, ref, text, items = [], table }) => [
    paragraph('Clause', `§${own}\t${text}${ref === undefined ? '' : ` [${ref}]`}`),
    ...items.map((item) => paragraph('Item', `–\t${item}`)),
    ...(table === undefined ? [] : [paragraph('Caption', table.caption), tableXml(table), paragraph('Normal', '')]),
  ]),
]

type Style = 'Kind' | 'Title' | 'Heading1' | 'Heading2' | 'Normal' | 'Clause' | 'Item' | 'Caption' | 'Cell' | 'HeadCell'

const paragraph = (style: Style, text: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs(text)}</w:p>`

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/

/** Word orders a stretch from right to left where its run says so; it knows no isolates in older versions. */
const runs = (text: string): string =>
  piecesOf(text)
    .map(({ text: piece, isolated }) => run(piece, isolated && rightToLeft.test(piece)))
    .join('')

const run = (text: string, rtl: boolean): string =>
  text
    .split('\t')
    .map((part, i) => {
      const content = `${i === 0 ? '' : '<w:tab/>'}<w:t xml:space="preserve">${escaped(part)}</w:t>`
      return `<w:r>${rtl ? '<w:rPr><w:rtl/></w:rPr>' : ''}${content}</w:r>`
    })
    .join('')

const textWidth = 9426
const shares: Readonly<Record<number, readonly number[]>> = { 2: [0.3, 0.7], 4: [0.29, 0.13, 0.24, 0.34] }
const widthsOf = (columns: number): readonly number[] =>
  (shares[columns] ?? Array.from({ length: columns }, () => 1 / columns)).map((share) => Math.round(share * textWidth))

const factTable = (facts: readonly Fact[]): string =>
  tableOf(
    'Facts',
    facts.map(({ term, value }) => row([term, value], 'Cell', '')),
    2,
  )

/** The first row is repeated on every page. */
const tableXml = ({ headings, rows }: Table): string =>
  tableOf(
    'Grid',
    [row(headings, 'HeadCell', '<w:tblHeader/>'), ...rows.map((cells) => row(cells, 'Cell', ''))],
    headings.length,
  )

function tableOf(style: 'Facts' | 'Grid', rows: readonly string[], columns: number): string {
  const grid = widthsOf(columns).map((width) => `<w:gridCol w:w="${width}"/>`)
  const look = '<w:tblLook w:firstRow="1" w:firstColumn="1"/>'
  return (
    `<w:tbl><w:tblPr><w:tblStyle w:val="${style}"/><w:tblW w:w="${textWidth}" w:type="dxa"/>` +
    `<w:tblLayout w:type="fixed"/>${look}</w:tblPr><w:tblGrid>${grid.join('')}</w:tblGrid>${rows.join('')}</w:tbl>`
  )
}

function row(cells: readonly string[], style: Style, property: string): string {
  const widths = widthsOf(cells.length)
  const drawn = cells.map(
    (text, i) =>
      `<w:tc><w:tcPr><w:tcW w:w="${widths[i]}" w:type="dxa"/></w:tcPr>${paragraph(style, text === '' ? '\u00a0' : text)}</w:tc>`,
  )
  return `<w:tr><w:trPr><w:cantSplit/>${property}</w:trPr>${drawn.join('')}</w:tr>`
}
