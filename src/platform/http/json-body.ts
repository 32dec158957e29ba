import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'

/** Deeper than any message of a standard that we speak; recursion over a body stays far from the stack's end. */
export const jsonDepthLimit = 64

/** Keys that would reach an object's prototype when the value is copied or merged. */
const poison = /"(?:__proto__|constructor|prototype)"\s*:/

/** Parses a body; a fault is answered with its place, never with the text around it. */
export function parseJsonBody(text: string): Result<unknown> {
  if (text.trim() === '')
    return fail(badJson('empty', 'the body is empty', 'Send a JSON body, or leave Content-Type out.'))
  if (nestingDepth(text) > jsonDepthLimit) {
    const problem = badJson(
      'too-deep',
      `the body is nested deeper than ${jsonDepthLimit} levels`,
      'Send a flatter body.',
    )
    return fail({ ...problem, params: { levels: jsonDepthLimit } })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const { line, column } = faultPosition(text)
    const problem = badJson(
      'fault',
      `the body is not JSON: fault at line ${line}, column ${column}`,
      'Mend the JSON at that place.',
    )
    return fail({ ...problem, params: { line, column } })
  }
  // An escape may spell a key in another way (\u005f_proto__), or half of a surrogate pair.
  const escaped = text.includes('\\u')
  if (escaped && !isUnicode(value)) return fail(notUtf8)
  if ((escaped || poison.test(text)) && holdsPoison(value)) {
    return fail(
      badJson(
        'key-not-allowed',
        'the body has a key that is not allowed (__proto__, constructor, prototype)',
        'Remove that key.',
      ),
    )
  }
  return ok(value)
}

const badJson = (variant: string, message: string, fix: string): Problem => ({
  code: 'platform.malformed-json',
  variant,
  status: 400,
  message,
  fix,
})

/** Half a surrogate pair is no character: it has no UTF-8, no canonical form (RFC 8785 §3.2.2.2), no place in a database. */
export const notUtf8: Problem = {
  code: 'platform.not-utf8',
  status: 400,
  message: 'the body is not UTF-8',
  fix: 'Encode the text as UTF-8.',
}

function isUnicode(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inside]) => key.isWellFormed() && isUnicode(inside))
}

function nestingDepth(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 0x5c) i++
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth)
    else if (code === 0x7d || code === 0x5d) depth--
  }
  return deepest
}

function holdsPoison(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.keys(value).some(
    (key) =>
      key === '__proto__' ||
      key === 'constructor' ||
      key === 'prototype' ||
      holdsPoison((value as Record<string, unknown>)[key]),
  )
}

// \p{Cc} forbids control characters in strings; RFC 8259 §7 forbids only those below U+0020.
const token =
  /[ \t\n\r]+|"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/uy

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma' | 'nothing'

/** Where JSON stops being JSON (RFC 8259). V8's own message often has no position and quotes the text instead. */
export function faultPosition(text: string): { line: number; column: number } {
  const open: string[] = []
  let expected: Expected = 'value'
  token.lastIndex = 0
  for (let at = 0; at < text.length; ) {
    token.lastIndex = at
    const found = token.exec(text)?.[0]
    if (found === undefined) return lineAndColumn(text, at)
    if (!/^[ \t\n\r]/.test(found)) {
      const next = step(found, expected, open)
      if (next === undefined) return lineAndColumn(text, at)
      expected = next
    }
    at = token.lastIndex
  }
  return lineAndColumn(text, text.length)
}

function step(found: string, expected: Expected, open: string[]): Expected | undefined {
  const afterValue = (): Expected => (open.length === 0 ? 'nothing' : 'comma')
  const wantsValue = expected === 'value' || expected === 'value-or-end'
  if (found === '{' || found === '[') {
    if (!wantsValue) return undefined
    open.push(found)
    return found === '{' ? 'key-or-end' : 'value-or-end'
  }
  if (found === '}' || found === ']') {
    const fits = open.at(-1) === (found === '}' ? '{' : '[')
    const may = expected === 'comma' || expected === (found === '}' ? 'key-or-end' : 'value-or-end')
    if (!fits || !may) return undefined
    open.pop()
    return afterValue()
  }
  if (found === ':') return expected === 'colon' ? 'value' : undefined
  if (found === ',') return expected !== 'comma' ? undefined : open.at(-1) === '{' ? 'key' : 'value'
  if (expected === 'key' || expected === 'key-or-end') return found.startsWith('"') ? 'colon' : undefined
  return wantsValue ? afterValue() : undefined
}

function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
