export type Tree = Readonly<Record<string, unknown>>

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own member; messages of strangers never reach a prototype. */
export const member = (tree: Tree, name: string): unknown => (Object.hasOwn(tree, name) ? tree[name] : undefined)

export const lastSegment = (name: string): string => name.split(/[.:/#]/).at(-1) ?? name
