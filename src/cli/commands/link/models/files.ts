import { readFileSync, statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import type { Upload } from '../../../../identity/runs/schema.ts'
import { maxUploadBytes, uploadFormats } from '../../../../identity/runs/schema.ts'
import type { LocalText } from '../../../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../../../kernel/result.ts'
import type { Api } from '../../../api.ts'
import type { OptionDeclaration } from '../../../command.ts'

const modelLimitBytes = 1_000_000

const unreadable = (file: string, what: string): Result<never> =>
  fail({ code: 'cli.usage', status: 400, message: `${file} ${what}`, fix: 'check the name and what the file holds' })

function readBounded(file: string, limit: number): Result<Buffer> {
  try {
    if (statSync(file).size > limit) return unreadable(file, `is larger than ${limit} bytes`)
    return ok(readFileSync(file))
  } catch {
    return unreadable(file, 'cannot be read')
  }
}

/** A model as a document; whether it is a sound one is for the server to say. */
export function readModel(file: string): Result<unknown> {
  const bytes = readBounded(file, modelLimitBytes)
  if (!bytes.ok) return bytes
  try {
    return ok(JSON.parse(bytes.value.toString('utf8')))
  } catch {
    return unreadable(file, 'is not JSON')
  }
}

const mediaTypes: Readonly<Record<Upload['format'], string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
}

const nameOf = (file: string): string =>
  basename(file, extname(file))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'file'

/** The word for Kiungo's own registry where a file could stand. */
export const registryWord = 'registry'

export type Source = { readonly registry: 'person' } | { readonly upload: string }

/** The registry, a file that was handed in, or a file here, which is handed in (the same bytes are kept once). */
export async function sourceOf(named: string, api: Api): Promise<Result<Source>> {
  if (named === registryWord) return ok({ registry: 'person' })
  if (named.startsWith('lu-')) return ok({ upload: named })
  const format = uploadFormats.find((one) => extname(named).toLowerCase() === `.${one}`)
  if (format === undefined)
    return unreadable(named, `is neither \`${registryWord}\` nor a file .csv, .xlsx or .parquet`)
  const bytes = readBounded(named, maxUploadBytes)
  if (!bytes.ok) return bytes
  const query = new URLSearchParams({ name: nameOf(named), format })
  const kept = await api.upload(`/v1/identity/uploads?${query}`, bytes.value, mediaTypes[format])
  return kept.ok ? ok({ upload: (kept.value as Upload).id }) : kept
}

export const sourceAbout: LocalText = {
  en: 'a file (.csv, .xlsx, .parquet), the id of one that was handed in, or `registry`',
  sw: 'faili (.csv, .xlsx, .parquet), kitambulisho cha lililoletwa, au `registry`',
  fr: 'un fichier (.csv, .xlsx, .parquet), l’id d’un fichier remis, ou `registry`',
}

export const modelFile = {
  name: 'MODEL',
  about: {
    en: 'a file with the model in JSON',
    sw: 'faili yenye mpango kwa JSON',
    fr: 'un fichier avec le modèle en JSON',
  },
  required: true,
} as const

export const kindOption: OptionDeclaration = {
  name: 'kind',
  type: 'string',
  value: 'COLUMN=KIND',
  repeatable: true,
  about: {
    en: 'what a column means (given-names, date-of-birth, phone, …, record-id, unknown); counts more than any guess',
    sw: 'maana ya safu (given-names, date-of-birth, phone, …, record-id, unknown); ina uzito kuliko kisio lolote',
    fr: 'sens d’une colonne (given-names, date-of-birth, phone, …, record-id, unknown) ; l’emporte sur toute supposition',
  },
}

/** `column=kind`, by the last equals sign: a column may have one in its name. */
export function kindsOf(given: unknown): Result<Record<string, string>> {
  const kinds: Record<string, string> = {}
  for (const one of Array.isArray(given) ? (given as string[]) : []) {
    const at = one.lastIndexOf('=')
    if (at <= 0) {
      return fail({
        code: 'cli.usage',
        status: 400,
        message: `--kind takes COLUMN=KIND, not \`${one}\``,
        fix: 'give one like --kind code=phone',
      })
    }
    kinds[one.slice(0, at)] = one.slice(at + 1)
  }
  return ok(kinds)
}
