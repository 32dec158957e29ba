import type { Field } from '../linkage/model/schema.ts'

/** The raw value of a field as preparation joins it: by spaces; a place by slashes, with empty steps in their position. */
export function rawOf({ kind, from }: Field, values: Readonly<Record<string, string | null>>): string | null {
  const parts = from.map((name) => (values[name] ?? '').trim())
  if (parts.every((part) => part === '')) return null
  return kind === 'place' && from.length > 1 ? parts.join('/') : parts.filter((part) => part !== '').join(' ')
}
