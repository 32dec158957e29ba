import type { Delivery } from '../../../../src/exchange/deliveries/schema.ts'
import { type CsvColumn, csvOf } from '../../parts/csv.ts'

const columns: readonly CsvColumn<Delivery>[] = [
  ['id', ({ id }) => id],
  ['created_at', ({ createdAt }) => createdAt],
  ['kind', ({ kind }) => kind],
  ['protocol', ({ protocol }) => protocol],
  ['action', ({ action }) => action],
  ['member', ({ member }) => member],
  ['client', ({ client }) => client],
  ['url', ({ url }) => url],
  ['transaction_id', ({ transactionId }) => transactionId],
  ['correlation_id', ({ correlationId }) => correlationId],
  ['subscription', ({ subscription }) => subscription],
  ['state', ({ state }) => state],
  ['attempts', ({ attempts }) => attempts],
  ['next_attempt_at', ({ nextAttemptAt }) => nextAttemptAt],
  ['delivered_at', ({ deliveredAt }) => deliveredAt],
  ['last_outcome', ({ lastAttempt }) => lastAttempt?.outcome],
  ['last_status', ({ lastAttempt }) => lastAttempt?.status],
  ['last_detail', ({ lastAttempt }) => lastAttempt?.detail],
]

export const toCsv = (deliveries: readonly Delivery[]): string => csvOf(columns, deliveries)
