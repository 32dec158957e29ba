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
import { type Mapped, mapped } from './rules.ts'
import { inSnapshot } from './snapshot.ts'
import {
  civilEntries,
  livePerson,
  numberColumns,
  type RawRecord,
  readRaw,
  recordsBearing,
  tooManyRecords,
  withNumbers,
} from './store.ts'

export interface MappingWorld {
  readonly pool: pg.Pool
  readonly map: IdentifierMap
  readonly cleanerOf: CleanerOf
  /** The country's, whose days are told. */
  readonly timeZone: string
}

export interface IdentityMapping {
  readonly map: IdentifierMap
  /** Who has an identifier, as of this moment. */
  of(asked: AskedBy): Promise<Mapped>
  /** Throws where the database cannot be reached. */
  reachable(): Promise<void>
}

export function openMapping(world: MappingWorld): IdentityMapping {
  const { pool, map } = world
  const read = reading(world)
  return {
    map,
    async of(asked) {
      const facts = await inSnapshot(pool, (db) => read(db, asked))
      return mapped(asked, facts, map)
    },
    async reachable() {
      await pool.query('select 1')
    },
  }
}

type Db = pg.PoolClient

/** How far same numbers are followed from record to record. */
const rounds = 3

function reading({ map, cleanerOf, timeZone }: MappingWorld): (db: Db, asked: AskedBy) => Promise<MappingFacts> {
  const sources = sourcesOf(map)
  const sourceOf = new Map(map.identifiers.flatMap(({ element, source }) => (source ? [[element, source]] : [])))
  const elements = new Set(map.identifiers.map(({ element }) => element))
  const featuresOf = featuresWith(cleanerOf)
  const dayOf = daysIn(timeZone)

  async function seedsOf(db: Db, asked: AskedBy): Promise<RecordRef[]> {
    if (asked.element !== personElement) return recordsBearing(db, asked, { sources, sourceOf })
    const person = await livePerson(db, asked.value)
    return person === undefined ? [] : recordsIn(db, [person])
  }

  /** The records, those decided to be of the same people, and those that bear the same numbers. */
  async function around(db: Db, seeds: readonly RecordRef[]): Promise<{ refs: RecordRef[]; raw: RawRecord[] }> {
    let refs = distinct(seeds)
    for (let round = 0; ; round++) {
      const entities = await entitiesOf(db, refs)
      const decided = await recordsIn(db, [...new Set(entities.map(({ entity }) => entity))])
      const known = distinct([...refs, ...decided])
      const raw = tooManyRecords(known) ? [] : await readRaw(db, known, timeZone)
      const bearing = round < rounds ? await withNumbers(db, numbersOf(raw), sources) : []
      const next = distinct([...known, ...bearing])
      if (next.length === known.length || tooManyRecords(next)) return { refs: next, raw }
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

  return async (db, asked) => {
    const seeds = await seedsOf(db, asked)
    if (seeds.length === 0) return { seeds, records: [], decisions: [], civil: [], tooMany: false }
    const { refs, raw } = await around(db, seeds)
    if (tooManyRecords(refs)) return { seeds, records: [], decisions: [], civil: [], tooMany: true }
    const entities = new Map((await entitiesOf(db, refs)).map((one) => [keyOf(one), one.entity]))
    const decisions = (await decisionsAbout(db, refs)).map((one) => decisionOf(one, dayOf))
    const civil = (await civilEntries(db, numbersOf(raw))).map(({ values, ...entry }) => ({
      ...entry,
      features: featuresOf(values),
    }))
    const records = raw.map((one) => recordOf(one, entities.get(keyOf(one))))
    return { seeds, records, decisions, civil, tooMany: false }
  }
}

const distinct = (refs: readonly RecordRef[]): RecordRef[] => [
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
