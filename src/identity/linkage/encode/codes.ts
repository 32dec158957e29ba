import type { Column } from '../model/columns.ts'

/** Gives each text of a domain its code, from 1. */
export interface Dictionary {
  codeOf(text: string): number
  readonly size: number
  /** In the order of their codes. */
  values(): Iterable<string>
}

/** A Map holds no more than 2^24 entries. */
const entriesPerMap = 2 ** 23

export function dictionary(): Dictionary {
  const full: Map<string, number>[] = []
  let newest = new Map<string, number>()
  let size = 0
  const inFull = (text: string): number | undefined => {
    for (const codes of full) {
      const known = codes.get(text)
      if (known !== undefined) return known
    }
    return undefined
  }
  return {
    codeOf(text) {
      const known = newest.get(text) ?? (full.length === 0 ? undefined : inFull(text))
      if (known !== undefined) return known
      if (newest.size === entriesPerMap) {
        full.push(newest)
        newest = new Map()
      }
      newest.set(text, ++size)
      return size
    },
    get size() {
      return size
    },
    *values() {
      for (const codes of [...full, newest]) yield* codes.keys()
    },
  }
}

const millisecondsPerDay = 86_400_000
const firstDay = Date.UTC(1800, 0, 1)

/** The code of one part of a cleaned value (`columns.ts`); 0 is missing. */
export function coderOf({ coding, name }: Column, dictionaryOfColumn: () => Dictionary): (part: string) => number {
  switch (coding) {
    case 'dictionary': {
      const { codeOf } = dictionaryOfColumn()
      return codeOf
    }
    case 'day':
      return (part) => whole((Date.parse(`${part}T00:00:00Z`) - firstDay) / millisecondsPerDay, part, name)
    case 'number':
      return (part) => whole(Number(part), part, name)
    case 'flag':
      return () => 1
  }
}

function whole(number: number, part: string, column: string): number {
  if (Number.isInteger(number) && number >= 0 && number < 2 ** 31 - 1) return number + 1
  // Cleaning promises numbers and days; a value is personal, so only its length is told.
  throw new Error(`cleaning gave ${column} a value of ${part.length} characters that is not of its coding`)
}
