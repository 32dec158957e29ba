import type { Flow, Overview } from '../../../../src/exchange/schema.ts'

/** All flows from one member to another. */
export interface Connection {
  readonly key: string
  readonly consumer: string
  readonly provider: string
  readonly flows: readonly Flow[]
  readonly totals: Totals
}

export interface Totals {
  readonly asked: number
  readonly answered: number
  readonly refused: number
  readonly unavailable: number
}

export const connectionKey = (consumer: string, provider: string): string => `${consumer}~${provider}`

export function totalsOf(flows: readonly Flow[]): Totals {
  const sum = (name: keyof Totals) => flows.reduce((total, flow) => total + flow[name], 0)
  return { asked: sum('asked'), answered: sum('answered'), refused: sum('refused'), unavailable: sum('unavailable') }
}

export function connectionsOf(flows: readonly Flow[]): readonly Connection[] {
  const groups = Map.groupBy(flows, ({ consumer, provider }) => connectionKey(consumer, provider))
  return [...groups].map(([key, group]) => ({
    key,
    consumer: group[0]?.consumer ?? '',
    provider: group[0]?.provider ?? '',
    flows: group,
    totals: totalsOf(group),
  }))
}

/** Median time of an answer over all flows: each flow's median, weighted by its traffic. Undefined without traffic. */
export function typicalMs(flows: readonly Flow[]): number | undefined {
  const timed = flows
    .flatMap(({ p50Ms, answered }) => (p50Ms === undefined || answered === 0 ? [] : [{ p50Ms, answered }]))
    .sort((a, b) => a.p50Ms - b.p50Ms)
  const half = timed.reduce((total, { answered }) => total + answered, 0) / 2
  let seen = 0
  for (const { p50Ms, answered } of timed) {
    seen += answered
    if (seen >= half) return p50Ms
  }
  return undefined
}

/** Start of the window that the overview counted. */
export const windowStart = ({ at, windowMinutes }: Overview): string =>
  new Date(Date.parse(at) - windowMinutes * 60_000).toISOString()
