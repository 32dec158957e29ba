import type { Json } from '../../kernel/canonical-json.ts'
import type { Agreement } from '../schema.ts'

/** What one version says otherwise than another, at one place. */
export interface Change {
  /** JSON Pointer (RFC 6901), in the later version unless it was removed. */
  readonly path: string
  /** The clause that it stands in: a member of the document. */
  readonly clause: string
  /** Names of the items of lists on the way to it: a service, a field. */
  readonly of: readonly string[]
  readonly kind: 'added' | 'removed' | 'changed'
  readonly before?: Json
  readonly after?: Json
}

/** These say which version it is, not what was agreed. */
const aboutVersion: ReadonlySet<string> = new Set(['version', 'previous'])

/** What changed between two versions, place by place; empty when they say the same. */
export function diff(before: Agreement, after: Agreement): Change[] {
  const [old, now] = [before, after].map((one) => JSON.parse(JSON.stringify(one)) as Record<string, Json>)
  const names = [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])].filter(
    (one) => !aboutVersion.has(one),
  )
  return names.flatMap((clause) =>
    compared(old?.[clause], now?.[clause], { path: `/${clause}`, of: [] }).map((change) => ({ ...change, clause })),
  )
}

type Found = Omit<Change, 'clause'>
type At = Pick<Change, 'path' | 'of'>

function compared(before: Json | undefined, after: Json | undefined, at: At): Found[] {
  if (before === undefined && after === undefined) return []
  if (before === undefined) return [{ ...at, kind: 'added', after: after ?? null }]
  if (after === undefined) return [{ ...at, kind: 'removed', before }]
  if (Array.isArray(before) && Array.isArray(after)) return listsCompared(before, after, at)
  if (isTree(before) && isTree(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return names.flatMap((name) => compared(before[name], after[name], { ...at, path: `${at.path}/${name}` }))
  }
  return before === after ? [] : [{ ...at, kind: 'changed', before, after }]
}

/** Items are the same item when they bear the same name, wherever in the list they stand. */
function listsCompared(before: readonly Json[], after: readonly Json[], { path, of }: At): Found[] {
  const [old, now] = [placed(before), placed(after)]
  const at = ({ item, place }: Placed): At => ({ path: `${path}/${place}`, of: [...of, ...labelOf(item)] })
  const gone = [...old].filter(([name]) => !now.has(name))
  return [
    ...gone.flatMap(([, one]) => compared(one.item, undefined, at(one))),
    ...[...now].flatMap(([name, one]) => compared(old.get(name)?.item, one.item, at(one))),
  ]
}

interface Placed {
  readonly item: Json
  readonly place: number
}

function placed(items: readonly Json[]): ReadonlyMap<string, Placed> {
  const found = new Map<string, Placed>()
  items.forEach((item, place) => {
    const name = nameOf(item)
    // Of two with one name, the second is told apart by its place.
    found.set(found.has(name) ? `${name}\n${place}` : name, { item, place })
  })
  return found
}

const naming = ['element', 'service', 'code', 'member', 'act'] as const

const labelOf = (item: Json): string[] => {
  const name = isTree(item) ? naming.find((one) => typeof item[one] === 'string') : undefined
  return isTree(item) && name !== undefined ? [String(item[name])] : []
}

function nameOf(item: Json): string {
  const [label] = labelOf(item)
  return label === undefined || !isTree(item) ? JSON.stringify(item) : `${label} ${String(item.role ?? '')}`
}

const isTree = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
