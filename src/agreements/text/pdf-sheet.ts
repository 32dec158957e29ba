import type { Table } from './document.ts'
import type { Font, Fonts } from './fonts.ts'
import { type Line, linesOf, type Measure } from './pdf-lines.ts'

type Pdf = InstanceType<typeof import('pdfkit')>

const colours = { ink: '#1b1f24', quiet: '#57606a', accent: '#17406d', line: '#c9d1d9', shade: '#eef2f6' } as const
const usualSize = 10
const leading = 1.42
const cell = { padding: 4, size: 8.5 }

export interface ParagraphStyle {
  readonly tag: 'P' | 'H1' | 'H2' | 'H3'
  readonly size?: number
  readonly bold?: boolean
  readonly colour?: keyof typeof colours
  readonly before?: number
  readonly after?: number
  readonly indent?: number
  /** Stands before the first line, at `labelAt`. */
  readonly label?: string
  readonly labelAt?: number
  /** So much of what follows must fit on the page, too. */
  readonly keepWith?: number
}

/** A page that is written from top to bottom, and followed by the next when it is full. */
export interface Sheet {
  paragraph(text: string, style: ParagraphStyle): void
  table(table: Table): void
  /** A line to be filled in by hand. */
  blank(label: string, indent: number, height: number): void
  newPage(): void
  keepTogether(height: number): void
  footers(text: (page: number, pages: number) => readonly string[]): void
  close(): void
}

interface Pen {
  readonly pdf: Pdf
  readonly fonts: Fonts
  /** The structure tree's root (ISO 32000-1, 14.7): reading order for assistive technology. */
  readonly root: ReturnType<Pdf['struct']>
  readonly widths: Map<string, number>
}

export function openSheet(pdf: Pdf, fonts: Fonts): Sheet {
  for (const font of [...fonts.regular, ...fonts.bold]) pdf.registerFont(font.name, font.bytes)
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const pen: Pen = { pdf, fonts, root, widths: new Map() }
  return {
    paragraph: (text, style) => paragraph(pen, text, style),
    table: (table) => drawTable(pen, table),
    blank: (label, indent, height) => blank(pen, label, { indent, height }),
    newPage: () => pdf.addPage(),
    keepTogether: (height) => keep(pdf, height),
    footers: (text) => footers(pen, text),
    close: () => root.end(),
  }
}

const innerWidth = ({ page }: Pdf): number => page.width - page.margins.left - page.margins.right
const bottom = ({ page }: Pdf): number => page.height - page.margins.bottom

function keep(pdf: Pdf, height: number): void {
  if (pdf.y + height > bottom(pdf) && pdf.y > pdf.page.margins.top) pdf.addPage()
}

interface Look {
  readonly size: number
  readonly bold: boolean
}

function measuring({ pdf, widths }: Pen, size: number): Measure {
  return (font, text) => {
    const key = `${font.name} ${text}`
    const known = widths.get(key) ?? pdf.font(font.name, 1000).widthOfString(text, shaping(font))
    widths.set(key, known)
    return (known * size) / 1000
  }
}

/** Joined letters are laid out as a whole; of others, each word is remembered. */
const shaping = ({ name }: Font) => (name.includes('arabic') ? { features: [] } : {})

const broken = (pen: Pen, text: string, width: number, { size, bold }: Look): readonly Line[] =>
  linesOf(text, width, bold ? pen.fonts.bold : pen.fonts.regular, measuring(pen, size))

function drawLine(pen: Pen, line: Line, [left, top]: readonly [number, number], size: number): void {
  const measure = measuring(pen, size)
  let x = left
  for (const { font, text } of line) {
    // Fonts differ in height: all stand on one base line.
    pen.pdf.font(font.name, size).text(text, x, top, { lineBreak: false, baseline: 'alphabetic', ...shaping(font) })
    x += measure(font, text)
  }
}

function paragraph(pen: Pen, text: string, style: ParagraphStyle): void {
  const { pdf } = pen
  const { tag, size = usualSize, bold = false, colour = 'ink', before = 0, after = 0, indent = 0 } = style
  const lines = broken(pen, text, innerWidth(pdf) - indent, { size, bold })
  const height = size * leading
  pdf.y += pdf.y > pdf.page.margins.top ? before : 0
  keep(pdf, Math.min(lines.length, 2) * height + (style.keepWith ?? 0))
  const element = pdf.struct(tag)
  pen.root.add(element)
  for (const [i, line] of lines.entries()) {
    keep(pdf, height)
    const top = pdf.y
    element.add(pdf.markStructureContent(tag))
    if (i === 0 && style.label !== undefined) {
      pdf.fillColor(colours.quiet)
      const [label = []] = broken(pen, style.label, innerWidth(pdf), { size, bold: false })
      drawLine(pen, label, [pdf.page.margins.left + (style.labelAt ?? 0), top + size], size)
    }
    pdf.fillColor(colours[colour])
    drawLine(pen, line, [pdf.page.margins.left + indent, top + size], size)
    pdf.endMarkedContent()
    pdf.y = top + height
  }
  element.end()
  pdf.y += after
}

function blank(pen: Pen, label: string, { indent, height }: { indent: number; height: number }): void {
  const { pdf } = pen
  pdf.y += height - usualSize * leading
  paragraph(pen, ' ', { tag: 'P', size: 9.5, label, indent, after: 2 })
  const { left, right } = pdf.page.margins
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf
    .moveTo(left + indent, pdf.y)
    .lineTo(pdf.page.width - right, pdf.y)
    .lineWidth(0.6)
    .stroke(colours.quiet)
  pdf.endMarkedContent()
  pdf.y += 4
}

const shares: Readonly<Record<number, readonly number[]>> = { 2: [0.34, 0.66], 4: [0.29, 0.13, 0.24, 0.34] }

