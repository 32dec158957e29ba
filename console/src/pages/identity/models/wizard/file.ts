import type { Upload } from '../../../../../../src/identity/runs/schema.ts'

const formats: Readonly<Record<Upload['format'], true>> = { csv: true, xlsx: true, parquet: true }
const maxBytes = 20_000_000
const longestName = 80

/** By the ending of its name. */
export function formatOf(fileName: string): Upload['format'] | undefined {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(formats, ending) ? (ending as Upload['format']) : undefined
}

/** What the source is called from now on: small letters, digits and hyphens. */
export function nameOf(fileName: string): string {
  const plain = fileName
    .replace(/\.[a-z]+$/i, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestName)
    .replace(/^-+|-+$/g, '')
  return plain === '' ? 'file' : plain
}

/** What can be told of a file before it is sent. */
export function fileFault({ name, size }: Pick<File, 'name' | 'size'>): 'format' | 'size' | 'empty' | undefined {
  if (formatOf(name) === undefined) return 'format'
  if (size === 0) return 'empty'
  return size > maxBytes ? 'size' : undefined
}
