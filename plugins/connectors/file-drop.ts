/** A folder into which an agency drops files: which of them count now, and whether they are whole. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProviderFailure } from '../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../src/kernel/result.ts'

export interface DroppedFile {
  readonly path: string
  readonly name: string
  readonly bytes: number
  readonly modifiedMs: number
  /** Named groups of the file-name pattern, e.g. year and month, as the columns `@name` of each row. */
  readonly parts: Readonly<Record<string, string>>
}

export interface DropSettings {
  /** Pattern of the whole file name; files are ordered by name, the last is the newest. */
  readonly pattern: string
  readonly latest: number
  readonly maxBytes: number
  /** A file younger than this may still be being written. */
  readonly settleMs: number
}

const maxListed = 10_000

/** The newest files, newest first. One that may still be being written is not among them yet. */
export async function listDrop(
  folder: string,
  settings: DropSettings,
  now: Date,
): Promise<Result<readonly DroppedFile[], ProviderFailure>> {
  const names = await readdir(folder).catch(() => undefined)
  if (names === undefined) return fail({ kind: 'unavailable', detail: 'the folder cannot be read' })
  if (names.length > maxListed) return fail({ kind: 'nonsense', detail: `more than ${maxListed} files in the folder` })
  const shape = new RegExp(`^(?:${settings.pattern})$`)
  const files: DroppedFile[] = []
  let unsettled = false
  for (const name of names
    .filter((candidate) => shape.test(candidate))
    .sort()
    .reverse()) {
    if (files.length === settings.latest) break
    const path = join(folder, name)
    const facts = await stat(path).catch(() => undefined)
    if (facts === undefined || !facts.isFile()) continue
    if (Math.abs(now.getTime() - facts.mtimeMs) < settings.settleMs) {
      unsettled = true
      continue
    }
    if (facts.size > settings.maxBytes) {
      return fail({ kind: 'nonsense', detail: `${name} is larger than ${settings.maxBytes} bytes` })
    }
    const groups = Object.entries(shape.exec(name)?.groups ?? {})
    const parts = Object.fromEntries(groups.map(([group, value]) => [`@${group}`, value]))
    files.push({ path, name, bytes: facts.size, modifiedMs: facts.mtimeMs, parts })
  }
  if (files.length > 0) return ok(files)
  return fail({
    kind: 'unavailable',
    detail: unsettled ? 'the only file is still being written' : 'no file of the expected name',
  })
}

/** Whether a file is still the one that was listed: otherwise what was read of it is worth nothing. */
export async function isUnchanged(file: DroppedFile): Promise<boolean> {
  const facts = await stat(file.path).catch(() => undefined)
  return facts !== undefined && facts.size === file.bytes && facts.mtimeMs === file.modifiedMs
}

/** Equal for the same files in the same state. */
export const signatureOf = (files: readonly DroppedFile[]): string =>
  files.map(({ name, bytes, modifiedMs }) => `${name}|${bytes}|${modifiedMs}`).join('\n')
