import { type Article, type Contract, type Fact, plain } from './document.ts'

/** For tests: all that a reader of a contract reads, without the hash, which differs in any case. */
export function textOf({ kind, title, facts, articles, annexes, signing, hash }: Contract): string {
  const lines = [kind, title, ...facts.map(lineOf), ...[...articles, ...annexes].flatMap(linesOf)]
  const blocks = signing.blocks.flatMap(({ party, lines: own }) => [party, ...own.map(lineOf)])
  return plain([...lines, signing.heading, signing.text, ...blocks].join('\n')).replaceAll(hash, '')
}

const lineOf = ({ term, value }: Fact): string => `${term}: ${value}`

const linesOf = ({ number, heading, clauses }: Article): string[] => [
  `${number} ${heading}`,
  ...clauses.flatMap(({ text, items = [], table }) => [
    text,
    ...items,
    ...(table === undefined
      ? []
      : [table.caption, table.headings.join(' | '), ...table.rows.map((row) => row.join(' | '))]),
  ]),
]
