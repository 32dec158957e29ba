import { fail, ok, type Result } from '../../kernel/result.ts'

interface Part {
  readonly element: string
  readonly rest: boolean
}

/** Text of several elements, such as a name in one field. */
export interface SplitPattern {
  readonly elements: readonly string[]
  readonly read: (text: string) => ReadonlyMap<string, string> | undefined
  readonly write: (textOf: (element: string) => string | undefined) => string
}

const placeholder = /^\{([a-z0-9.-]+)(\*)?\}$/

/**
 * `{person.name.surname}, {person.name.given} {person.name.middle*}`: parts between commas, in a part words between
 * spaces. A part with one placeholder takes all its words; otherwise each takes one word, and the one with `*` what is
 * left, which may be nothing.
 */
export function compileSplit(pattern: string): Result<SplitPattern, string> {
  const groups: Part[][] = []
  for (const group of pattern.split(', ')) {
    const parts: Part[] = []
    for (const word of group.split(' ')) {
      const match = placeholder.exec(word)
      if (match?.[1] === undefined) return fail(`"${word}" is not {element} or {element*}`)
      parts.push({ element: match[1], rest: match[2] === '*' })
    }
    if (parts.filter((part) => part.rest).length > 1) return fail('only one placeholder between commas may have a *')
    groups.push(parts)
  }
  return ok({
    elements: groups.flat().map((part) => part.element),
    read: (text) => readGroups(groups, text),
    write: (textOf) =>
      groups
        .map((parts) => parts.flatMap((part) => textOf(part.element) ?? []).join(' '))
        .filter((group) => group !== '')
        .join(', '),
  })
}

function readGroups(groups: readonly (readonly Part[])[], text: string): Map<string, string> | undefined {
  const found = new Map<string, string>()
  const pieces = groups.length === 1 ? [text] : text.split(',')
  if (pieces.length !== groups.length) return undefined
  const complete = groups.every((parts, i) => readWords(parts, String(pieces[i]), found))
  return complete ? found : undefined
}

function readWords(parts: readonly Part[], text: string, found: Map<string, string>): boolean {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const [single] = parts
  if (parts.length === 1 && single !== undefined) {
    if (words.length > 0) found.set(single.element, words.join(' '))
    return words.length > 0 || single.rest
  }
  const left = words.length - parts.filter((part) => !part.rest).length
  if (left < 0 || (left > 0 && !parts.some((part) => part.rest))) return false
  for (const part of parts) {
    const taken = words.splice(0, part.rest ? left : 1)
    if (taken.length > 0) found.set(part.element, taken.join(' '))
  }
  return true
}
