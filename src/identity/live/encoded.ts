import type { Points } from '../linkage/compare/similarity.ts'
import { coderOf, type Dictionary, dictionary } from '../linkage/encode/codes.ts'
import type { Cleaner, CleanerOf } from '../linkage/model/cleaned.ts'
import { type Column, usedColumns } from '../linkage/model/columns.ts'
import type { Field, LinkageModel } from '../linkage/model/schema.ts'
import { rawOf } from './raw.ts'

/** A record in integers, by the place of each column; 0 is missing. */
export type Codes = Int32Array

/** A text as its comparison needs it. */
export interface Word {
  readonly points: Points
  /** A bit for each letter that is in it; letters that share a bit only make it say less. */
  readonly letters: number
}

/** Makes integers of records as preparation does: the same cleaning, each distinct value cleaned once. */
export interface Encoder {
  readonly columns: readonly Column[]
  /** Place of a column by its name. */
  readonly at: ReadonlyMap<string, number>
  encode(values: Readonly<Record<string, string | null>>): Codes
  /** The text of a code. */
  word(column: number, code: number): Word
  /** Forgets what was cleaned, not the codes: after many records were read. */
  forget(): void
}

interface FieldEncoder {
  readonly field: Field
  readonly clean: Cleaner
  readonly columns: readonly { readonly part: string; readonly at: number; readonly coder: (part: string) => number }[]
  readonly known: Map<string, Codes>
}

/** More distinct values than this of one field are not remembered. */
const maxRemembered = 200_000

export function openEncoder(model: LinkageModel, cleanerOf: CleanerOf): Encoder {
  const columns = usedColumns(model)
  const at = new Map(columns.map(({ name }, i) => [name, i]))
  const domains = new Map<string, Domain>()
  const domainOf = ({ domain = '' }: Column): Domain => {
    const known = domains.get(domain) ?? openDomain()
    domains.set(domain, known)
    return known
  }
  const ofColumn = columns.map((column) => (column.coding === 'dictionary' ? domainOf(column) : undefined))
  const fields = model.fields.flatMap((field): FieldEncoder[] => {
    const own = columns.filter((column) => column.field === field.id)
    if (own.length === 0) return []
    const parts = own.map((column) => ({
      part: column.part,
      at: at.get(column.name) as number,
      coder: coderOf(column, () => domainOf(column)),
    }))
    return [{ field, clean: cleanerOf(field.kind), columns: parts, known: new Map() }]
  })
  return {
    ...{ columns, at },
    encode(values) {
      const codes = new Int32Array(columns.length)
      for (const one of fields) write(one, rawOf(one.field, values), codes)
      return codes
    },
    word: (column, code) => (ofColumn[column] as Domain).word(code),
    forget() {
      for (const { known } of fields) known.clear()
    },
  }
}

function write({ clean, columns, known }: FieldEncoder, raw: string | null, codes: Codes): void {
  if (raw === null) return
  let own = known.get(raw)
  if (own === undefined) {
    const cleaned = clean(raw)
    own = new Int32Array(columns.length)
    for (const [i, { part, coder }] of columns.entries()) {
      const value = cleaned[part]
      if (value !== null && value !== undefined) own[i] = coder(value)
    }
    if (known.size < maxRemembered) known.set(raw, own)
  }
  for (let i = 0; i < columns.length; i++) codes[(columns[i] as { at: number }).at] = own[i] as number
}

interface Domain extends Dictionary {
  word(code: number): Word
}

/** A dictionary that can be read by code, too. */
function openDomain(): Domain {
  const inner = dictionary()
  const texts: string[] = ['']
  const words: (Word | undefined)[] = []
  return {
    codeOf(text) {
      const code = inner.codeOf(text)
      if (code === texts.length) texts.push(text)
      return code
    },
    get size() {
      return inner.size
    },
    values: () => inner.values(),
    word(code) {
      const known = words[code]
      if (known !== undefined) return known
      const word = wordOf(texts[code] ?? '')
      words[code] = word
      return word
    },
  }
}

export function wordOf(text: string): Word {
  const points = Uint32Array.from(text, (point) => point.codePointAt(0) as number)
  let letters = 0
  for (const point of points) letters |= 1 << (point & 31)
  return { points, letters }
}
