/** Sets of records that grow together (union by size, halved paths). */
export interface Sets {
  find(record: number): number
  /** The root of the union. */
  join(a: number, b: number): number
  size(root: number): number
}

/** 0, 1, 2 … : by a loop, which for millions takes a tenth of what `from` with a function does. */
export function numbered<T extends Int32Array | Uint32Array>(places: T): T {
  for (let i = 0; i < places.length; i++) places[i] = i
  return places
}

/** The root that a place leads to, each path halved on the way; a root leads to itself. */
export function rootIn(parent: Int32Array, place: number): number {
  let at = place
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]!]!
    at = parent[at]!
  }
  return at
}

export function setsOf(records: number): Sets {
  const parent = numbered(new Int32Array(records))
  const sizes = new Int32Array(records).fill(1)
  const find = (record: number): number => rootIn(parent, record)
  return {
    find,
    join(a, b) {
      const [x, y] = [find(a), find(b)]
      if (x === y) return x
      const [root, child] = sizes[x]! >= sizes[y]! ? [x, y] : [y, x]
      parent[child] = root
      sizes[root]! += sizes[child]!
      return root
    },
    size: (root) => sizes[root]!,
  }
}
