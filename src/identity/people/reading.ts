import { administer } from '../../federation/administration.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { unknownEntity, unknownRecord } from './problems.ts'
import { type PersonRecord, readRecords, shownFields } from './records.ts'
import { keyOf, sameRecord } from './rules.ts'
import type { Membership, RecordRef, ShownEntity, ShownRecord, Survivor } from './schema.ts'
import { absorbedBy, decisionsAbout, entitiesOf, findEntity, historyOf, recordsAsOf, recordsIn } from './store.ts'
import { type Survivorship, survivors } from './survivorship.ts'
import type { By, PeopleWorld } from './world.ts'

export interface ReadingWorld extends PeopleWorld {
  readonly survivorship: Survivorship
}

export interface PeopleReading {
  /** Each reading of a person is an act in the ledger, as it shows personal data. */
  read(id: string, by: By): Promise<Result<ShownEntity>>
  /** The person that a record belongs to; a record that nothing was decided about stands for itself. */
  find(ref: RecordRef, by: By): Promise<Result<{ entity?: string; record: ShownRecord }>>
  history(id: string): Promise<Result<Membership[]>>
  asOf(id: string, moments: { at: Date; known: Date }): Promise<Result<RecordRef[]>>
}

export function openReading(world: ReadingWorld): PeopleReading {
  const { pool, ledger, clock } = world
  return {
    async read(id, by) {
      const entity = await findEntity(pool, id)
      if (entity === undefined) return fail(unknownEntity(id))
      const placed = await recordsIn(pool, [id])
      const [records, decisions, absorbed] = await Promise.all([
        readRecords(pool, placed),
        decisionsAbout(pool, placed.length > 0 ? placed : [entity.home]),
        absorbedBy(pool, id),
      ])
      const looked = await administer(ledger, {
        ...{ by, at: clock.now(), act: 'identity.look-at-person', concerns: by.member, subject: id },
        details: { records: records.length },
        write: async () => true,
      })
      if (!looked.ok) return looked
      return ok({
        ...{ id, createdAt: entity.createdAt.toISOString(), revision: entity.revision },
        ...(entity.mergedInto === null ? {} : { mergedInto: entity.mergedInto }),
        records: records.map((record) => shownRecord(record, by, id)),
        survivors: shownSurvivors(records, by, world.survivorship),
        ...{ decisions, absorbed },
      })
    },
    async find(ref, by) {
      const [record] = await readRecords(pool, [ref])
      if (record === undefined || !sameRecord(record, ref)) return fail(unknownRecord('/record'))
      const looked = await administer(ledger, {
        ...{ by, at: clock.now(), act: 'identity.look-at-record', concerns: by.member, subject: keyOf(ref) },
        ...{ details: {}, write: async () => true },
      })
      if (!looked.ok) return looked
      const [found] = await entitiesOf(pool, [ref])
      return ok({
        ...(found === undefined ? {} : { entity: found.entity }),
        record: shownRecord(record, by, found?.entity),
      })
    },
    async history(id) {
      const entity = await findEntity(pool, id)
      if (entity === undefined) return fail(unknownEntity(id))
      const placed = await recordsIn(pool, [id])
      return ok(await historyOf(pool, [entity.home, ...placed.filter((one) => !sameRecord(one, entity.home))]))
    },
    async asOf(id, moments) {
      const entity = await findEntity(pool, id)
      return entity === undefined ? fail(unknownEntity(id)) : ok(await recordsAsOf(pool, id, moments))
    },
  }
}

/** A record as this reader may see it. */
export function shownRecord(record: PersonRecord, by: By, entity: string | undefined): ShownRecord {
  const { source, record: number, household, area, updatedOn } = record
  return {
    ...{ source, record: number },
    ...(entity === undefined ? {} : { entity }),
    ...(household === null ? {} : { household }),
    ...(area === null ? {} : { area }),
    ...(updatedOn === null ? {} : { updatedOn }),
    fields: shownFields(record, by.permissions),
  }
}

function shownSurvivors(records: readonly PersonRecord[], { permissions }: By, rules: Survivorship): Survivor[] {
  return survivors(records, rules).flatMap(({ field, element, record, value, by, others }) => {
    const [shown] = shownFields({ values: { [field]: value } }, permissions)
    const from = { source: record.source, record: record.record }
    return shown === undefined ? [] : [{ ...shown, element, from, by, others }]
  })
}
