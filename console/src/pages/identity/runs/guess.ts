import type { KeptModel } from '../../../../../src/identity/models/schema.ts'

const bare = (name: string): string => name.toLowerCase().replace(/[^\p{L}\d]/gu, '')

/** The column of a file that is called as the model calls it, but for case and signs; undefined where none is. */
export const columnCalled = (wanted: string, columns: readonly string[]): string | undefined =>
  columns.find((column) => bare(column) === bare(wanted))

const idWords = ['id', 'recordid', 'personid', 'no', 'number', 'record', 'uid']

/** The column that most likely tells the records of a file apart. */
export const likelyId = (columns: readonly string[]): string | undefined =>
  columns.find((column) => idWords.includes(bare(column))) ?? columns.find((column) => bare(column).endsWith('id'))

/** All columns that a model reads, each once. */
export const columnsRead = ({ fields }: KeptModel['model']): string[] => [
  ...new Set(fields.flatMap(({ from }) => from)),
]
