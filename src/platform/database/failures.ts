import type { Problem } from '../../kernel/problem.ts'

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND'])

// PostgreSQL's classes 08 (connection exception), 53 (insufficient resources), 57P (operator intervention).
const serverCodes = /^(08|53|57P)/

const driverMessages =
  /Connection terminated|timeout exceeded when trying to connect|Client was closed|connection error/

/** Whether an error says that the database is away or overloaded, rather than that our statement was wrong. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code !== undefined && connectionCodes.has(code))
    return syscall === 'connect' || syscall === 'read' || syscall === 'write'
  return (code !== undefined && serverCodes.test(code)) || driverMessages.test(error.message)
}

export function databaseProblem(error: unknown): Problem | undefined {
  if (isDatabaseUnavailable(error)) return unavailable
  // query_canceled: the statement reached statement_timeout.
  return error instanceof Error && (error as NodeJS.ErrnoException).code === '57014' ? tooSlow : undefined
}

const unavailable: Problem = {
  code: 'platform.database-unavailable',
  status: 503,
  message: 'the database cannot be reached at the moment',
  fix: 'Repeat the request in a few seconds; nothing was disclosed or kept.',
}

const tooSlow: Problem = {
  code: 'platform.database-too-slow',
  status: 503,
  message: 'the database did not answer within its time limit',
  fix: 'Repeat the request, or ask for less at once.',
}
