import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { type PostgresBinaries, postgresBinaries, serverIdentity } from './embedded-binaries.ts'
import {
  type ClusterPlaces,
  clusterPlaces,
  createCluster,
  mainDatabase,
  prepareFolders,
  superuser,
  writeAccessRules,
} from './embedded-cluster.ts'
import { alive, killNow, processesOf, runningServer, serves } from './embedded-orphan.ts'
import { cannotPrepare, didNotStart, logTail, otherMajor } from './embedded-problems.ts'

export interface EmbeddedOptions {
  readonly dataFolder: string
  /** Keeps a prepared empty cluster, so that the next fresh start is quick. */
  readonly cacheFolder: string
  /** Less than a power cut only for databases of tests. */
  readonly survives?: Survives
  readonly say?: (line: string) => void
}

export type Survives = 'power-cut' | 'kill' | 'nothing'

export interface EmbeddedPostgres {
  readonly url: string
  readonly socketFolder: string
  readonly pid: number
  readonly started: 'fresh' | 'warm' | 'attached'
  /** Whether another living process of ours started the server, and looks after it. */
  readonly guest: boolean
  runs(): boolean
  /** Fast shutdown; does nothing when another living process of ours started the server. */
  stop(): Promise<void>
  /** What a power cut would do: every process of the server dies at once. For tests. */
  kill(): Promise<void>
}

const readyTimeoutMs = 120_000
const retryStartMs = 10_000
const logBytesLimit = 8_000_000

/** Starts the PostgreSQL of this data folder, or attaches to the one that already runs on it. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<Result<EmbeddedPostgres>> {
  const binaries = postgresBinaries()
  if (!binaries.ok) return binaries
  const places = clusterPlaces(options.dataFolder, binaries.value.identity)
  if (places.folder !== join(resolve(options.dataFolder), 'postgres')) {
    options.say?.(`the database is kept in ${places.folder}: the user that runs it cannot enter ${options.dataFolder}`)
  }
  try {
    prepareFolders(places, binaries.value.identity)
    const running = runningServer(places.cluster)
    if (running !== undefined) return attach(places, running)
    const fresh = !existsSync(places.cluster)
    const other = otherMajor(places, binaries.value)
    if (other !== undefined) return fail(other)
    createCluster(places, binaries.value, options.cacheFolder)
    writeAccessRules(places)
    return launch({ places, binaries: binaries.value, survives: options.survives ?? 'power-cut', fresh })
  } catch (error) {
    return fail(cannotPrepare(places, error))
  }
}

/** Starts the server of a folder that has its database; what is missing is not made anew. */
export async function restartEmbeddedPostgres(options: EmbeddedOptions): Promise<Result<EmbeddedPostgres>> {
  const binaries = postgresBinaries()
  if (!binaries.ok) return binaries
  const places = clusterPlaces(options.dataFolder, binaries.value.identity)
  if (!existsSync(places.cluster)) return fail(didNotStart(places))
  const running = runningServer(places.cluster)
  if (running !== undefined) return attach(places, running)
  return launch({ places, binaries: binaries.value, survives: options.survives ?? 'power-cut', fresh: false })
}

/** Throws the database of a data folder away, wherever it lies; ends a server that still runs on it. */
export async function removeEmbeddedDatabase(dataFolder: string): Promise<void> {
  const places = clusterPlaces(dataFolder, serverIdentity())
  const pid = runningServer(places.cluster)
  if (pid !== undefined) await handle(places, pid, 'attached').stop()
  rmSync(places.folder, { recursive: true, force: true })
  rmSync(places.socketFolder, { recursive: true, force: true })
}

interface Launch {
  readonly places: ClusterPlaces
  readonly binaries: PostgresBinaries
  readonly survives: Survives
  readonly fresh: boolean
}

async function launch(plan: Launch): Promise<Result<EmbeddedPostgres>> {
  const giveUpAt = Date.now() + retryStartMs
  for (;;) {
    const child = spawnServer(plan)
    const ready = await untilReady(plan.places, child)
    if (ready && child.pid !== undefined) {
      writeFileSync(plan.places.ownerFile, String(process.pid))
      return ok(handle(plan.places, child.pid, plan.fresh ? 'fresh' : 'warm'))
    }
    // Another process may have started the server in the same instant.
    const running = runningServer(plan.places.cluster)
    if (running !== undefined) return attach(plan.places, running)
    // After a kill -9 of the server, its last children may hold the shared memory for a moment.
    if (Date.now() > giveUpAt || !/shared memory|lock file/.test(logTail(plan.places))) {
      return fail(didNotStart(plan.places))
    }
    await sleep(200)
  }
}

