import type { ProviderFailure } from '../exchange/plugin.ts'
import { isDatabaseUnavailable } from '../platform/database/failures.ts'

export function databaseFailure(error: unknown): ProviderFailure {
  if (isDatabaseUnavailable(error)) return { kind: 'unavailable', detail: 'the database cannot be reached' }
  // The server's message may quote values; its code says enough to an operator.
  const code = (error as { code?: string }).code
  return { kind: 'unavailable', detail: `the registry failed${code === undefined ? '' : ` (${code})`}` }
}
