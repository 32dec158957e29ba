import { DatabaseSilent } from './connection.ts'

/**
 * What an error of the database is about: the statement (wrong data, a broken constraint), the moment (a deadlock:
 * trying again helps), or the server (gone, full, read-only, silent).
 */
export type DatabaseFault = 'statement' | 'moment' | 'server'

// Classes of SQLSTATE, PostgreSQL manual, appendix A: transaction state, connection, resources, operator, system.
const serverClasses = new Set(['08', '25', '53', '57', '58', 'XX'])

export function faultOf(error: unknown): DatabaseFault {
  if (error instanceof DatabaseSilent) return 'server'
  const state = sqlState(error)
  // A driver's error (a broken socket) has no SQLSTATE but a system code; a writer's own mistake has neither.
  if (state === undefined) return hasCode(error) ? 'server' : 'statement'
  if (state.startsWith('40')) return 'moment'
  return serverClasses.has(state.slice(0, 2)) ? 'server' : 'statement'
}

export const isOfTheMoment = (error: unknown): boolean => faultOf(error) === 'moment'

/** The server itself said no and lives on. A fatal error may have come after the commit was durable: that is not it. */
export function isRefusedByServer(error: unknown): boolean {
  return sqlState(error) !== undefined && (error as { severity?: unknown }).severity === 'ERROR'
}

function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  const severity = (error as { severity?: unknown } | null)?.severity
  return typeof code === 'string' && typeof severity === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined
}

const hasCode = (error: unknown): boolean => typeof (error as { code?: unknown } | null)?.code === 'string'
