import { canonicalJson } from '../kernel/canonical-json.ts'
import { ageOn, type IsoDate, isIsoDate } from '../kernel/dates.ts'
import { hmacSha256Hex } from '../kernel/digest.ts'
import type { CanonicalRecord, Value } from '../semantics/schema.ts'
import { type Asked, answerPredicate, normalise } from './predicate.ts'
import type { AgreedField, Decision, ReleaseForm } from './schema.ts'

export interface ReleaseContext {
  readonly today: IsoDate
  readonly consumer: string
  /** Secret of this node; the consumer's own key is derived from it, so two consumers cannot join on pseudonyms. */
  readonly pseudonymKey: string | Uint8Array
  /** What the asker sent, by element: `matches-question` compares with it. */
  readonly asked: Asked
  /** How many records match at the provider, where it said so. */
  readonly total?: number
}

/** A band, from its edges: `from` belongs to it, `to` does not; an end that is absent is open. */
export interface Band {
  readonly from?: number
  readonly to?: number
}

export type ReleasedValue = string | number | boolean | null | Band | readonly ReleasedRecord[]

export interface ReleasedRecord {
  readonly [element: string]: ReleasedValue
}

export interface Release {
  readonly records: readonly ReleasedRecord[]
  /** The form each released element stands in, at whatever depth. */
  readonly forms: Readonly<Record<string, ReleaseForm>>
  /** How many there are in all; more than `records` when the agreement's limit cut them. */
  readonly total: number
}

/** Records within records within records: a household, its members, their payments. Deeper ones stay behind. */
const nestingLimit = 4

/**
 * Cuts records down to what was decided: only agreed fields, each in its agreed form, at every depth. Fields of nested
 * records are agreed by their own element ids. What a form cannot be made of (an age of an unreadable date) is null,
 * never the value itself.
 */
export function release(
  records: readonly CanonicalRecord[],
  decision: Pick<Decision, 'fields' | 'maxRecords' | 'agreement'>,
  context: ReleaseContext,
): Release {
  const { fields, agreement } = decision
  const { pseudonymKey, consumer } = context
  const cutter = {
    fields,
    context,
    key: hmacSha256Hex(pseudonymKey, consumer),
    ...(agreement === undefined ? {} : { salt: hmacSha256Hex(pseudonymKey, `hash ${agreement.id}`) }),
  }
  return {
    records: records.slice(0, decision.maxRecords).map((record) => cutDown(record, cutter, 1)),
    forms: Object.fromEntries(fields.map((field) => [field.element, field.release])),
    total: Math.max(context.total ?? 0, records.length),
  }
}

interface Cutter {
  readonly fields: readonly AgreedField[]
  readonly context: ReleaseContext
  /** The consumer's, for pseudonyms. */
  readonly key: string
  /** The agreement's, for hashes; secret, as numbers of people are few enough to try them all. */
  readonly salt?: string
}

function cutDown(record: CanonicalRecord, cutter: Cutter, depth: number): ReleasedRecord {
  const released: Record<string, ReleasedValue> = {}
  for (const field of cutter.fields) {
    const value = Object.hasOwn(record, field.element) ? record[field.element] : undefined
    // Absence of a field that belongs to another type of record says nothing; presence is asked of this record only.
    if (value === undefined && !(asksForPresence(field) && sharesConcept(record, field.element))) continue
    released[field.element] = inForm(value ?? null, field, { cutter, depth })
  }
  return released
}

const asksForPresence = (field: AgreedField): boolean =>
  field.release === 'count' ||
  (field.release === 'yes-no' && (field.predicate === undefined || field.predicate.test === 'is-present'))

/** `person.phone` may be missing in a record of a person, and cannot be missing in one of a payment. */
function sharesConcept(record: CanonicalRecord, element: string): boolean {
  const concept = element.slice(0, element.indexOf('.') + 1)
  return Object.keys(record).some((key) => key.startsWith(concept))
}

function inForm(value: Value, field: AgreedField, { cutter, depth }: { cutter: Cutter; depth: number }): ReleasedValue {
  switch (field.release) {
    case 'raw':
      if (!isRecords(value)) return value
      if (depth >= nestingLimit) return []
      return value.map((nested) => cutDown(nested, cutter, depth + 1))
    case 'yes-no':
      return answerPredicate(field.predicate ?? { test: 'is-present' }, value, {
        asked: cutter.context.asked[field.element],
        today: cutter.context.today,
      })
    case 'band':
      return bandOf(quantityOf(value, cutter.context.today), field.bandEdges ?? [])
    case 'pseudonym':
      if (value === null || isRecords(value)) return null
      return hmacSha256Hex(cutter.key, canonicalJson([field.element, value])).slice(0, 32)
    case 'hash':
      return hashOf(value, cutter.salt)
    case 'count':
      if (isRecords(value)) return value.length
      return value === null || value === '' ? 0 : 1
  }
}

const isRecords = (value: Value): value is readonly CanonicalRecord[] => Array.isArray(value)

/** Of the value as it is compared, whatever element it stands in: one number is one hash under one agreement. */
function hashOf(value: Value, salt: string | undefined): string | null {
  if (value === null || isRecords(value) || salt === undefined) return null
  const compared = normalise(String(value))
  return compared === '' ? null : hmacSha256Hex(salt, compared).slice(0, 32)
}

/** What a band is made of: a number, the completed years since a day, or how many records there are. */
function quantityOf(value: Value, today: IsoDate): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'string' && isIsoDate(value)) return ageOn(value, today)
  if (isRecords(value)) return value.length
  return undefined
}

function bandOf(quantity: number | undefined, edges: readonly number[]): Band | null {
  if (quantity === undefined || edges.length === 0) return null
  const next = edges.findIndex((edge) => quantity < edge)
  const from = next === -1 ? edges.at(-1) : edges[next - 1]
  const to = next === -1 ? undefined : edges[next]
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}
