import { type DestinationStream, type Logger, pino } from 'pino'

export type { DestinationStream as LogDestination, Logger }

export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof logLevels)[number]

/**
 * Names under which personal data or secrets travel. They have no place in a log; whoever logs an object that holds one
 * by mistake finds it blotted out, at the top and two levels down.
 */
const withheld = new Set([
  'authorization',
  'cookie',
  'password',
  'secret',
  'client_secret',
  'client_assertion',
  'token',
  'access_token',
  'body',
  'query',
  'answer',
  'records',
  'person',
  'national_id',
  'nationalId',
  'given_name',
  'surname',
  'birth_date',
  'phone',
])

/** A log that is begun anew; its folder is made. Written at once, so that the last lines before a crash are there. */
export const logToFile = (file: string): DestinationStream =>
  pino.destination({ dest: file, mkdir: true, append: false, sync: true })

/** One JSON line per event, times in UTC (RFC 3339). */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { service: 'kiungo' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }), log: (line: object) => withoutPersonalData(line, 2) },
    serializers: { err: errorWithoutValues },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/** By hand and not by pino's paths: those took a tenth of a request. */
function withoutPersonalData(line: object, depth: number): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(line)) {
    const inside = typeof value === 'object' && value !== null && !(value instanceof Error) && !Array.isArray(value)
    if (withheld.has(name)) kept[name] = '[withheld]'
    else kept[name] = inside && depth > 0 ? withoutPersonalData(value, depth - 1) : value
  }
  return kept
}

/** PostgreSQL puts the values of a row into `detail` and `where`; only what names our code is kept. */
function errorWithoutValues(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, routine } = error as Error & { code?: unknown; routine?: unknown }
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 20)
  // A message of the database may quote a value (`invalid input syntax for type date: "..."`).
  const message = routine === undefined ? error.message : `database error ${String(code)} in ${String(routine)}`
  return { type: error.name, message, ...(code === undefined ? {} : { code }), stack: frames.join('\n') }
}
