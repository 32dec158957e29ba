/** Tables from dropped files, held in memory with an index of the columns that a question may ask by. */
import { join } from 'node:path'
import type { ConnectorContext, OpenConnector, ProviderFailure, Scalar } from '../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../src/kernel/result.ts'
import { type DroppedFile, type DropSettings, isUnchanged, listDrop, signatureOf } from './file-drop.ts'
import { timedOut } from './http-call.ts'

/** A row as the provider's record: column → cell. */
export type Row = Readonly<Record<string, unknown>>

export interface TableSource {
  readonly folder: string
  readonly drop: DropSettings
  /** Columns that a question may ask by. */
  readonly askBy: readonly string[]
  readonly now: () => Date
  /** All rows of one file; a file that is not as agreed is a failure and never a partial table. */
  readonly read: (file: DroppedFile) => Promise<Result<readonly Row[], ProviderFailure>>
  /** Makes records of the rows that match, newest file first. */
  readonly combine: (rows: readonly Row[]) => readonly unknown[]
}

/** What the settings of every kind of dropped table say. */
interface DropOperation {
  readonly folder?: string
  readonly files: string
  readonly latest?: number
  readonly maxBytes?: number
  readonly settleMs?: number
  readonly askBy: readonly string[]
}

/** Where the tables lie and which count; `defaults` stand for what the settings leave out. */
export function dropOf(
  { system, now }: ConnectorContext,
  settings: DropOperation,
  defaults: Omit<DropSettings, 'pattern'>,
): Pick<TableSource, 'folder' | 'drop' | 'askBy' | 'now'> {
  const { files, latest = defaults.latest, maxBytes = defaults.maxBytes, settleMs = defaults.settleMs } = settings
  return {
    folder: join(system.address, settings.folder ?? '.'),
    drop: { pattern: files, latest, maxBytes, settleMs },
    askBy: settings.askBy,
    now,
  }
}

interface Index {
  readonly signature: string
  readonly asOf: string
  readonly byColumn: ReadonlyMap<string, ReadonlyMap<string, readonly Row[]>>
}

/** How long a listing of the folder is trusted. */
const listingMs = 1_000
const maxReads = 3

export function openTable(source: TableSource): OpenConnector {
  let current: { readonly index: Result<Index, ProviderFailure>; readonly listedAt: number } | undefined
  let loading: Promise<Result<Index, ProviderFailure>> | undefined

  const latest = (): Promise<Result<Index, ProviderFailure>> => {
    const nowMs = performance.now()
    if (current !== undefined && nowMs - current.listedAt < listingMs) return Promise.resolve(current.index)
    // One load at a time, whoever asks; all wait for it.
    loading ??= refresh(source, current?.index).then((index) => {
      current = { index, listedAt: performance.now() }
      loading = undefined
      return index
    })
    return loading
  }

  return {
    async ask({ params, page }, signal) {
      const index = await orAborted(latest(), signal)
      if (!index.ok) return index
      const matching = lookUp(index.value, params)
      if (!matching.ok) return matching
      const records = source.combine(matching.value)
      const from = page.size * (page.number - 1)
      return ok({
        records: records.slice(from, from + page.size),
        total: records.length,
        asOf: index.value.asOf,
      })
    },
    async check(signal) {
      const listed = await orAborted(listDrop(source.folder, source.drop, source.now()), signal)
      return listed.ok ? ok(true) : listed
    },
    async close() {
      await loading
      current = undefined
    },
  }
}

async function orAborted<T>(
  work: Promise<Result<T, ProviderFailure>>,
  signal: AbortSignal,
): Promise<Result<T, ProviderFailure>> {
  if (signal.aborted) return fail(timedOut)
  const { promise, resolve } = Promise.withResolvers<Result<T, ProviderFailure>>()
  const onAbort = () => resolve(fail(timedOut))
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

async function refresh(
  source: TableSource,
  before: Result<Index, ProviderFailure> | undefined,
): Promise<Result<Index, ProviderFailure>> {
  for (let attempt = 0; attempt < maxReads; attempt++) {
    const files = await listDrop(source.folder, source.drop, source.now())
    if (!files.ok) return files
    const signature = signatureOf(files.value)
    if (before?.ok === true && before.value.signature === signature) return before
    const tables = await readAll(source, files.value)
    const unchanged = await Promise.all(files.value.map(isUnchanged))
    // What was read while a file changed may be half of each: read again.
    if (unchanged.includes(false)) continue
    if (!tables.ok) return tables
    const newest = Math.max(...files.value.map((file) => file.modifiedMs))
    return ok({ signature, asOf: new Date(newest).toISOString(), byColumn: indexRows(tables.value, source.askBy) })
  }
  return fail({ kind: 'unavailable', detail: 'a file kept changing while it was read' })
}

async function readAll(
  source: TableSource,
  files: readonly DroppedFile[],
): Promise<Result<readonly Row[], ProviderFailure>> {
  const rows: Row[] = []
  for (const file of files) {
    const read = await source.read(file)
    if (!read.ok) return read
    for (const row of read.value) rows.push(row)
  }
  return ok(rows)
}

function indexRows(rows: readonly Row[], columns: readonly string[]): Map<string, Map<string, Row[]>> {
  return new Map(
    columns.map((column) => {
      const byValue = new Map<string, Row[]>()
      for (const row of rows) {
        const key = keyOf(row[column])
        if (key === undefined) continue
        const same = byValue.get(key)
        if (same === undefined) byValue.set(key, [row])
        else same.push(row)
      }
      return [column, byValue]
    }),
  )
}

/** A number cell and the same digits as text are one key. */
function keyOf(cell: unknown): string | undefined {
  if (typeof cell !== 'string' && typeof cell !== 'number') return undefined
  const key = String(cell).trim()
  return key === '' ? undefined : key
}

function lookUp(index: Index, params: Readonly<Record<string, Scalar>>): Result<readonly Row[], ProviderFailure> {
  const [first, ...others] = Object.entries(params)
  const byValue = first === undefined ? undefined : index.byColumn.get(first[0])
  if (first === undefined || byValue === undefined || others.some(([column]) => !index.byColumn.has(column))) {
    return fail({ kind: 'refused', detail: 'the table cannot be asked by these columns' })
  }
  const rows = byValue.get(keyOf(first[1]) ?? '') ?? []
  return ok(rows.filter((row) => others.every(([column, value]) => keyOf(row[column]) === keyOf(value))))
}

/** The failure for a file that is not as agreed. Names columns and lines, never cells. */
export const badFile = (file: DroppedFile, what: string): ProviderFailure => ({
  kind: 'nonsense',
  detail: `${file.name}: ${what}`,
})
