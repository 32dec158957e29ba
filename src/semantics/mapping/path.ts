import { fail, ok, type Result } from '../../kernel/result.ts'

/** One step into an object: a member, then perhaps an item of the list found there. */
interface Segment {
  readonly name: string
  readonly index?: number
  readonly key?: string
  readonly equals?: string
}

export type Read = (source: unknown) => unknown
export type Write = (target: Tree, value: unknown) => void
export interface Tree {
  [name: string]: unknown
}

const forbidden = new Set(['__proto__', 'prototype', 'constructor'])
const maxDepth = 10

/** Reading and writing at a path, compiled once. Only own members are seen: an answer cannot reach a prototype. */
export function compilePath(path: string): Result<{ read: Read; write: Write }, string> {
  const segments: Segment[] = []
  for (const part of path.split('.')) {
    const match = /^([^[\]]+)(?:\[(?:(\d{1,3})|([^[\]=]+)=([^[\]]+))\])?$/.exec(part)
    if (match === null) return fail(`"${part}" is not a path segment such as name, name[0] or name[key=value]`)
    const [, name = '', index, key, equals] = match
    if (forbidden.has(name) || (key !== undefined && forbidden.has(key))) return fail(`"${part}" may not be used`)
    if (index !== undefined) segments.push({ name, index: Number(index) })
    else if (key !== undefined && equals !== undefined) segments.push({ name, key, equals })
    else segments.push({ name })
  }
  if (segments.length > maxDepth) return fail(`a path has at most ${maxDepth} segments`)
  const steps = segments.map(reader)
  const [only, ...more] = steps
  const read: Read =
    more.length === 0 && only !== undefined
      ? only
      : (source) => {
          let at = source
          for (const step of steps) {
            if (at === undefined || at === null) return undefined
            at = step(at)
          }
          return at
        }
  return ok({ read, write: (target, value) => writeAt(target, segments, value) })
}

function reader(segment: Segment): Read {
  const { name, index, key, equals } = segment
  if (index !== undefined) return (source) => listOf(own(source, name))[index]
  if (key !== undefined) return (source) => listOf(own(source, name)).find((item) => own(item, key) === equals)
  return (source) => own(source, name)
}

/** A list, or the single item that XML writes where there is one only. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return typeof value === 'object' && value !== null ? [value] : []
}

/** The own member `name` of an object; lists and scalars have none. */
export function own(source: unknown, name: string): unknown {
  if (typeof source !== 'object' || source === null || Array.isArray(source)) return undefined
  return Object.hasOwn(source, name) ? (source as Tree)[name] : undefined
}

function writeAt(target: Tree, segments: readonly Segment[], value: unknown): void {
  let at = target
  segments.forEach((segment, i) => {
    const last = i === segments.length - 1
    if (segment.index === undefined && segment.key === undefined) {
      if (last) at[segment.name] = value
      else at = branch(at, segment.name)
      return
    }
    const list = listAt(at, segment.name)
    if (segment.index !== undefined) {
      if (last) list[segment.index] = value
      else at = itemAt(list, segment.index)
      return
    }
    at = keyedItem(list, segment.key ?? '', segment.equals ?? '')
  })
}

function branch(at: Tree, name: string): Tree {
  const existing = own(at, name)
  if (isTree(existing)) return existing
  const made: Tree = {}
  at[name] = made
  return made
}

function listAt(at: Tree, name: string): unknown[] {
  const existing = own(at, name)
  if (Array.isArray(existing)) return existing
  const made: unknown[] = []
  at[name] = made
  return made
}

function itemAt(list: unknown[], index: number): Tree {
  const existing = list[index]
  if (isTree(existing)) return existing
  const made: Tree = {}
  list[index] = made
  return made
}

function keyedItem(list: unknown[], key: string, equals: string): Tree {
  const existing = list.find((item) => own(item, key) === equals)
  if (isTree(existing)) return existing
  const made: Tree = { [key]: equals }
  list.push(made)
  return made
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)
