import { spawnSync } from 'node:child_process'
import { type Dirent, readdirSync } from 'node:fs'
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
