export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * JSON Canonicalization Scheme (RFC 8785): keys in UTF-16 order, ECMAScript number and string forms, no white space.
 * `undefined` members are left out, as JSON has none. Throws on what JSON cannot carry (NaN, infinities, lone
 * surrogates), because hashing a guess would make the hash worthless.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return canonicalString(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`RFC 8785 §3.2.2.3: ${value} has no JSON form`)
    return String(Object.is(value, -0) ? 0 : value)
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value === 'object') {
    const members: string[] = []
    for (const key of Object.keys(value).sort()) {
      const member = (value as Record<string, unknown>)[key]
      if (member !== undefined) members.push(`${canonicalString(key)}:${canonicalJson(member)}`)
    }
    return `{${members.join(',')}}`
  }
  throw new TypeError(`a ${typeof value} has no JSON form`)
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('RFC 8785 §3.2.2.2: a lone surrogate has no JSON form')
  return JSON.stringify(text)
}
