import pg from 'pg'

const { builtins, getTypeParser } = pg.types

/**
 * How values of columns become JavaScript values, for one pool and not for the whole process.
 * date -> 'YYYY-MM-DD' (a day has no zone); int8 -> number; numeric stays text (exact); timestamptz -> Date.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === builtins.DATE) return (text: string) => text
    if (oid === builtins.INT8) return safeInteger
    return getTypeParser(oid, format as 'text')
  },
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) {
    throw new RangeError('a bigint beyond 2^53 was read: cast the column to text in this query')
  }
  return value
}
