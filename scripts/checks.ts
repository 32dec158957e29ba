import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, runs } from './tool.ts'

/** The server's code, and the console's, which has its own settings because it runs in browsers. */
export function typecheck(): boolean {
  const projects = ['.', 'console'].filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))
  return projects.map((folder) => runs('tsc', ['-p', folder, '--noEmit'])).every(Boolean)
}

export const lint = (): boolean => runs('biome', ['check', '--error-on-warnings'])

export const deadcode = (): boolean => runs('knip', ['--no-progress'])
