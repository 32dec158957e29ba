import { readFile, stat } from 'node:fs/promises'
import { parse } from 'yaml'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'

const maxFileBytes = 2_000_000

/** A file of YAML or JSON (which is YAML too); whether it is a rule pack is for `checkPack` to say. */
export async function readRulePack(file: string): Promise<Result<unknown>> {
  try {
    if ((await stat(file)).size > maxFileBytes) return fail(unreadable(file, `it is larger than ${maxFileBytes} bytes`))
    // No aliases: a small file could otherwise stand for a huge value.
    return ok(parse(await readFile(file, 'utf8'), { maxAliasCount: 0 }))
  } catch (error) {
    return fail(unreadable(file, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)))
  }
}

const unreadable = (file: string, reason: string): Problem => ({
  code: 'cli.rule-pack-unreadable',
  status: 422,
  message: `${file} cannot be read: ${reason}`,
  fix: 'give a file of YAML or JSON, in UTF-8, without aliases',
})
