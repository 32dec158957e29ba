import type pg from 'pg'
import { daysIn } from '../../kernel/dates.ts'
import type { CleanerOf } from '../linkage/model/cleaned.ts'
import { keyOf } from '../people/rules.ts'
import type { RecordRef, ShownDecision } from '../people/schema.ts'
import { decisionsAbout, entitiesOf, recordsIn } from '../people/store.ts'
import { type IdentifierMap, sourcesOf } from './declared.ts'
import {
  type AskedBy,
  type Holding,
  type LinkDecision,
  type MappedRecord,
  type MappingFacts,
  personElement,
} from './facts.ts'
import { featuresWith } from './features.ts'
import {
  civilEntries,
  livePerson,
  type Numbers,
  numberColumns,
  type RawRecord,
  readRaw,
  recordsBearing,
  recordsLimit,
  recordToldAs,
  withNumbers,
} from './store.ts'

export interface GatheringWorld {
  readonly map: IdentifierMap
  readonly cleanerOf: CleanerOf
  /** The country's, whose days are told. */
  readonly timeZone: string
}

type Db = Pick<pg.ClientBase, 'query'>

/** Facts of one moment, where the connection is in a snapshot. */
export interface Gathering {
  seedsOf(db: Db, asked: AskedBy): Promise<RecordRef[]>
  bearing(db: Db, numbers: Numbers, limit?: number): Promise<RecordRef[]>
  /** All that bears on whose the records are. */
  around(db: Db, seeds: readonly RecordRef[], limit?: number): Promise<MappingFacts>
}

/** How far same numbers are followed from record to record. */
const rounds = 3

export function gathering({ map, cleanerOf, timeZone }: GatheringWorld): Gathering {
  const sources = sourcesOf(map)
  const sourceOf = new Map(map.identifiers.flatMap(({ element, source }) => (source ? [[element, source]] : [])))
  const elements = new Set(map.identifiers.map(({ element }) => element))
  const featuresOf = featuresWith(cleanerOf)
  const dayOf = daysIn(timeZone)

  async function seedsOf(db: Db, asked: AskedBy): Promise<RecordRef[]> {
    if (asked.element !== personElement) return recordsBearing(db, asked, { sources, sourceOf })
    const person = await livePerson(db, asked.value)
    return person === undefined ? recordToldAs(db, asked.value) : recordsIn(db, [person])
  }

  const bearing = (db: Db, numbers: Numbers, limit = recordsLimit): Promise<RecordRef[]> =>
    withNumbers(db, numbers, { sources, limit })

  /** The records, those decided to be of the same people, and those that bear the same numbers. */
  async function reached(db: Db, seeds: readonly RecordRef[], limit: number): Promise<Reached> {
    let refs = distinct(seeds)
    for (let round = 0; ; round++) {
      const entities = await entitiesOf(db, refs)
      const decided = await recordsIn(db, [...new Set(entities.map(({ entity }) => entity))])
      const known = distinct([...refs, ...decided])
      const raw = known.length > limit ? [] : await readRaw(db, known, timeZone)
      const found = round < rounds ? await bearing(db, numbersOf(raw), limit) : []
      const next = distinct([...known, ...found])
      if (next.length === known.length || next.length > limit) return { refs: next, raw }
      refs = next
    }
  }

  function recordOf(raw: RawRecord, entity: string | undefined): MappedRecord {
    const { source, record, since, values, programmes } = raw
    const holdings: Holding[] = [
      ...Object.entries(raw.own).flatMap(([element, own]) => own.map((value) => ({ element, value, issued: true }))),
      ...Object.entries(numberColumns).flatMap(([element, column]) => {
        const value = values[column]
        return value === undefined || value === null || value === '' ? [] : [{ element, value, issued: false }]
      }),
      ...[...sourceOf].flatMap(([element, of]) => (of === source ? [{ element, value: record, issued: true }] : [])),
    ]
    return {
      ...{ source, record, since, programmes, features: featuresOf(values) },
      holdings: holdings.filter(({ element }) => elements.has(element)),
      ...(entity === undefined ? {} : { entity }),
    }
  }

  async function around(db: Db, seeds: readonly RecordRef[], limit = recordsLimit): Promise<MappingFacts> {
    const nothing = { seeds, records: [], decisions: [], civil: [] }
    if (seeds.length === 0) return { ...nothing, tooMany: false }
    const { refs, raw } = await reached(db, seeds, limit)
    if (refs.length > limit) return { ...nothing, tooMany: true }
    const entities = new Map((await entitiesOf(db, refs)).map((one) => [keyOf(one), one.entity]))
    const decisions = (await decisionsAbout(db, refs)).map((one) => decisionOf(one, dayOf))
    const civil = (await civilEntries(db, numbersOf(raw), limit)).map(({ values, ...entry }) => ({
      ...entry,
      features: featuresOf(values),
    }))
    const records = raw.map((one) => recordOf(one, entities.get(keyOf(one))))
    const there = new Set(records.map(keyOf))
    return { seeds: seeds.filter((seed) => there.has(keyOf(seed))), records, decisions, civil, tooMany: false }
  }

  return { seedsOf, bearing, around }
}

interface Reached {
  readonly refs: RecordRef[]
  readonly raw: RawRecord[]
}

export const distinct = (refs: readonly RecordRef[]): RecordRef[] => [
  ...new Map(refs.map(({ source, record }) => [keyOf({ source, record }), { source, record }])).values(),
]

function numbersOf(raw: readonly RawRecord[]): Record<string, string[]> {
  const of = (column: string): string[] => raw.flatMap(({ values }) => values[column] || [])
  return Object.fromEntries(Object.values(numberColumns).map((column) => [column, [...new Set(of(column))]]))
}

function decisionOf(decision: ShownDecision, dayOf: (instant: Date) => string): LinkDecision {
  const { id, kind, first, second, undoneBy, reason, at, confirmedBy, evidence } = decision
  return {
    ...{ id, kind, first, second, reason, undone: undoneBy !== undefined },
    ...{ day: dayOf(new Date(at)), confirmed: confirmedBy !== undefined },
    ...(evidence === undefined ? {} : { weight: evidence.weight }),
  }
}
