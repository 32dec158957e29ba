import type { CleanedValue } from '../model/cleaned.ts'

/** Of a value that is missing. */
export const nothing: CleanedValue = Object.freeze({})

/** Of a value that was written but says nothing, like `xxx` for a name: it must not match other such values. */
export const placeholder: CleanedValue = Object.freeze({ placeholder: '1' })

/** Parts that are empty are missing. */
export function partsWith(parts: Readonly<Record<string, string | undefined>>): CleanedValue {
  const kept: Record<string, string> = {}
  for (const name in parts) {
    const part = parts[name]
    if (part !== undefined && part !== '') kept[name] = part
  }
  return kept
}

/** A flag is `1` or missing. */
export const flag = (holds: boolean): string | undefined => (holds ? '1' : undefined)
