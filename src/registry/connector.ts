import type pg from 'pg'
import Type, { type Static } from 'typebox'
import type {
  Connector,
  ConnectorContext,
  OpenConnector,
  Page,
  ProviderAnswer,
  ProviderFailure,
  ProviderQuestion,
} from '../exchange/plugin.ts'
import { dayIn } from '../kernel/dates.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { isDatabaseUnavailable } from '../platform/database/failures.ts'
import { compileCondition, compileSort } from './condition.ts'
import { type Selected, type Selection, selectRecords } from './records.ts'
import { type PreparedStatements, preparedStatements } from './statements.ts'
import { views } from './views.ts'

/** JSON Schema of a service's `operation`. */
export const RegistryOperation = Type.Object(
  { records: Type.Union([Type.Literal('person'), Type.Literal('household'), Type.Literal('enrolment')]) },
  { additionalProperties: false },
)
type Operation = Static<typeof RegistryOperation>

const maxPageSize = 1_000
const maxOffset = 1_000_000

/** The room as a system among systems: asked through the same contract, mapped and released like any other. */
export function registryConnector(pool: pg.Pool, { timeZone }: { timeZone: string }): Connector {
  const statements = preparedStatements()
  const world: World = { pool, timeZone, statements }
  return { kind: 'registry', settings: RegistryOperation, open: (context) => openRegistry(world, context) }
}

interface World {
  readonly pool: pg.Pool
  readonly timeZone: string
  readonly statements: PreparedStatements
}

function openRegistry({ pool, timeZone, statements }: World, { operation, now }: ConnectorContext): OpenConnector {
  const { records: view } = operation as Operation
  return {
    async ask(question, signal) {
      const at = now()
      const selection = prepare(question, { view, today: dayIn(timeZone, at) })
      if (!selection.ok) return fail({ kind: 'refused', detail: selection.problem })
      const selected = await withClient(pool, signal, (client) =>
        selectRecords((statement) => statements(client, statement), selection.value),
      )
      return selected.ok ? ok(answer(selected.value, at)) : selected
    },
    async check(signal) {
      const answered = await withClient(pool, signal, (client) => client.query('select 1'))
      return answered.ok ? ok(true) : answered
    },
    // The pool is the process's own and is closed by it.
    close: async () => {},
  }
}

const answer = ({ records, total }: Selected, at: Date): ProviderAnswer => ({ records, total, asOf: at.toISOString() })

function prepare(
  { condition, sort, page, elements }: ProviderQuestion,
  { view, today }: { view: Operation['records']; today: string },
): Result<Selection, string> {
  if (!isPage(page)) return fail(`a page has 1 to ${maxPageSize} records and begins before record ${maxOffset}`)
  const where = compileCondition(condition, views[view], today)
  if (!where.ok) return where
  const order = compileSort(sort, views[view])
  if (!order.ok) return order
  return ok({ view, where: where.value, order: order.value, page, elements })
}

function isPage({ size, number }: Page): boolean {
  const whole = Number.isInteger(size) && Number.isInteger(number)
  return whole && size >= 1 && size <= maxPageSize && number >= 1 && (number - 1) * size < maxOffset
}

/** Gives up when `signal` aborts; the connection is then closed, so that a late answer meets nobody. */
async function withClient<T>(
  pool: pg.Pool,
  signal: AbortSignal,
  use: (client: pg.PoolClient) => Promise<T>,
): Promise<Result<T, ProviderFailure>> {
  try {
    const client = await connect(pool, signal)
    try {
      const value = await unlessAborted(use(client), signal)
      client.release()
      return ok(value)
    } catch (error) {
      client.release(true)
      throw error
    }
  } catch (error) {
    if (signal.aborted) return fail({ kind: 'timeout', detail: 'the registry did not answer in time' })
    return fail(failure(error))
  }
}

async function connect(pool: pg.Pool, signal: AbortSignal): Promise<pg.PoolClient> {
  signal.throwIfAborted()
  const connecting = pool.connect()
  try {
    return await unlessAborted(connecting, signal)
  } catch (error) {
    connecting.then(
      (late) => late.release(),
      () => {},
    )
    throw error
  }
}

async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function failure(error: unknown): ProviderFailure {
  if (isDatabaseUnavailable(error)) return { kind: 'unavailable', detail: 'the database cannot be reached' }
  // The server's message may quote values; its code says enough to an operator.
  const code = (error as { code?: string }).code
  return { kind: 'unavailable', detail: `the registry failed${code === undefined ? '' : ` (${code})`}` }
}
