import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Static, TSchema } from 'typebox'
import { Check, Errors } from 'typebox/value'
import { parse } from 'yaml'
import { sha256Hex } from '../kernel/digest.ts'

/** What is wrong in a country pack: the file below the pack's folder, the JSON Pointer in it, and how to mend it. */
export interface PackFault {
  readonly file: string
  readonly pointer: string
  readonly message: string
  readonly fix: string
}

const maxFileBytes = 2_000_000
const maxFiles = 500
const maxFaultsOfFile = 20

/** Reads declarations of a pack; whatever is wrong is gathered, so that all of it is told at once. */
export interface PackReader {
  readonly faults: PackFault[]
  /** Digest of every file that was read. */
  digest(): string
  /** Undefined when the file has a fault; the fault is then gathered. */
  file<S extends TSchema>(name: string, schema: S): Promise<Static<S> | undefined>
  /** The value if it has the shape; else undefined, and its faults are gathered. */
  checked<S extends TSchema>(file: string, schema: S, value: unknown): Static<S> | undefined
  /** As `file`, for one that a pack need not have. */
  optionalFile<S extends TSchema>(name: string, schema: S): Promise<Static<S> | undefined>
  folder<S extends TSchema>(name: string, schema: S): Promise<{ readonly file: string; readonly value: Static<S> }[]>
}

export function packReader(root: string): PackReader {
  const faults: PackFault[] = []
  const digests = new Map<string, string>()

  async function file<S extends TSchema>(name: string, schema: S): Promise<Static<S> | undefined> {
    const text = await textOf(join(root, name))
    if (typeof text !== 'string') {
      faults.push({ file: name, pointer: '', message: text.problem, fix: 'Put the file there, in UTF-8.' })
      return undefined
    }
    digests.set(name, sha256Hex(text))
    const value = parseYaml(name, text, faults)
    return value === undefined ? undefined : checked(name, schema, value)
  }

  function checked<S extends TSchema>(name: string, schema: S, value: unknown): Static<S> | undefined {
    if (Check(schema, value)) return value
    faults.push(...shapeFaults(name, schema, value))
    return undefined
  }

  return {
    faults,
    checked,
    digest: () => sha256Hex([...digests].sort().flat().join('\n')),
    file,
    optionalFile: async (name, schema) => ((await exists(join(root, name))) ? file(name, schema) : undefined),
    async folder(name, schema) {
      const names = (await readdir(join(root, name)).catch(() => [])).filter((one) => one.endsWith('.yaml')).sort()
      if (names.length > maxFiles) throw new Error(`${name} has more than ${maxFiles} files`)
      const found: { file: string; value: Static<typeof schema> }[] = []
      for (const one of names) {
        const value = await file(`${name}/${one}`, schema)
        if (value !== undefined) found.push({ file: `${name}/${one}`, value })
      }
      return found
    },
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

async function textOf(path: string): Promise<string | { readonly problem: string }> {
  try {
    if ((await stat(path)).size > maxFileBytes) return { problem: `is larger than ${maxFileBytes} bytes` }
    return await readFile(path, 'utf8')
  } catch {
    return { problem: 'cannot be read' }
  }
}

function parseYaml(file: string, text: string, faults: PackFault[]): unknown {
  try {
    // No aliases: a small file could otherwise stand for a huge value.
    return parse(text, { maxAliasCount: 0 }) ?? {}
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'is not YAML'
    faults.push({ file, pointer: '', message, fix: 'Write valid YAML 1.2 without aliases.' })
    return undefined
  }
}

function shapeFaults(file: string, schema: TSchema, value: unknown): PackFault[] {
  return Errors(schema, value)
    .slice(0, maxFaultsOfFile)
    .map((error) => ({
      file,
      pointer: error.instancePath,
      message: `${error.message}${unknownNames(error.params)}`,
      fix: 'Correct the value; the noun in src/*/schema.ts says what it must be.',
    }))
}

function unknownNames(params: unknown): string {
  const names = (params as { additionalProperties?: unknown }).additionalProperties
  return Array.isArray(names) ? `: ${names.join(', ')}` : ''
}
