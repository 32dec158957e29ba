import { closeSync, openSync, readSync, rmSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import type { CleanerOf } from '../model/cleaned.ts'
import type { Column } from '../model/columns.ts'
import type { Field } from '../model/schema.ts'
import { coderOf, type Dictionary, dictionary } from './codes.ts'
import { implicationsOf } from './implications.ts'
import { packTexts, writeTexts } from './texts.ts'

/** A field whose records have their distinct values numbered, to be cleaned and encoded. */
export interface NumberedField {
  readonly field: Field
  readonly columns: readonly Column[]
  /** The distinct values, one a line, the first is number 1; read once and deleted. */
  readonly values: string
  readonly distinct: number
  /** By record: the number of its value, 0 where it has none. In memory that threads share. */
  readonly numbers: Int32Array
}

/** Fields whose columns share dictionaries, so that one thread must do them. */
export interface FieldTask {
  readonly fields: readonly NumberedField[]
  /** Dictionaries whose texts are compared, and the files that they go to. */
  readonly texts: readonly { readonly domain: string; readonly file: string }[]
}

export interface EncodedColumn {
  readonly name: string
  /** By record, in memory that threads share. */
  readonly codes: Int32Array
  readonly largest: number
  /** Records that have a value. */
  readonly present: number
}

export interface FieldOutcome {
  readonly columns: readonly EncodedColumn[]
  readonly implications: readonly (readonly [finer: string, coarser: string])[]
}

/** Cleans each distinct value once, gives its parts their codes, and every record those of its value. */
export function encodeFields({ fields, texts }: FieldTask, cleanerOf: CleanerOf): FieldOutcome {
  const dictionaries = new Map<string, Dictionary>()
  const dictionaryOf = ({ domain = '' }: Column): Dictionary => {
    const known = dictionaries.get(domain) ?? dictionary()
    dictionaries.set(domain, known)
    return known
  }
  const outcomes = fields.map((one): FieldOutcome => {
    const codes = codesOfValues(one, cleanerOf, dictionaryOf)
    return {
      columns: one.columns.map(({ name }, i) => ofRecords(name, one.numbers, codes[i]!)),
      // Every distinct value is some record's: what holds of the values holds of the records.
      implications: implicationsOf(one.columns.map(({ name }, i) => [name, codes[i]!])),
    }
  })
  for (const { domain, file } of texts) writeTexts(file, packTexts(dictionaries.get(domain) ?? dictionary()))
  return {
    columns: outcomes.flatMap(({ columns }) => columns),
    implications: outcomes.flatMap(({ implications }) => implications),
  }
}

/** By column, then by number of the value: the code. */
function codesOfValues(
  { field, columns, values, distinct }: NumberedField,
  cleanerOf: CleanerOf,
  dictionaryOf: (column: Column) => Dictionary,
): Int32Array[] {
  const clean = cleanerOf(
    field.kind,
    columns.map(({ part }) => part),
  )
  const coders = columns.map((column) => coderOf(column, () => dictionaryOf(column)))
  const codes = columns.map(() => new Int32Array(distinct + 1))
  let number = 0
  for (const lines of linesOf(values)) {
    for (const value of lines) {
      const cleaned = clean(value)
      number++
      for (let c = 0; c < columns.length; c++) {
        const part = cleaned[columns[c]!.part]
        if (part !== null && part !== undefined) codes[c]![number] = coders[c]!(part)
      }
    }
  }
  if (number !== distinct) throw new Error(`${number} of ${distinct} values of the field ${field.id} were read`)
  rmSync(values)
  return codes
}

function ofRecords(name: string, numbers: Int32Array, codes: Int32Array): EncodedColumn {
  const ofRecord = new Int32Array(new SharedArrayBuffer(numbers.length * 4))
  let largest = 0
  let present = 0
  for (let record = 0; record < numbers.length; record++) {
    const code = codes[numbers[record]!]!
    ofRecord[record] = code
    if (code !== 0) present++
    if (code > largest) largest = code
  }
  return { name, codes: ofRecord, largest, present }
}

const readAtOnce = 4 * 1024 * 1024

/** The lines of a file of UTF-8, many at a time. */
function* linesOf(file: string): Generator<readonly string[]> {
  const descriptor = openSync(file, 'r')
  try {
    const bytes = Buffer.allocUnsafe(readAtOnce)
    const decoder = new StringDecoder('utf8')
    let begun = ''
    for (;;) {
      const length = readSync(descriptor, bytes)
      if (length === 0) break
      const lines = (begun + decoder.write(bytes.subarray(0, length))).split('\n')
      begun = lines.pop() ?? ''
      yield lines
    }
  } finally {
    closeSync(descriptor)
  }
}
