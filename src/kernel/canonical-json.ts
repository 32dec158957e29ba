export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * JSON Canonicalization Scheme (RFC 8785): keys in UTF-16 order, ECMAScript number and string forms, no white space.
 * `undefined` members are left out, as JSON has none. Throws on what JSON cannot carry (NaN, infinities, lone
 * surrogates), because hashing a guess would make the hash worthless.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return canonicalString(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`RFC 8785 §3.2.2.3: ${value} has no JSON form`)
    return String(Object.is(value, -0) ? 0 : value)
  }
  if (Array.isArray(value)) {
    let text = ''
    for (const item of value) text += `${text === '' ? '' : ','}${canonicalJson(item ?? null)}`
    return `[${text}]`
  }
  if (typeof value === 'object') {
    const tree = value as Record<string, unknown>
    let text = ''
    for (const key of Object.keys(tree).sort()) {
      const member = tree[key]
      if (member !== undefined) text += `${text === '' ? '' : ','}${canonicalString(key)}:${canonicalJson(member)}`
    }
    return `{${text}}`
  }
  throw new TypeError(`a ${typeof value} has no JSON form`)
}

// Nearly all texts are such, and need no escaping: asked for first, it is a third of the work.
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

function canonicalString(text: string): string {
  if (plain.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw new TypeError('RFC 8785 §3.2.2.2: a lone surrogate has no JSON form')
  return JSON.stringify(text)
}
