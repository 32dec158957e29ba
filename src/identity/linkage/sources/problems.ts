/** What is wrong with a source: told by source, column, row or line, never by content. */
import type { Problem } from '../../../kernel/problem.ts'
import type { Source } from './schema.ts'

const shownColumns = 40

export function missingColumns(source: Source, wanted: readonly string[], found: readonly string[]): Problem {
  const missing = wanted.filter((column) => !found.includes(column))
  const columns = missing.join(', ')
  const has = found.slice(0, shownColumns).join(', ')
  const likely = missing.flatMap((column) =>
    found.filter((other) => alike(column, other)).map((other) => `${column} may be ${other}`),
  )
  return {
    code: 'identity.source-columns-missing',
    status: 422,
    message: `the source ${source.id} has no column ${columns}; it has ${has}`,
    fix: `Correct the mapping of columns, or the file${likely.length > 0 ? `: ${likely.join('; ')}` : ''}.`,
    params: { source: source.id, columns, has },
  }
}

export function columnTwice(source: Source, column: string): Problem {
  return {
    code: 'identity.source-column-twice',
    status: 422,
    message: `the source ${source.id} has two columns named ${column}`,
    fix: 'Give each column its own name in the header line.',
    params: { source: source.id, column },
  }
}

export function emptySource(source: Source): Problem {
  return {
    code: 'identity.source-empty',
    status: 422,
    message: `the source ${source.id} has no records`,
    fix: 'Send the file again; a source without records would unlink everyone in it.',
    params: { source: source.id },
  }
}

export function wrongEncoding(source: Source, encoding: string, line: number): Problem {
  return {
    code: 'identity.source-encoding',
    status: 422,
    message: `the source ${source.id} is not ${encoding} from line ${line} on`,
    fix: 'Say which encoding it has (`encoding`), or save it as UTF-8.',
    params: { source: source.id, encoding, line },
  }
}

export function unreadableRow(source: Source, line: number): Problem {
  return {
    code: 'identity.source-row-unreadable',
    status: 422,
    message: `the source ${source.id} cannot be read at line ${line}: it has more or fewer values than the header, or a quotation mark is not closed`,
    fix: 'Correct the line; a value with the separator in it must stand in quotation marks (RFC 4180).',
    params: { source: source.id, line },
  }
}

export function unreadable(source: Source, why: string): Problem {
  return {
    code: 'identity.source-unreadable',
    status: 422,
    message: `the source ${source.id} cannot be read: ${why}`,
    fix: 'Check the path and the kind of the file.',
    params: { source: source.id },
  }
}

export function withoutIds(source: Source, rows: number, first: number): Problem {
  return {
    code: 'identity.source-ids-missing',
    status: 422,
    message: `the source ${source.id} has ${rows} records without a value in ${source.recordId}, the first at row ${first}`,
    fix: 'Name the column that tells its records apart (`recordId`), or fill it.',
    params: { source: source.id, rows, first },
  }
}

export function idsTwice(source: Source, ids: number, at: readonly number[]): Problem {
  const rows = at.join(', ')
  return {
    code: 'identity.source-ids-twice',
    status: 422,
    message: `the source ${source.id} has ${ids} record ids more than once, the first of them in rows ${rows}`,
    fix: 'Remove the rows that are there twice, or name the column that tells records apart (`recordId`).',
    params: { source: source.id, ids, rows },
  }
}

export function tooLarge(source: Source, bound: string): Problem {
  return {
    code: 'identity.source-too-large',
    status: 422,
    message: `the source ${source.id} is larger than ${bound}`,
    fix: 'Split it into several sources.',
    params: { source: source.id, bound },
  }
}

/** The same but for case and signs, or the one within the other. */
function alike(a: string, b: string): boolean {
  const [x = '', y = ''] = [a, b].map((name) => name.toLowerCase().replace(/[^\p{L}\d]/gu, ''))
  return x !== '' && y !== '' && (x.includes(y) || y.includes(x))
}