/** A row that is longer than half a page is cut anyway. */
const keptLimit = 360

function drawTable(pen: Pen, { caption, headings, rows }: Table): void {
  const { pdf } = pen
  const widths = (shares[headings.length] ?? headings.map(() => 1 / headings.length)).map((s) => s * innerWidth(pdf))
  // Headings do not stand at the foot of a page without a row below them.
  const began = [headings, ...rows.slice(0, 1)].reduce((sum, row) => sum + rowHeight(pen, row, widths), 0)
  const keepWith = Math.min(began + 20, keptLimit)
  paragraph(pen, caption, { tag: 'P', size: cell.size, colour: 'quiet', before: 4, after: 3, keepWith })
  const table = pdf.struct('Table')
  pen.root.add(table)
  const draw = (cells: readonly string[], isHead: boolean, tagged: boolean) =>
    drawRow(pen, cells, { widths, isHead, ...(tagged ? { table } : {}) })
  draw(headings, true, true)
  for (const row of rows) {
    const page = pdf.page
    keep(pdf, rowHeight(pen, row, widths))
    // The headings again, as a repetition that is not read out.
    if (pdf.page !== page) draw(headings, true, false)
    draw(row, false, true)
  }
  table.end()
  pdf.y += 10
}

const cellLines = (pen: Pen, text: string, width: number, bold: boolean): readonly Line[] =>
  broken(pen, text, width - 2 * cell.padding, { size: cell.size, bold })

const rowHeight = (pen: Pen, cells: readonly string[], widths: readonly number[]): number =>
  Math.max(...cells.map((text, i) => cellLines(pen, text, widths[i] ?? 0, i === 0).length)) * cell.size * leading +
  2 * cell.padding

interface RowStyle {
  readonly widths: readonly number[]
  readonly isHead: boolean
  readonly table?: ReturnType<Pdf['struct']>
}

function drawRow(pen: Pen, cells: readonly string[], { widths, isHead, table }: RowStyle): void {
  const { pdf } = pen
  const columns = cells.map((text, i) => cellLines(pen, text, widths[i] ?? 0, isHead || i === 0))
  const row = table === undefined ? undefined : pdf.struct('TR')
  if (row !== undefined) table?.add(row)
  const elements = columns.map((_, i) => (row === undefined ? undefined : pdf.struct(isHead || i === 0 ? 'TH' : 'TD')))
  for (const element of elements) if (element !== undefined) row?.add(element)
  const rest = columns.map((lines) => [...lines])
  const step = cell.size * leading
  do {
    const room = Math.max(1, Math.floor((bottom(pdf) - pdf.y - 2 * cell.padding) / step))
    const chunk = rest.map((lines) => lines.splice(0, room))
    drawChunk(pen, chunk, { widths, isHead, elements })
    if (rest.some((lines) => lines.length > 0)) pdf.addPage()
  } while (rest.some((lines) => lines.length > 0))
  for (const element of elements) element?.end()
  row?.end()
}

interface ChunkStyle {
  readonly widths: readonly number[]
  readonly isHead: boolean
  readonly elements: readonly (ReturnType<Pdf['struct']> | undefined)[]
}

/** As much of a row as fits on the page. */
function drawChunk(pen: Pen, columns: readonly (readonly Line[])[], { widths, isHead, elements }: ChunkStyle): void {
  const { pdf } = pen
  const top = pdf.y
  const step = cell.size * leading
  const height = Math.max(...columns.map((lines) => lines.length)) * step + 2 * cell.padding
  let x = pdf.page.margins.left
  for (const [i, lines] of columns.entries()) {
    const width = widths[i] ?? 0
    pdf.markContent('Artifact', { type: 'Layout' })
    pdf.lineWidth(0.5).rect(x, top, width, height)
    if (isHead) pdf.fillAndStroke(colours.shade, colours.line)
    else pdf.stroke(colours.line)
    pdf.endMarkedContent()
    const element = elements[i]
    if (element === undefined) pdf.markContent('Artifact', { type: 'Layout' })
    else element.add(pdf.markStructureContent(isHead || i === 0 ? 'TH' : 'TD'))
    pdf.fillColor(colours.ink)
    for (const [j, line] of lines.entries()) {
      drawLine(pen, line, [x + cell.padding, top + cell.padding + j * step + cell.size], cell.size)
    }
    pdf.endMarkedContent()
    x += width
  }
  pdf.y = top + height
}

function footers(pen: Pen, text: (page: number, pages: number) => readonly string[]): void {
  const { pdf } = pen
  const { start, count } = pdf.bufferedPageRange()
  for (let i = start; i < start + count; i += 1) {
    pdf.switchToPage(i)
    const { margins, height, width } = pdf.page
    const [agreement = '', page = '', hash = ''] = text(i + 1, count)
    pdf.markContent('Artifact', { type: 'Pagination' })
    const top = height - 48
    pdf
      .moveTo(margins.left, top)
      .lineTo(width - margins.right, top)
      .lineWidth(0.5)
      .stroke(colours.line)
    pdf.fillColor(colours.quiet)
    const lineOf = (words: string): Line => broken(pen, words, innerWidth(pdf), { size: 7.5, bold: false })[0] ?? []
    const measure = measuring(pen, 7.5)
    const pageLine = lineOf(page)
    const pageWidth = pageLine.reduce((sum, run) => sum + measure(run.font, run.text), 0)
    drawLine(pen, lineOf(agreement), [margins.left, top + 12], 7.5)
    drawLine(pen, pageLine, [width - margins.right - pageWidth, top + 12], 7.5)
    drawLine(pen, lineOf(hash), [margins.left, top + 23], 7.5)
    pdf.endMarkedContent()
  }
}
