import { Counter, Histogram, type Registry } from 'prom-client'
import type { BatchReport } from './open.ts'

/** Counts what the ledger commits. */
export function ledgerMetrics(registry: Registry): (batch: BatchReport) => void {
  const registers = [registry]
  const entries = new Counter({
    name: 'kiungo_ledger_entries_total',
    help: 'Entries committed to the ledger.',
    registers,
  })
  const batches = new Histogram({
    name: 'kiungo_ledger_batch_entries',
    help: 'Entries that were committed together.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096],
    registers,
  })
  return (batch) => {
    entries.inc(batch.entries)
    batches.observe(batch.entries)
  }
}
