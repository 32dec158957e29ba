/** A short document as blocks, written as Markdown or as a page that needs nothing else. */
import { escaped } from '../../../agreements/text/markup.ts'
import type { Language } from '../../../kernel/language.ts'

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }

export interface PlainDocument {
  readonly title: string
  readonly language: Language
  readonly blocks: readonly Block[]
}

export const toMarkdown = ({ title, blocks }: PlainDocument): string =>
  `${[`# ${plain(title)}`, ...blocks.map(markdownOf)].join('\n\n')}\n`

/** Whatever a title or an id holds, it is text and no mark-up. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&')

function markdownOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `## ${plain(block.text)}`
    case 'paragraph':
      return plain(block.text)
    case 'list':
      return block.items.map((item) => `- ${plain(item)}`).join('\n')
    case 'table': {
      const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`
      const rule = `|${block.head.map(() => '---').join('|')}|`
      return `${plain(block.caption)}\n\n${[line(block.head), rule, ...block.rows.map(line)].join('\n')}`
    }
  }
}

const style = `
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1b1f23; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border-bottom: 1px solid #d0d7de; }
@media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }`

export const toPage = ({ title, language, blocks }: PlainDocument): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${blocks.map(htmlOf).join('\n')}
</main>
</body>
</html>
`

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`
    case 'paragraph':
      return `<p>${escaped(block.text)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`
    case 'table': {
      const cells = (row: readonly string[], tag: string) =>
        row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')
      const head = block.head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')
      const rows = block.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')
      return `<div class="wide" tabindex="0" role="region" aria-label="${escaped(block.caption)}"><table><caption>${escaped(block.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`
    }
  }
}
