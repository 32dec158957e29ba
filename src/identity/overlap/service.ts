import type { Queryable } from '../people/store.ts'
import { type OverlapRules, overlapsOf, type ServedBy, suppressed } from './rules.ts'
import type { WhoGetsWhat } from './schema.ts'

/** A record that nothing was decided about stands for itself; linked records are one person. */
const personOf = `coalesce(m.entity, p.person_id)`
const linked = `left join membership m on m.source = 'social-registry' and m.record = p.person_id
  and m.valid_to is null and m.superseded_at is null`

/** Who gets what, from linked records, as counts. */
export async function whoGetsWhat(database: Queryable, rules: OverlapRules): Promise<WhoGetsWhat> {
  const served = await database.query<{ programmes: string[]; people: string }>(
    `select programmes, count(*) as people from (
       select ${personOf} as person, array_agg(e.programme_code order by e.programme_code) as programmes
       from enrolment e join person p using (person_id) ${linked}
       where e.status <> 'exited' group by 1
     ) served group by 1`,
  )
  const unserved = await database.query<{ county: string; people: string }>(
    `with ranked as (
       select household_id, county_code, percent_rank() over (
         partition by score_model order by case score_direction when 'lower_is_poorer' then score else -score end) as place
       from household where score is not null
     )
     select r.county_code as county, count(distinct ${personOf}) as people
     from ranked r join person p using (household_id) ${linked}
     where r.place < 0.2 and p.death_date is null
       and not exists (select from enrolment e where e.household_id = r.household_id and e.status <> 'exited')
       and not exists (select from enrolment e join membership o on o.source = 'social-registry' and o.record = e.person_id
         and o.valid_to is null and o.superseded_at is null where o.entity = m.entity and e.status <> 'exited')
     group by 1 order by 1`,
  )
  const { smallestCell } = rules
  const sets: ServedBy[] = served.rows.map(({ programmes, people }) => ({ programmes, people: Number(people) }))
  // People of several programmes stand in several cells: no total follows from these, and none is told.
  const hide = <T extends { readonly people?: number }>(cells: readonly T[]) => [
    ...suppressed(cells, smallestCell).cells,
  ]
  const gaps = suppressed(
    unserved.rows.map(({ county, people }) => ({ county, people: Number(people) })),
    smallestCell,
  )
  return {
    smallestCell,
    programmes: { cells: hide(byProgramme(sets)) },
    overlaps: hide(overlapsOf(sets, rules)),
    unserved: { ...gaps, cells: [...gaps.cells] },
  }
}

function byProgramme(sets: readonly ServedBy[]): { programme: string; people: number }[] {
  const counts = new Map<string, number>()
  for (const { programmes, people } of sets) {
    for (const programme of new Set(programmes)) counts.set(programme, (counts.get(programme) ?? 0) + people)
  }
  return [...counts].sort().map(([programme, people]) => ({ programme, people }))
}
