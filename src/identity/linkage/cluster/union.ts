/** Sets of records that grow together (union by size, halved paths). */
export interface Sets {
  find(record: number): number
  /** The root of the union. */
  join(a: number, b: number): number
  size(root: number): number
}

export function setsOf(records: number): Sets {
  const parent = Int32Array.from({ length: records }, (_, i) => i)
  const sizes = new Int32Array(records).fill(1)
  const find = (record: number): number => {
    let at = record
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
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
