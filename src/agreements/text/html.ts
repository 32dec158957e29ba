import {
  type Article,
  type Clause,
  type Contract,
  type Fact,
  type Footer,
  piecesOf,
  plain,
  type Signing,
  type Table,
} from './document.ts'
import { style } from './html-style.ts'
import { escaped } from './markup.ts'

/** One page that needs nothing else: to read on a screen, to print, to keep. */
export function contractHtml(contract: Contract): string {
  const { language, kind, title, facts, articles, annexes, signing, footer } = contract
  return [
    '<!doctype html>',
    `<html lang="${language}" dir="ltr">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta name="kiungo-${contract.of}-hash" content="${contract.hash}">`,
    `<title>${escaped(`${kind}: ${plain(title)}`)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<header><p class="kind">${marked(kind)}</p><h1>${marked(title)}</h1>${factList(facts)}</header>`,
    ...articles.map((article) => section(article, 'article')),
    signingSection(signing),
    ...annexes.map((annex) => section(annex, 'annex')),
    '</main>',
    `<footer>${footerLine(footer)}</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const section = ({ number, heading, clauses }: Article, kind: 'article' | 'annex'): string =>
  [
    `<section class="${kind}" aria-labelledby="h-${number}">`,
    `<h2 id="h-${number}">${kind === 'article' ? `<span class="number">${number}</span> ` : ''}${marked(heading)}</h2>`,
    ...clauses.map(clauseHtml),
    '</section>',
  ].join('\n')

function clauseHtml({ number, ref, text, items, table }: Clause): string {
  const reference = ref === undefined ? '' : ` <span class="ref">[${escaped(ref)}]</span>`
  const list = items === undefined ? '' : `<ul>${items.map((item) => `<li>${marked(item)}</li>`).join('')}</ul>`
  return [
    `<div class="clause" id="c-${number}">`,
    `<p><span class="number">§${number}</span> ${marked(text)}${reference}</p>`,
    `${list}${table === undefined ? '' : tableHtml(table)}</div>`,
  ].join('')
}

const tableHtml = ({ caption, headings, rows }: Table): string =>
  [
    `<div class="table" role="group" tabindex="0" aria-label="${attribute(caption)}"><table>`,
    `<caption>${marked(caption)}</caption>`,
    `<thead><tr>${headings.map((heading) => `<th scope="col">${marked(heading)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map(([first = '', ...rest]) => {
      const cells = rest.map((cell) => `<td>${marked(cell)}</td>`).join('')
      return `<tr><th scope="row">${marked(first)}</th>${cells}</tr>`
    }),
    '</tbody></table></div>',
  ].join('')

const signingSection = ({ heading, text, blocks }: Signing): string =>
  [
    '<section class="signing" aria-labelledby="h-signing">',
    `<h2 id="h-signing">${marked(heading)}</h2><p>${marked(text)}</p><div class="blocks">`,
    ...blocks.map(({ party, lines }) => `<div class="block"><h3>${marked(party)}</h3>${factList(lines)}</div>`),
    '</div></section>',
  ].join('\n')

const factList = (facts: readonly Fact[]): string =>
  `<dl>${facts.map(({ term, value }) => `<div><dt>${marked(term)}</dt><dd>${marked(value)}</dd></div>`).join('')}</dl>`

/** On the screen there is one page. */
const footerLine = ({ agreement, hash }: Footer): string => `${marked(agreement)} · <span class="hash">${hash}</span>`

/** Escaped, with the parties' words isolated so that their direction stays their own. */
const marked = (text: string): string =>
  piecesOf(text)
    .map((piece) => (piece.isolated ? `<bdi>${escaped(piece.text)}</bdi>` : escaped(piece.text)))
    .join('')

const attribute = (text: string): string => escaped(plain(text))
