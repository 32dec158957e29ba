import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import type { Problem } from '../../../../../kernel/problem.ts'
import { fail, ok, type Result } from '../../../../../kernel/result.ts'

export interface SparkProcess {
  /** `spark-sql` (`findSpark`). */
  readonly program: string
  /** Spark's settings by name, `spark.master` among them; they come after those of spark-defaults.conf. */
  readonly settings: Readonly<Record<string, string>>
  /** Ends Spark. */
  readonly signal?: AbortSignal
}

export interface SparkScript {
  /** One file of statements. */
  readonly file: string
  /** Where it runs. */
  readonly folder: string
  /** What Spark says on its way; written anew. */
  readonly log: string
}

/** Runs one file of statements to its end. `line`: each line of what the statements answer. */
export async function runSpark(
  { program, settings, signal }: SparkProcess,
  { file, folder, log }: SparkScript,
  line: (text: string) => void,
): Promise<Result<void>> {
  const given = Object.entries(settings).flatMap(([name, value]) => ['--conf', `${name}=${value}`])
  const to = openSync(log, 'w')
  try {
    const child = spawn(program, [...given, '-f', file], {
      ...{ cwd: folder, env: process.env, stdio: ['ignore', 'pipe', to] },
      ...(signal === undefined ? {} : { signal }),
    })
    createInterface({ input: child.stdout! }).on('line', line)
    const [code, killed] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      // Ended by the caller: an error first, and its end afterwards. Never started: an error alone.
      child.on('error', () => child.pid === undefined && resolve([null, null]))
      child.on('close', (...end) => resolve(end))
    })
    return code === 0 ? ok(undefined) : fail(problemOf(code, killed, log))
  } finally {
    closeSync(to)
  }
}

/** The shell's way of saying that a signal ended what it started. */
const signalled = 128

function problemOf(code: number | null, killed: NodeJS.Signals | null, log: string): Problem {
  if (killed !== null || (code !== null && code > signalled)) {
    const by = killed ?? `signal ${code! - signalled}`
    return {
      code: 'identity.spark-killed',
      status: 503,
      message: `Spark was ended from outside (${by})`,
      fix: `Run again: prepared records are kept. When nobody ended it, the machine ran out of memory: lower spark.driver.memory or take more machines. Its log is ${basename(log)}`,
      params: { by, log: basename(log) },
    }
  }
  const reason = reasonIn(readFileSync(log, 'utf8')) ?? (code === null ? 'it did not start' : `exit code ${code}`)
  return {
    code: 'identity.spark-failed',
    status: 503,
    message: `Spark did not finish: ${reason}`,
    fix: `Read ${basename(log)} in the folder of the run, mend the cause (settings, memory, disk, Java), and run again`,
    params: { reason, log: basename(log) },
  }
}

/** Spark's name for an error, or Java's: a name and no more, since the rest may quote values. */
const reasonIn = (log: string): string | undefined =>
  [/\[([A-Z][A-Z0-9_.]{3,})\]/, /\b(java\.[\w.]+(?:Error|Exception))\b/, /(JAVA_HOME is not set|java: not found)/]
    .map((pattern) => pattern.exec(log)?.[1])
    .find((found) => found !== undefined)
