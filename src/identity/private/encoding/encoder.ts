import { createHash, createHmac } from 'node:crypto'
import { cleanersFor } from '../../linkage/cleaning/cleaner.ts'
import { anyCountry } from '../../linkage/cleaning/country.ts'
import type { CleanedValue } from '../../linkage/model/cleaned.ts'
import type { Blocking, PrivateField, PrivateProject } from '../schema.ts'
import { derivedKey, openHardening, openPositions, rawBitsOf, type Scheme, setBit, withNoise } from './filter.ts'
import { tokensOf } from './tokens.ts'

/** What decides an encoding; a project declares all of it. */
export interface EncodingPlan {
  readonly fields: readonly PrivateField[]
  readonly grams: number
  readonly scheme: Scheme
  readonly flip: number
  readonly leastFields: number
  readonly blocking: Blocking
  readonly cleaning?: PrivateProject['cleaning']
}

export const planOf = ({ hardening, ...project }: PrivateProject): EncodingPlan => ({ ...project, scheme: hardening })

/** One record as the matching zone sees it. */
export interface Encoding {
  readonly bits: Uint8Array
  /** A keyed token for each rule of blocking; empty where the record lacks a part of the rule. */
  readonly blocks: readonly string[]
}

/** By name of the column of the owner's file. */
export type PlainRecord = Readonly<Record<string, string | undefined>>

export interface Encoder {
  /** `id` is opaque and the owner's. Undefined where fewer fields have values than the project asks for. */
  encode(id: string, record: PlainRecord): Encoding | undefined
  /** Tells encodings that cannot be compared from such as can: another secret, other cleaning, another version. */
  readonly check: string
}

/**
 * The encodings of one party. `context` (the project's digest) goes into every key, so that even a secret used twice by
 * mistake gives unrelated encodings; `noiseKey` is the party's own.
 */
export function openEncoder(
  plan: EncodingPlan,
  { secret, context, noiseKey }: { secret: Uint8Array; context: string; noiseKey: Uint8Array },
): Encoder {
  const cleanerOf = cleanersFor({ ...anyCountry, rules: plan.cleaning ?? {} })
  const rawBits = rawBitsOf(plan.scheme)
  const keyFor = (use: string) => derivedKey(secret, `${context} ${use}`)
  const fields = plan.fields.map((field) => ({
    ...field,
    clean: cleanerOf(field.kind),
    places: openPositions(keyFor(`field ${field.domain ?? field.id}`), rawBits, field.hashes),
  }))
  const harden = openHardening(plan.scheme, keyFor('hardening'))
  const blockKey = keyFor('blocks')

  const encodeExactly = (record: PlainRecord) => {
    const cleaned = new Map<string, CleanedValue>()
    const filter = new Uint8Array(rawBits / 8)
    let known = 0
    for (const field of fields) {
      const { id, kind, clean, places } = field
      const value = clean(joined(record, field))
      const tokens = tokensOf(kind, value, plan.grams)
      if (tokens.length > 0) known++
      for (const token of tokens) for (const place of places(token)) setBit(filter, place)
      cleaned.set(id, value)
    }
    if (known < plan.leastFields) return undefined
    return { bits: harden(filter), blocks: blocksOf(plan.blocking, cleaned, blockKey) }
  }
  return {
    encode(id, record) {
      const exact = encodeExactly(record)
      return exact && { ...exact, bits: withNoise(exact.bits, noiseKey, id, plan.flip) }
    },
    get check() {
      const seen = createHash('sha256')
      for (const probe of probesOf(plan.fields)) seen.update(encodeExactly(probe)?.bits ?? '-')
      return createHmac('sha256', keyFor('check')).update(seen.digest()).digest('hex').slice(0, 32)
    },
  }
}

/** A step of a place that is missing stays as a gap: what follows must not move up. */
function joined(record: PlainRecord, { kind, from }: PrivateField): string | null {
  const values = from.map((column) => record[column]?.trim() ?? '')
  const known = values.filter((value) => value !== '')
  if (known.length === 0) return null
  return kind === 'place' ? values.join('/') : known.join(' ')
}

const blockTokenCharacters = 22

function blocksOf(blocking: Blocking, cleaned: ReadonlyMap<string, CleanedValue>, key: Uint8Array): string[] {
  if (blocking.kind !== 'tokens') return []
  return blocking.rules.map((rule, number) => {
    const parts = rule.map((name) => {
      const [field = '', part = ''] = name.split('.')
      return cleaned.get(field)?.[part] ?? null
    })
    if (parts.includes(null)) return ''
    const token = createHmac('sha256', key)
      .update(JSON.stringify([number, ...parts]))
      .digest('base64url')
    return token.slice(0, blockTokenCharacters)
  })
}

/** Made-up people whose encodings every version must agree on; they touch the cleaning of each kind. */
const probeValues: readonly Readonly<Record<PrivateField['kind'], string>>[] = [
  {
    'given-names': 'Wanjikũ Mary',
    'family-name': "Ng'ang'a",
    'full-name': "Mary Wanjikũ Ng'ang'a",
    'mother-name': 'Mama Halima binti Said',
    'date-of-birth': '1984-03-12',
    sex: 'F',
    'national-id': '29-384 756',
    phone: '+254 722 000111',
    place: 'Nyanza/Kisumu/Kolwa',
    text: 'Near the old market, house 7',
    'household-id': 'h-000123',
  },
  {
    'given-names': 'محمد',
    'family-name': 'عبد الله',
    'full-name': 'ገብረ ኪዳን',
    'mother-name': 'Фатима',
    'date-of-birth': '7 Machi 1990',
    sex: 'mwanaume',
    'national-id': 'AB１２３',
    phone: '0722 000 111',
    place: 'A/B',
    text: 'Élevage nº 9',
    'household-id': 'H 9',
  },
]

const probesOf = (fields: readonly PrivateField[]): PlainRecord[] =>
  probeValues.map((values) => Object.fromEntries(fields.map(({ from, kind }) => [from[0] ?? '', values[kind]])))
