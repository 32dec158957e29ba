import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import type { PersonState } from '../agreements/circumstances.ts'
import { isChild } from '../agreements/consent/rules.ts'
import type { IsoDate } from '../kernel/dates.ts'
import type { Clock } from '../platform/clock.ts'

/** What the registries hold of a person by the national number, as far as gate G7 asks. */
export type PersonStateOf = (nationalId: string) => Promise<PersonState>

interface Row {
  readonly place: number
  /** A death in the civil register, or in every entry of the person. */
  readonly died: boolean
  /** Whether somebody of this number is held at all. */
  readonly known: boolean
  readonly alive: boolean
  readonly births: IsoDate[]
}

interface Asker {
  readonly nationalId: string
  resolve(state: PersonState): void
  reject(error: unknown): void
}

/** Those who ask in one turn are one statement. */
export function openPersonStates(pool: pg.Pool, clock: Pick<Clock, 'today'>): PersonStateOf {
  let waiting: Asker[] = []

  async function serve(): Promise<void> {
    await setImmediate()
    const askers = waiting
    waiting = []
    try {
      const { rows } = await pool.query<Row>({
        name: 'person-states',
        text: statement,
        values: [askers.map(({ nationalId }) => nationalId)],
      })
      const byPlace = new Map(rows.map((row) => [row.place, row]))
      for (const [i, asker] of askers.entries()) asker.resolve(stateOf(byPlace.get(i + 1), clock.today()))
    } catch (error) {
      for (const asker of askers) asker.reject(error)
    }
  }

  return (nationalId) =>
    new Promise((resolve, reject) => {
      waiting.push({ nationalId, resolve, reject })
      if (waiting.length === 1) void serve()
    })
}

const statement = `select asked.place::integer as place,
    exists (select from civil_event d where d.kind = 'death' and d.national_id = asked.id) as died,
    coalesce(p.alive, false) as alive, p.known, coalesce(p.births, '{}') as births
  from unnest($1::text[]) with ordinality as asked (id, place)
  cross join lateral (
    select count(*) > 0 as known, bool_or(death_date is null) as alive,
      array_agg(distinct to_char(birth_date, 'YYYY-MM-DD')) filter (where birth_date is not null) as births
    from person where national_id = asked.id) p`

/** Two people of one number may differ: then it is not known which of them was asked about, and nothing is said. */
export function stateOf(row: Omit<Row, 'place'> | undefined, today: IsoDate): PersonState {
  if (row === undefined) return {}
  const deceased = row.died || (row.known && !row.alive) ? true : row.known ? false : undefined
  const children = new Set(row.births.map((birthDate) => isChild({ birthDate, today })))
  const [child] = children
  return {
    ...(deceased === undefined ? {} : { deceased }),
    ...(child === undefined || children.size > 1 ? {} : { child }),
  }
}
