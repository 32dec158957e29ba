import { type Contract, plain } from './document.ts'
import { escaped } from './markup.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const media = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** All parts of the package but the document itself. */
export function packageParts(contract: Contract, marker: string, createdAt: Date): Readonly<Record<string, string>> {
  return {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${media}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${media}.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="${media}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${relations}/footer" Target="footer1.xml"/></Relationships>`,
    'word/styles.xml': styles(contract.language),
    'word/footer1.xml': footer(contract),
    'docProps/core.xml': core(contract, marker, createdAt),
  }
}

function core({ kind, title, language }: Contract, marker: string, createdAt: Date): string {
  const at = `${createdAt.toISOString().slice(0, 19)}Z`
  const instant = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`
  return `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(plain(`${kind}: ${title}`))}</dc:title><dc:creator>Kiungo</dc:creator><cp:keywords>${marker}</cp:keywords><dc:language>${language}</dc:language>${instant('created')}${instant('modified')}</cp:coreProperties>`
}

function footer({ footer: { agreement, hash, page } }: Contract): string {
  const text = (words: string) => `<w:r><w:t xml:space="preserve">${escaped(plain(words))}</w:t></w:r>`
  const field = (name: string) => `<w:fldSimple w:instr=" ${name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`
  const numbered = page.split(/(\{pages?\})/).map((part) => {
    if (part === '{page}') return field('PAGE')
    return part === '{pages}' ? field('NUMPAGES') : text(part)
  })
  const line = (runs: string) => `<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${runs}</w:p>`
  return `${head}<w:ftr ${word}>${line(`${text(agreement)}<w:r><w:tab/></w:r>${numbered.join('')}`)}${line(text(`SHA-256 ${hash}`))}</w:ftr>`
}

interface Look {
  readonly id: string
  readonly name: string
  readonly paragraph?: string
  readonly run?: string
}

const accent = '<w:color w:val="17406D"/>'
const quiet = '<w:color w:val="57606A"/>'
const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`
const spacing = (before: number, after: number) => `<w:spacing w:before="${before}" w:after="${after}"/>`
const hanging = (left: number, by: number) =>
  `<w:tabs><w:tab w:val="left" w:pos="${left}"/></w:tabs>{spacing}<w:ind w:left="${left}" w:hanging="${by}"/>`

const looks: readonly Look[] = [
  { id: 'Kind', name: 'Kind', paragraph: spacing(0, 40), run: accent + size(20) },
  { id: 'Title', name: 'Title', paragraph: spacing(0, 240), run: `<w:b/>${size(38)}` },
  {
    id: 'Heading1',
    name: 'heading 1',
    paragraph: `<w:keepNext/>${spacing(300, 100)}<w:outlineLvl w:val="0"/>`,
    run: `<w:b/>${accent}${size(25)}`,
  },
  {
    id: 'Heading2',
    name: 'heading 2',
    paragraph: `<w:keepNext/>${spacing(200, 80)}<w:outlineLvl w:val="1"/>`,
    run: '<w:b/>',
  },
  { id: 'Clause', name: 'Clause', paragraph: hanging(720, 720).replace('{spacing}', spacing(0, 90)) },
  { id: 'Item', name: 'Item', paragraph: hanging(1000, 280).replace('{spacing}', spacing(0, 60)) },
  { id: 'Caption', name: 'caption', paragraph: `<w:keepNext/>${spacing(100, 60)}`, run: quiet + size(17) },
  { id: 'Cell', name: 'Cell', paragraph: spacing(40, 40), run: size(18) },
  { id: 'HeadCell', name: 'Head cell', paragraph: `<w:keepNext/>${spacing(40, 40)}`, run: `<w:b/>${size(18)}` },
  {
    id: 'Footer',
    name: 'footer',
    paragraph: `<w:tabs><w:tab w:val="right" w:pos="9426"/></w:tabs>${spacing(0, 20)}`,
    run: quiet + size(15),
  },
]

const borders = (names: readonly string[]) =>
  `<w:tblBorders>${names.map((name) => `<w:${name} w:val="single" w:sz="4" w:space="0" w:color="C9D1D9"/>`).join('')}</w:tblBorders>`

const tableStyle = (id: string, lines: readonly string[], shaded: string) =>
  `<w:style w:type="table" w:styleId="${id}"><w:name w:val="${id}"/><w:tblPr>${borders(lines)}<w:tblCellMar><w:left w:w="90" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr>${shaded}</w:style>`

function styles(language: string): string {
  const fonts = '<w:rFonts w:ascii="Noto Serif" w:hAnsi="Noto Serif" w:cs="Noto Naskh Arabic"/>'
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr>${fonts}${size(20)}<w:lang w:val="${language}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>${spacing(0, 100)}</w:pPr></w:pPrDefault></w:docDefaults>`
  const normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
  const own = looks.map(
    ({ id, name, paragraph = '', run = '' }) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`,
  )
  const shaded =
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EEF2F6"/></w:tcPr></w:tblStylePr>'
  const grid = tableStyle('Grid', ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'], shaded)
  return `${head}<w:styles ${word}>${defaults}${normal}${own.join('')}${grid}${tableStyle('Facts', ['top', 'bottom', 'insideH'], '')}</w:styles>`
}
