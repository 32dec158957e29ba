import { type ChildProcess, spawn } from 'node:child_process'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { fail, ok, type Result } from './kernel/result.ts'
import type { Logger } from './platform/telemetry/logger.ts'

/** Where the demo agencies answer: an address by system, a folder by file drop. */
export interface AgencyAddresses {
  readonly systems: Readonly<Record<string, string>>
  readonly drops: Readonly<Record<string, string>>
}

export interface Agencies {
  readonly addresses: AgencyAddresses
  stop(): Promise<void>
}

export interface AgenciesOptions {
  /** The country pack's own program that serves its agencies. */
  readonly program: string
  /** A generated country. */
  readonly folder: string
  readonly basePort: number
  readonly logger: Logger
}

const readyWithinMs = 60_000

/** Starts the demo agencies in a process of their own: Kiungo reaches them over the network and the file system only. */
export async function startAgencies(options: AgenciesOptions): Promise<Result<Agencies>> {
  const { program, folder, basePort, logger } = options
  const child = spawn(process.execPath, [program, '--folder', folder, '--port', String(basePort)], {
    // The channel tells the child when this process is gone.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Its own process group: Ctrl-C reaches Kiungo first, which stops it in its turn.
    detached: true,
  })
  let lastWords = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2_000)
  })
  const addresses = await readyLine(child)
  if (addresses === undefined) {
    child.kill('SIGKILL')
    const reason = /(E[A-Z]+): [^\n]*|Error: [^\n]*/.exec(lastWords)?.[0] ?? 'they did not say why'
    return fail({
      code: 'demo.agencies-failed',
      status: 500,
      message: `the demo agencies did not start: ${reason}`,
      fix: 'free their ports or choose others with KIUNGO_AGENCIES_PORT (0 takes any), then start again',
    })
  }
  child.once('exit', (code) => logger.warn({ code }, 'the demo agencies have ended'))
  return ok({ addresses, stop: () => stop(child) })
}

function readyLine(child: ChildProcess): Promise<AgencyAddresses | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), readyWithinMs)
    const settle = (value: AgencyAddresses | undefined): void => {
      clearTimeout(timer)
      resolve(value)
    }
    child.once('error', () => settle(undefined))
    child.once('exit', () => settle(undefined))
    if (child.stdout === null) return
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) settle(JSON.parse(line) as AgencyAddresses)
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit')
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
