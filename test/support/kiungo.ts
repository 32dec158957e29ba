import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { root, stopWithThisProcess, temporaryFolder } from './database.ts'
import { copySeed } from './seeds.ts'

export interface KiungoProcess {
  readonly url: string
  readonly dataFolder: string
  readonly pid: number
  /** As an operator would stop it. */
  stop(): Promise<void>
  /** Only the process, without warning: its database and agencies are left behind. */
  kill(): Promise<void>
}

export interface KiungoOptions {
  readonly scale: number
  /** An existing folder to start on; otherwise a new one that is deleted after the test. */
  readonly dataFolder?: string
  readonly environment?: Readonly<Record<string, string>>
  /** The test is about a first start: it makes its country itself, also where there is a copy to begin with. */
  readonly first?: boolean
  /** For a country that takes long to make. */
  readonly readyWithinMs?: number
}

interface Cleanup {
  after(action: () => Promise<void> | void): void
}

/** Ports of its own, and nobody asking but the test. */
const quiet = {
  KIUNGO_AGENCIES_PORT: '0',
  KIUNGO_LOG_LEVEL: 'warn',
  KIUNGO_DEMO_QUESTIONS_PER_MINUTE: '0',
  KIUNGO_DEMO_EVENTS_PER_MINUTE: '0',
  KIUNGO_DEMO_LINKAGE: 'false',
}

const defaultReadyWithinMs = 180_000

/**
 * The whole product as a user starts it: `kiungo up` in a process of its own, with the demo country. In a folder that is
 * not there yet it may begin with a country that an earlier start made, before anything was asked of it.
 */
export async function startKiungo(t: Cleanup, options: KiungoOptions): Promise<KiungoProcess> {
  const dataFolder = options.dataFolder ?? temporaryFolder()
  if (options.dataFolder === undefined) stopWithThisProcess(dataFolder)
  const { scale, first = false } = options
  if (!first) await copySeed(dataFolder, { scale, make: (folder) => makeSeed(folder, options) })
  return startOn(dataFolder, t, options)
}

/** A folder of a country that nothing has happened in since it was made: started, and stopped once it was ready. */
async function makeSeed(dataFolder: string, { scale, readyWithinMs }: KiungoOptions): Promise<void> {
  stopWithThisProcess(dataFolder)
  const within = readyWithinMs === undefined ? {} : { readyWithinMs }
  const node = await startOn(dataFolder, { after: () => undefined }, { scale, dataFolder, ...within })
  await node.stop()
}

async function startOn(dataFolder: string, t: Cleanup, options: KiungoOptions): Promise<KiungoProcess> {
  const child = spawn(process.execPath, upArguments(dataFolder, options.scale), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...quiet, ...options.environment },
  })
  const url = await addressOf(child, options.readyWithinMs ?? defaultReadyWithinMs)
  const stop = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await ended
  }
  t.after(async () => {
    await stop('SIGTERM')
    if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true })
  })
  return { url, dataFolder, pid: child.pid ?? 0, stop: () => stop('SIGTERM'), kill: () => stop('SIGKILL') }
}

const upArguments = (dataFolder: string, scale: number): string[] => [
  join(root, 'src/cli/main.ts'),
  'up',
  '--json',
  '--port=0',
  `--data=${dataFolder}`,
  `--scale=${scale}`,
]

/** `kiungo up --json` prints one document when it is ready. */
function addressOf(child: ChildProcess, readyWithinMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = ''
    let err = ''
    const give = (outcome: () => void): void => {
      clearTimeout(timer)
      outcome()
    }
    const timer = setTimeout(() => reject(new Error(`not ready in time:\n${err}`)), readyWithinMs)
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk
      const url = /"url": "([^"]+)"/.exec(out)?.[1]
      if (url !== undefined) give(() => resolve(url))
    })
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      err = (err + chunk).slice(-10_000)
    })
    child.once('exit', (code) =>
      give(() => reject(new Error(`ended with ${code} before it was ready:\n${err}\n${out}`))),
    )
  })
}
