import type { Edges } from '../engines/contract.ts'
import type { Clustering } from './cluster.ts'

/** What makes a cluster suspicious. */
export type Suspicion = 'large' | 'sex-differs' | 'births-differ' | 'bridge'

export interface SuspiciousCluster {
  /** Its lowest record. */
  readonly cluster: number
  readonly size: number
  readonly suspicions: readonly Suspicion[]
  /** The link without which it falls in two, as an index of the edges. */
  readonly bridge?: number
}

export interface QualityView {
  readonly edges: Edges
  readonly clustering: Clustering
  /** Codes, 0 where missing; absent where the model has no such field. */
  readonly sex?: (record: number) => number
  /** Year of birth, plus 1; 0 where missing. */
  readonly year?: (record: number) => number
}

const largeCluster = 10
const yearsApart = 10
/** A bridge joins two parts of so many records at least: the only link of one record is no bridge. */
const bridgedPart = 2

/** Clusters that a person should see, though each of their links is strong. */
export function suspiciousClusters({ edges, clustering, sex, year }: QualityView): SuspiciousCluster[] {
  const { members, size } = membersByCluster(clustering.cluster)
  const mayHaveBridge = (cluster: number) => size[cluster]! >= 2 * bridgedPart
  const links = linksByCluster(edges, clustering, mayHaveBridge)
  const found: SuspiciousCluster[] = []
  for (let at = 0; at < members.length; ) {
    const cluster = members[at]!
    const records = members.subarray(at, at + size[cluster]!)
    at += records.length
    const bridge = mayHaveBridge(cluster) ? bridgeOf(records, links.get(cluster) ?? [], edges) : undefined
    const suspicions: Suspicion[] = []
    if (records.length >= largeCluster) suspicions.push('large')
    if (sex !== undefined && differ(records, sex)) suspicions.push('sex-differs')
    if (year !== undefined && farApart(records, year)) suspicions.push('births-differ')
    if (bridge !== undefined) suspicions.push('bridge')
    if (suspicions.length === 0) continue
    found.push({ cluster, size: records.length, suspicions, ...(bridge === undefined ? {} : { bridge }) })
  }
  return found
}

/**
 * Records of clusters of several, cluster by cluster, each from its lowest record on; and the size of each cluster. Numbers
 * side by side: of ten million records a million clusters have several.
 */
function membersByCluster(cluster: Int32Array): { readonly members: Int32Array; readonly size: Int32Array } {
  const size = new Int32Array(cluster.length)
  for (let record = 0; record < cluster.length; record++) size[cluster[record]!]!++
  const next = new Int32Array(cluster.length)
  let count = 0
  for (let record = 0; record < cluster.length; record++) {
    if (size[record]! < 2) continue
    next[record] = count
    count += size[record]!
  }
  const members = new Int32Array(count)
  for (let record = 0; record < cluster.length; record++) {
    const of = cluster[record]!
    if (size[of]! >= 2) members[next[of]!++] = record
  }
  return { members, size }
}

function linksByCluster(
  edges: Edges,
  { cluster, linked }: Clustering,
  wanted: (cluster: number) => boolean,
): Map<number, number[]> {
  const links = new Map<number, number[]>()
  for (let edge = 0; edge < edges.count; edge++) {
    if (linked[edge] === 0) continue
    const of = cluster[edges.a[edge]!]!
    if (!wanted(of)) continue
    const known = links.get(of)
    if (known === undefined) links.set(of, [edge])
    else known.push(edge)
  }
  return links
}

function differ(records: Int32Array, codeOf: (record: number) => number): boolean {
  let first = 0
  for (const record of records) {
    const code = codeOf(record)
    if (code === 0) continue
    if (first !== 0 && code !== first) return true
    first = code
  }
  return false
}

function farApart(records: Int32Array, yearOf: (record: number) => number): boolean {
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const record of records) {
    const year = yearOf(record)
    if (year === 0) continue
    earliest = Math.min(earliest, year)
    latest = Math.max(latest, year)
  }
  return latest - earliest > yearsApart
}

/** The weakest link whose loss leaves two parts of some size each. */
function bridgeOf(records: Int32Array, links: readonly number[], edges: Edges): number | undefined {
  if (links.length >= 2 * records.length) return undefined
  const weakest = links.toSorted((x, y) => edges.weight[x]! - edges.weight[y]!)
  return weakest.find((bridge) => {
    const reached = reachedFrom(
      edges.a[bridge]!,
      links.filter((link) => link !== bridge),
      edges,
    )
    const apart = records.length - reached
    return reached >= bridgedPart && apart >= bridgedPart
  })
}

function reachedFrom(start: number, links: readonly number[], edges: Edges): number {
  const reached = new Set([start])
  for (let grown = true; grown; ) {
    grown = false
    for (const link of links) {
      const [a, b] = [edges.a[link]!, edges.b[link]!]
      if (reached.has(a) === reached.has(b)) continue
      reached.add(a).add(b)
      grown = true
    }
  }
  return reached.size
}
