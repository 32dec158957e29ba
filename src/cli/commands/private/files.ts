import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { loadOrCreateKey, loadOrCreateSecret, readPrivate } from '../../../federation/keys.ts'
import type { PlainRecord } from '../../../identity/private/encoding/encoder.ts'
import { type CheckedProject, checkProject } from '../../../identity/private/project.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import type { SigningKey } from '../../../kernel/signature.ts'
import { text } from '../../calling.ts'
import type { Invocation, OptionDeclaration, OptionValue } from '../../command.ts'

const option = (name: string, value: string, about: LocalText): OptionDeclaration => ({
  ...{ name, type: 'string', value, about },
})

export const projectOption = option('project', 'FILE', {
  en: 'the project’s declaration (JSON)',
  sw: 'tangazo la mradi (JSON)',
  fr: 'la déclaration du projet (JSON)',
})
export const keysOption = option('keys', 'FOLDER', {
  en: 'folder with your keys, made by `kiungo private prepare`',
  sw: 'folda yenye funguo zako, iliyoandaliwa na `kiungo private prepare`',
  fr: 'dossier de vos clés, fait par `kiungo private prepare`',
})
export const inOption = option('in', 'FILE', {
  en: 'your records, CSV in UTF-8 with a header line',
  sw: 'rekodi zako, CSV ya UTF-8 yenye mstari wa vichwa',
  fr: 'vos enregistrements, CSV en UTF-8 avec ligne d’en-tête',
})
export const outOption = option('out', 'FILE', { en: 'file to write', sw: 'faili la kuandika', fr: 'fichier à écrire' })

/** The values of options that a command cannot do without. */
export function required<Name extends string>(
  options: Readonly<Record<string, OptionValue | undefined>>,
  ...names: readonly Name[]
): Result<Readonly<Record<Name, string>>> {
  const missing = names.find((name) => text(options[name]) === undefined)
  if (missing !== undefined) {
    return fail({
      code: 'cli.usage',
      status: 400,
      message: `--${missing} is missing`,
      fix: 'see the help of the command',
    })
  }
  return ok(Object.fromEntries(names.map((name) => [name, text(options[name])])) as Record<Name, string>)
}

const declarationLimitBytes = 1_000_000

export function readProject(file: string): Result<CheckedProject> {
  const declared = readBounded(file, declarationLimitBytes)
  if (!declared.ok) return declared
  try {
    return checkProject(JSON.parse(declared.value))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return unreadable(file, 'is not JSON')
  }
}

/** What a text in memory may take. */
const recordsLimitBytes = 400 * 1024 * 1024

/** Rows by column; a column that is asked for and not there is a problem, not an empty value. */
export function readRecords(file: string, columns: readonly string[]): Result<PlainRecord[]> {
  const content = readBounded(file, recordsLimitBytes)
  if (!content.ok) return content
  let rows: string[][]
  try {
    rows = parse(content.value, { bom: true, relax_column_count: false })
  } catch (error) {
    // Its message can quote a value; its code cannot.
    return unreadable(file, `is not well-formed CSV (${(error as { code?: string }).code ?? 'unknown'})`)
  }
  const [header = [], ...records] = rows
  const missing = columns.find((column) => !header.includes(column))
  if (missing !== undefined) return unreadable(file, `has no column ${missing}, which the project reads`)
  const places = columns.map((column) => [column, header.indexOf(column)] as const)
  return ok(records.map((row) => Object.fromEntries(places.map(([column, at]) => [column, row[at]]))))
}

function readBounded(file: string, limit: number): Result<string> {
  try {
    if (statSync(file).size > limit) return unreadable(file, `is larger than ${limit} bytes`)
    return ok(readFileSync(file, 'utf8'))
  } catch {
    return unreadable(file, 'cannot be read')
  }
}

const unreadable = (file: string, what: string): Result<never> =>
  fail({
    code: 'cli.private-file-unusable',
    status: 400,
    message: `${file} ${what}`,
    fix: 'check the path, your rights to it, and docs/guides/private-linkage.md for what it must hold',
  })

export interface OwnKeys {
  readonly signing: SigningKey
  /** For opaque ids and noise; never leaves its owner. */
  readonly own: Buffer
}

/** The keys of a party or of the zone, made on first use. */
export function ownKeys(folder: string): Result<OwnKeys> {
  const signing = loadOrCreateKey(folder, 'party')
  if (!signing.ok) return signing
  const own = loadOrCreateSecret(folder, 'own')
  return own.ok ? ok({ signing: signing.value, own: own.value }) : own
}

/** The secret that both owners hold. It must be there: one made by mistake would encode in vain. */
export function projectSecret(folder: string): Result<Buffer> {
  const there = readPrivate(join(folder, 'project.key'))
  if (!there.ok) return there
  if (there.value === undefined) return unreadable(join(folder, 'project.key'), 'is not there')
  return loadOrCreateSecret(folder, 'project')
}

export const progressOf =
  ({ output }: Invocation) =>
  (done: number, of: number): void =>
    output.progress(`${output.number(done)} / ${output.number(of)}`, done === of)
