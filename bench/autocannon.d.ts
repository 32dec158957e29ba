/** The part of autocannon (which ships no types) that the benchmarks use. */
declare module 'autocannon' {
  export interface SentRequest {
    method?: string
    path?: string
    headers?: Record<string, string>
    body?: string
  }
  export interface Run {
    readonly requests: { readonly total: number }
    /** Milliseconds. */
    readonly latency: { readonly p50: number; readonly p99: number }
    /** Seconds. */
    readonly duration: number
    readonly non2xx: number
    readonly errors: number
    readonly timeouts: number
  }
  export default function autocannon(options: {
    url: string
    connections: number
    duration: number
    requests: readonly { setupRequest: (request: SentRequest) => SentRequest }[]
  }): Promise<Run>
}
