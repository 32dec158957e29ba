import type { QualityFacts } from '../agreements/circumstances.ts'

/** Below so many records a share says nothing. */
const leastRecords = 20
/** The last so many count fully; of older ones half. */
const windowRecords = 1_000
/** A measurement that stopped traffic must not stop it for ever: after an hour it is measured again. */
const keepMs = 3_600_000

export interface QualityMeter {
  note(service: string, counted: { readonly records: number; readonly wellFormed: number }): void
  of(service: string): QualityFacts | undefined
}

interface Counted {
  records: number
  wellFormed: number
  at: number
}

/** Counts for each service the records that came without an issue of the mapping, in this process. */
export function createQualityMeter(monotonicMs: () => number = () => performance.now()): QualityMeter {
  const services = new Map<string, Counted>()

  function current(service: string): Counted | undefined {
    const counted = services.get(service)
    if (counted === undefined || monotonicMs() - counted.at < keepMs) return counted
    services.delete(service)
    return undefined
  }

  return {
    note(service, { records, wellFormed }) {
      if (records === 0) return
      const before = current(service) ?? { records: 0, wellFormed: 0 }
      const keep = before.records >= windowRecords ? 0.5 : 1
      services.set(service, {
        records: before.records * keep + records,
        wellFormed: before.wellFormed * keep + wellFormed,
        at: monotonicMs(),
      })
    },
    of(service) {
      const counted = current(service)
      if (counted === undefined || counted.records < leastRecords) return undefined
      const { records, wellFormed } = counted
      return { wellFormedPercent: (100 * wellFormed) / records, records: Math.round(records) }
    },
  }
}
