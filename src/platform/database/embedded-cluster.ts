import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { sha256Hex } from '../../kernel/digest.ts'
import { copyOnce, type PostgresBinaries, placeReachableBy, type ServerIdentity } from './embedded-binaries.ts'

/** Where the parts of an embedded database lie. */
export interface ClusterPlaces {
  readonly folder: string
  readonly cluster: string
  readonly socketFolder: string
  readonly logFile: string
  readonly ownerFile: string
}

export const superuser = 'kiungo'
export const mainDatabase = 'kiungo'

// sockaddr_un.sun_path holds 108 bytes on Linux and 104 on macOS, with the closing zero.
const socketPathBytesLimit = 103
const socketName = '.s.PGSQL.5432'

export function clusterPlaces(dataFolder: string, identity: ServerIdentity): ClusterPlaces {
  const wanted = resolve(dataFolder)
  if (!existsSync(wanted)) {
    mkdirSync(wanted, { recursive: true })
    // The server's user must be able to pass through, not to list.
    chmodSync(wanted, 0o711)
  }
  const folder = placeReachableBy(identity, join(wanted, 'postgres'))
  const near = join(folder, 'socket')
  const fits = Buffer.byteLength(join(near, socketName)) <= socketPathBytesLimit
  return {
    folder,
    cluster: join(folder, 'cluster'),
    socketFolder: fits ? near : join('/tmp', `kiungo-${sha256Hex(folder).slice(0, 12)}`),
    logFile: join(folder, 'postgres.log'),
    ownerFile: join(folder, 'owner'),
  }
}

/** Makes the folders, private to the server's user. */
export function prepareFolders(places: ClusterPlaces, identity: ServerIdentity): void {
  for (const folder of [places.folder, places.socketFolder]) {
    mkdirSync(dirname(folder), { recursive: true, mode: 0o755 })
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const found = lstatSync(folder)
    const ours = found.uid === process.getuid?.() || found.uid === identity.uid
    // /tmp is shared: a folder planted there by someone else would let them answer in the database's place.
    if (!found.isDirectory() || !ours) throw new Error(`${folder} belongs to another user`)
    if (identity.uid !== undefined && identity.gid !== undefined) chownSync(folder, identity.uid, identity.gid)
    chmodSync(folder, 0o700)
  }
}

/** A new cluster takes a second or two to initialise; a copy of one prepared earlier takes a tenth. */
export function createCluster(places: ClusterPlaces, binaries: PostgresBinaries, cacheFolder: string): void {
  if (existsSync(places.cluster)) return
  mkdirSync(cacheFolder, { recursive: true })
  const user = process.getuid?.() ?? 0
  const name = `postgres-cluster-${binaries.version}-${user}`
  const prepared = placeReachableBy(binaries.identity, join(resolve(cacheFolder), name))
  if (!existsSync(prepared)) initialise(prepared, binaries)
  copyOnce(prepared, places.cluster)
}

function initialise(prepared: string, binaries: PostgresBinaries): void {
  mkdirSync(dirname(prepared), { recursive: true, mode: 0o755 })
  const work = `${prepared}.${process.pid}.new`
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { mode: 0o700 })
  const { uid, gid } = binaries.identity
  if (uid !== undefined && gid !== undefined) chownSync(work, uid, gid)
  try {
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    run(binaries, 'initdb', ['-D', work, '-N', '-U', superuser, '--auth=trust', ...locale])
    run(binaries, 'postgres', ['--single', '-D', work, 'postgres'], `create database ${mainDatabase}\n`)
    copyOnce(work, prepared)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function run(binaries: PostgresBinaries, program: string, args: readonly string[], input = ''): void {
  const path = join(binaries.folder, 'bin', program)
  const done = spawnSync(path, args, { ...binaries.identity, cwd: '/', input, encoding: 'utf8', env: { TZ: 'UTC' } })
  if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr ?? done.error?.message}`)
}

/** Only the user who runs Kiungo may connect: the kernel tells the server who is at the other end of the socket. */
export function writeAccessRules(places: ClusterPlaces): void {
  const owner = userInfo().username
  writeFileSync(join(places.cluster, 'pg_hba.conf'), `local all ${superuser} peer map=kiungo\n`)
  writeFileSync(join(places.cluster, 'pg_ident.conf'), `kiungo "${owner}" ${superuser}\n`)
}
