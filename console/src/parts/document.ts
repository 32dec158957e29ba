// A document that is being written, and places in it by JSON Pointer (RFC 6901): the form's fields, the server's objections
// and the findings of the analysis all name a place alike.

type Tree = { readonly [key: string]: unknown } | readonly unknown[]

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

const tokensOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))

export function valueAt(document: unknown, pointer: string): unknown {
  return tokensOf(pointer).reduce<unknown>(
    (value, token) => (isTree(value) && Object.hasOwn(value, token) ? Reflect.get(value, token) : undefined),
    document,
  )
}

/** A copy with that value there; `undefined` takes the member out. What is missing on the way is made. */
export function withValueAt<T>(document: T, pointer: string, value: unknown): T {
  return put(document, tokensOf(pointer), value) as T
}

function put(here: unknown, [token, ...rest]: readonly string[], value: unknown): unknown {
  if (token === undefined) return value
  if (Array.isArray(here)) {
    const items = [...here]
    items[Number(token)] = put(items[Number(token)], rest, value)
    return items
  }
  const { [token]: child, ...others } = isTree(here) ? { ...(here as Record<string, unknown>) } : {}
  const next = put(child, rest, value)
  return next === undefined ? others : { ...others, [token]: next }
}

/** Whether what one pointer names contains what the other does. */
export const isWithin = (pointer: string, outer: string): boolean =>
  pointer === outer || pointer.startsWith(`${outer}/`)
