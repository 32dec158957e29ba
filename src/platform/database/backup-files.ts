import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256Hex } from '../../kernel/digest.ts'
import type { Problem } from '../../kernel/problem.ts'
import { type TarEntry, TarError } from './tar.ts'

/**
 * Folders of small files that belong to the database, by the name they have in the archive: without its keys a restored
 * ledger could not be signed on, nor a kept answer be read.
 */
export type BackedUpFolders = Readonly<Record<string, string>>

export interface BackedUpFile {
  /** `<folder>/<file>` */
  readonly name: string
  readonly sha256: string
}

export const filesPrefix = 'files/'

export function readFiles(folders: BackedUpFolders): TarEntry[] {
  return Object.entries(folders).flatMap(([name, folder]) => {
    if (!existsSync(folder)) return []
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
    return files
      .map((entry) => ({ name: `${filesPrefix}${name}/${entry.name}`, bytes: readFileSync(join(folder, entry.name)) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  })
}

export const describeFiles = (entries: readonly TarEntry[]): BackedUpFile[] =>
  entries.map(({ name, bytes }) => ({ name: name.slice(filesPrefix.length), sha256: sha256Hex(bytes) }))

/** Where each file goes. A name that leads elsewhere than into one of the folders is not ours. */
export function placesOf(entries: readonly TarEntry[], folders: BackedUpFolders): Map<string, Buffer> {
  return new Map(
    entries.map(({ name, bytes }) => {
      const [, folder = '', file = ''] = /^files\/([a-z]+)\/([A-Za-z0-9_][A-Za-z0-9._-]*)$/.exec(name) ?? []
      const place = Object.hasOwn(folders, folder) ? folders[folder] : undefined
      if (place === undefined) throw new TarError('a file of the archive has no place here')
      return [join(place, file), bytes]
    }),
  )
}

/** A file that is there already and is another one. */
export function conflicting(places: ReadonlyMap<string, Buffer>): Problem | undefined {
  const file = [...places].find(([path, bytes]) => existsSync(path) && !readFileSync(path).equals(bytes))?.[0]
  if (file === undefined) return undefined
  return {
    code: 'platform.restore-other-keys',
    status: 409,
    message: `${file} is there already and is not the one of the backup`,
    fix: 'Restore into a new data folder, or say that what is there may be replaced.',
  }
}

const suffix = '.restored'

/** Puts the files beside their places; `keepFiles` puts them there, once the database has committed. */
export function prepareFiles(places: ReadonlyMap<string, Buffer>): void {
  for (const [path, bytes] of places) {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
    writeFileSync(path + suffix, bytes, { mode: 0o600, flush: true })
  }
}

export function keepFiles(places: ReadonlyMap<string, Buffer>): void {
  for (const path of places.keys()) renameSync(path + suffix, path)
}