function spawnServer({ places, binaries, survives }: Launch): ChildProcess {
  const tooLong = existsSync(places.logFile) && statSync(places.logFile).size > logBytesLimit
  const log = openSync(places.logFile, tooLong ? 'w' : 'a')
  const settings = serverSettings(places, survives).flatMap((setting) => ['-c', setting])
  const child = spawn(join(binaries.folder, 'bin', 'postgres'), ['-D', places.cluster, ...settings], {
    ...binaries.identity,
    cwd: '/',
    env: { TZ: 'UTC', LC_ALL: 'C' },
    stdio: ['ignore', log, log],
    // Its own process group: Ctrl-C must reach Kiungo first, which lets requests end before the database goes.
    detached: true,
  })
  child.on('error', () => undefined)
  child.unref()
  closeSync(log)
  return child
}

function serverSettings(places: ClusterPlaces, survives: Survives): string[] {
  return [
    'listen_addresses=',
    `unix_socket_directories=${places.socketFolder}`,
    'unix_socket_permissions=0700',
    'max_connections=120',
    'shared_buffers=160MB',
    'work_mem=16MB',
    'maintenance_work_mem=128MB',
    'max_wal_size=1GB',
    'wal_compression=on',
    'random_page_cost=1.1',
    'jit=off',
    // Containers give /dev/shm 64 MB, which parallel queries would overrun.
    'dynamic_shared_memory_type=mmap',
    'timezone=UTC',
    'log_timezone=UTC',
    // Details and statements would carry values of rows into the log.
    'log_error_verbosity=terse',
    'log_min_error_statement=panic',
    'log_parameter_max_length_on_error=0',
    ...relaxations[survives],
  ]
}

// A killed process loses nothing that it handed to the system, but may leave a page half written.
const relaxations: Record<Survives, readonly string[]> = {
  'power-cut': [],
  kill: ['fsync=off'],
  nothing: ['fsync=off', 'full_page_writes=off', 'autovacuum=off'],
}

const socketUrl = (socketFolder: string) =>
  `postgresql://${superuser}@localhost/${mainDatabase}?host=${encodeURIComponent(socketFolder)}`

async function accepts(places: ClusterPlaces): Promise<boolean> {
  const client = new pg.Client({ connectionString: socketUrl(places.socketFolder), connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function untilReady(places: ClusterPlaces, child: ChildProcess | { pid: number }): Promise<boolean> {
  const giveUpAt = Date.now() + readyTimeoutMs
  const gone = () => child.pid === undefined || ('exitCode' in child ? hasEnded(child) : !alive(child.pid))
  while (Date.now() < giveUpAt && !gone()) {
    if (existsSync(join(places.socketFolder, '.s.PGSQL.5432')) && (await accepts(places))) return !gone()
    await sleep(15)
  }
  return false
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** A server left by a killed process is taken over; one whose starter still lives is only used. */
async function attach(places: ClusterPlaces, pid: number): Promise<Result<EmbeddedPostgres>> {
  if (!(await untilReady(places, { pid }))) return fail(didNotStart(places))
  const owner = existsSync(places.ownerFile) ? Number(readFileSync(places.ownerFile, 'utf8')) : 0
  const guest = owner !== 0 && owner !== process.pid && alive(owner)
  if (!guest) writeFileSync(places.ownerFile, String(process.pid))
  const server = handle(places, pid, 'attached')
  return ok(guest ? { ...server, guest, stop: async () => undefined } : server)
}

function handle(places: ClusterPlaces, pid: number, started: EmbeddedPostgres['started']): EmbeddedPostgres {
  const runs = () => serves(pid, places.cluster)
  const ended = async (withinMs: number) => {
    for (const giveUpAt = Date.now() + withinMs; runs() && Date.now() < giveUpAt; ) await sleep(10)
    return !runs()
  }
  return {
    url: socketUrl(places.socketFolder),
    socketFolder: places.socketFolder,
    pid,
    started,
    guest: false,
    runs,
    stop: async () => {
      // SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one (recovered from at the next start).
      if (runs()) process.kill(pid, 'SIGINT')
      if (!(await ended(30_000))) process.kill(pid, 'SIGQUIT')
      await ended(5_000)
      rmSync(places.ownerFile, { force: true })
    },
    kill: async () => {
      const processes = runs() ? processesOf(pid) : []
      processes.forEach(killNow)
      for (const giveUpAt = Date.now() + 5_000; processes.some(alive) && Date.now() < giveUpAt; ) await sleep(10)
    },
  }
}
