/**
 * JSON as Python's `json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=True)` writes it: what the
 * digest of a signature header is taken of in the field. A number in Python keeps whether it was written as 1 or as 1.0,
 * which JSON.parse does not tell; whole numbers are taken for integers.
 */
export function pythonJson(value: unknown): string {
  if (typeof value === 'string') return ascii(value)
  if (typeof value === 'number') return pythonNumber(value)
  if (Array.isArray(value)) {
    let text = ''
    for (const item of value) text += `${text === '' ? '' : ','}${pythonJson(item ?? null)}`
    return `[${text}]`
  }
  if (typeof value === 'object' && value !== null) {
    const tree = value as Record<string, unknown>
    let text = ''
    for (const key of sortedKeys(tree)) {
      const member = tree[key]
      if (member !== undefined) text += `${text === '' ? '' : ','}${ascii(key)}:${pythonJson(member)}`
    }
    return `{${text}}`
  }
  return JSON.stringify(value)
}

// Nearly all texts of a message are such, and need no escaping: asked for first, it is a third of the work.
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/

const ascii = (value: string): string =>
  plain.test(value)
    ? `"${value}"`
    : JSON.stringify(value).replace(
        /[\u007f-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )

const surrogate = /[\ud800-\udfff]/

/** Python sorts by code point; where no key has a surrogate that is the order of UTF-16 units. */
function sortedKeys(tree: Readonly<Record<string, unknown>>): string[] {
  const keys = Object.keys(tree)
  return keys.some((key) => surrogate.test(key)) ? keys.sort(byCodePoint) : keys.sort()
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff

/** By UTF-16 unit, what lies beyond the first plane would come before U+E000. */
function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const [one, other] = [a.charCodeAt(i), b.charCodeAt(i)]
    if (one === other) continue
    return isSurrogate(one) === isSurrogate(other) ? one - other : isSurrogate(one) ? 1 : -1
  }
  return a.length - b.length
}

/** `repr(float)`: the shortest digits as in ECMAScript, but an exponent outside 1e-4 to 1e16, of two digits at least. */
function pythonNumber(value: number): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return JSON.stringify(value)
  if (Math.abs(value) >= 1e-4) return String(value)
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  return `${digits}e-${exponent.slice(1).padStart(2, '0')}`
}
