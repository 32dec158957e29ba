import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from '../../../kernel/digest.ts'

/** What a stage left, under a key that says of what: written last, and whole or not at all. */
interface Left<T> {
  readonly key: string
  readonly value: T
}

const fileOf = (folder: string, stage: string): string => join(folder, `${stage}.json`)

/** What an earlier run left of this stage, when it did the very same. */
export function left<T>(folder: string, stage: string, of: unknown): T | undefined {
  const file = fileOf(folder, stage)
  if (!existsSync(file)) return undefined
  const found = JSON.parse(readFileSync(file, 'utf8')) as Left<T>
  return found.key === digestOf(of) ? found.value : undefined
}

export function leave<T>(folder: string, stage: string, of: unknown, value: T): T {
  const file = fileOf(folder, stage)
  writeFileSync(`${file}.new`, JSON.stringify({ key: digestOf(of), value } satisfies Left<T>))
  renameSync(`${file}.new`, file)
  return value
}
