import type pg from 'pg'
import { freshCopy } from '../federation/fresh-copy.ts'
import { hmacSha256Hex } from '../kernel/digest.ts'
import { newId } from '../kernel/ids.ts'
import type { CircumstanceSources, SubjectFacts, SubjectRestriction } from './circumstances.ts'
import { normalise } from './predicate.ts'

type Queryable = Pick<pg.ClientBase, 'query'>

/** The pseudonymous key of a person under a secret of the node, from the national number however it is written. */
export function subjectKeys(secret: string | Uint8Array): (nationalId: string) => string {
  const key = hmacSha256Hex(secret, 'subject')
  return (nationalId) => hmacSha256Hex(key, normalise(nationalId))
}

/** From the next second on, decisions about the person obey it. */
export async function restrictSubject(
  tx: Queryable,
  subject: string,
  { kind, member, purpose }: SubjectRestriction,
): Promise<string> {
  const id = newId('sr')
  await tx.query(
    'insert into subject_restriction (id, subject_key, kind, member, purpose) values ($1, $2, $3, $4, $5)',
    [id, subject, kind, member ?? null, purpose ?? null],
  )
  return id
}

/** False when there is none that holds. */
export async function liftRestriction(tx: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'update subject_restriction set lifted_at = now() where id = $1 and lifted_at is null',
    [id],
  )
  return rowCount === 1
}

/** Restrictions are few beside people: all that hold are in memory, and at most a second old. */
export async function openSubjects(pool: pg.Pool): Promise<CircumstanceSources['subjectsOf']> {
  const copy = await freshCopy({ revision: () => revisionOf(pool), load: () => load(pool) })
  return async (subjects) => {
    const all = await copy.get()
    const known = subjects.flatMap((subject) => {
      const facts = all.get(subject)
      return facts === undefined ? [] : [[subject, facts] as const]
    })
    return new Map(known)
  }
}

async function revisionOf(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ number: string }>({
    name: 'subject-restriction-revision',
    text: `select number from revision where topic = 'subject-restriction'`,
  })
  return Number(rows[0]?.number ?? 0)
}

async function load(db: Queryable): Promise<ReadonlyMap<string, SubjectFacts>> {
  const { rows } = await db.query<{ subject_key: string; restrictions: SubjectRestriction[] }>(
    `select subject_key, json_agg(json_strip_nulls(json_build_object('kind', kind, 'member', member,
       'purpose', purpose)) order by id) as restrictions
     from subject_restriction where lifted_at is null group by subject_key`,
  )
  return new Map(rows.map(({ subject_key, restrictions }) => [subject_key, { restrictions }]))
}
