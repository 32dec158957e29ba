import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, type Dirent, mkdtempSync, readdirSync, readFileSync, statfsSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const notOurs = new Set(['node_modules', '.git', '.cache', 'data', 'dist', 'runtime'])

/** Runs an installed program in the foreground; answers whether it ended well. */
export function runs(program: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  const path = program === process.execPath ? program : join(root, 'node_modules', '.bin', program)
  const done = spawnSync(path, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  return done.status === 0
}

/** Source files under the given folders of the project, in a fixed order. */
export function filesUnder(folders: readonly string[], wanted: (path: string) => boolean): string[] {
  const walk = (folder: string): string[] =>
    entriesOf(folder).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : walk(path)
      return wanted(path) ? [path] : []
    })
  return folders.flatMap(walk).sort()
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true })
  } catch {
    return []
  }
}

const memoryFolder = '/dev/shm'
const plentyBytes = 8 * 1024 ** 3

/**
 * Has this process and those it starts keep their temporary files in memory, on a machine that has plenty of it. Almost
 * every test makes a database and drops it, and the eight hundred files of one cost more to make on a disk than all else.
 */
export function temporaryFilesInMemory(): void {
  if (process.env.TMPDIR !== undefined || !memoryIsPlenty()) return
  const folder = mkdtempSync(join(memoryFolder, 'kiungo-'))
  // Like any folder for temporary files: PostgreSQL may run as another user.
  chmodSync(folder, 0o1777)
  process.env.TMPDIR = folder
  // What stops with this process has files there: a little later.
  afterThisProcess('sleep 3; rm -rf "$1"', folder)
}

/**
 * Has a shell do something with a folder (`$1`) when this process ends, however it ends: the shell waits on a pipe that
 * closes then.
 */
export function afterThisProcess(script: string, folder: string): void {
  const wait = `read -r _\n${script}`
  const watch = spawn('sh', ['-c', wait, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  watch.unref()
  // A pipe to a child is a socket; left referenced it would keep this process alive.
  if (watch.stdin instanceof Socket) watch.stdin.unref()
}

function memoryIsPlenty(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memoryFolder)
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .findLast((line) => line.split(' ')[1] === memoryFolder)
    // Some tests write a program and run it.
    const [, , type, options = 'noexec'] = mount?.split(' ') ?? []
    const free = Math.min(bavail * bsize, process.availableMemory())
    return type === 'tmpfs' && !/\b(?:ro|noexec)\b/.test(options) && free > plentyBytes
  } catch {
    return false
  }
}
