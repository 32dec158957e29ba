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
import { daysIn, type IsoDate } from '../kernel/dates.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { ActOperation, openAct } from './acts/connector.ts'
import type { RegistryActs } from './acts/perform.ts'
import { compileCondition, compileSort, identifierOf } from './condition.ts'
import { databaseFailure } from './failure.ts'
import { inOwnNumbers, type LinkedPeople } from './linked.ts'
import { createLookups, type LookUp } from './lookups.ts'
import { type Run, type Selected, type Selection, selectRecords } from './records.ts'
import { preparedStatements } from './statements.ts'
import { type ViewName, views } from './views.ts'

const AskOperation = Type.Object(
  { records: Type.Enum(Object.keys(views) as ViewName[]) },
  { additionalProperties: false },
)
type Operation = Static<typeof AskOperation>

/** JSON Schema of a service's `operation`. */
export const RegistryOperation = Type.Union([AskOperation, ActOperation])

export interface RegistryOptions {
  readonly timeZone: string
  /** For services that act. */
  readonly acts?: Pick<RegistryActs, 'perform'>
  /** For questions by identifiers that other systems issue. */
  readonly linked?: LinkedPeople
}

const maxPageSize = 1_000
const maxOffset = 1_000_000

/** The room as a system among systems: asked through the same contract, mapped and released like any other. */
export function registryConnector(pool: pg.Pool, { timeZone, acts, linked }: RegistryOptions): Connector {
  const statements = preparedStatements()
  const runWhile =
    (signal: AbortSignal): Run =>
    (statement) =>
      withClient(pool, signal, (client) => statements(client, statement))
  const world: World = { pool, dayOf: daysIn(timeZone), runWhile, lookUpWhile: createLookups(runWhile), linked }
  const open = (context: ConnectorContext): OpenConnector => {
    if (!('act' in context.operation)) return openRegistry(world, context)
    if (acts === undefined) throw new Error('this registry has no acts')
    return openAct(acts, context)
  }
  return { kind: 'registry', settings: RegistryOperation, open }
}

interface World {
  readonly pool: pg.Pool
  readonly dayOf: (instant: Date) => IsoDate
  /** One statement, unless the signal aborts before its answer. */
  readonly runWhile: (signal: AbortSignal) => Run
  readonly lookUpWhile: (signal: AbortSignal) => LookUp
  readonly linked: LinkedPeople | undefined
}

function openRegistry(
  { pool, dayOf, runWhile, lookUpWhile, linked }: World,
  { operation, now }: ConnectorContext,
): OpenConnector {
  const { records: view } = operation as Operation
  return {
    async ask(question, signal) {
      const at = now()
      const own = await answering(signal, () => inOwnNumbers(question.condition, views[view], linked))
      if (!own.ok) return own
      if (own.value === 'ambiguous') {
        return fail({ kind: 'ambiguous', detail: 'more than one person may have a linked identifier' })
      }
      const selection = prepare({ ...question, condition: own.value }, { view, today: dayOf(at) })
      if (!selection.ok) return fail({ kind: 'refused', detail: selection.problem })
      return answering(signal, async () => {
        const lookUp: LookUp = (statement, value) => unlessAborted(lookUpWhile(signal)(statement, value), signal)
        return answer(await selectRecords(runWhile(signal), lookUp, selection.value), at)
      })
    },
    check: (signal) =>
      answering(signal, async () => {
        await withClient(pool, signal, (client) => client.query('select 1'))
        return true as const
      }),
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
  const identifier = identifierOf(condition, views[view])
  const selection = { view, where: where.value, order: order.value, page, elements }
  return ok(identifier === undefined ? selection : { ...selection, identifier })
}

function isPage({ size, number }: Page): boolean {
  const whole = Number.isInteger(size) && Number.isInteger(number)
  return whole && size >= 1 && size <= maxPageSize && number >= 1 && (number - 1) * size < maxOffset
}

/** What the registry answers, or the way in which it does not. */
async function answering<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<Result<T, ProviderFailure>> {
  try {
    return ok(await ask())
  } catch (error) {
    if (signal.aborted) return fail({ kind: 'timeout', detail: 'the registry did not answer in time' })
    return fail(databaseFailure(error))
  }
}

/** Gives up when `signal` aborts; the connection is then closed, so that a late answer meets nobody. */
async function withClient<T>(
  pool: pg.Pool,
  signal: AbortSignal,
  use: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await connect(pool, signal)
  try {
    const value = await unlessAborted(use(client), signal)
    client.release()
    return value
  } catch (error) {
    client.release(true)
    throw error
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
  // A signal that has aborted already tells nobody any more.
  if (signal.aborted) onAbort()
  else signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
