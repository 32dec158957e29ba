import type pg from 'pg'
import type { Directory } from '../../federation/directory.ts'
import type { Problem } from '../../kernel/problem.ts'
import { agreementFault } from '../check.ts'
import type { Agreement, Facts } from '../schema.ts'
import type { Agreements } from '../service.ts'
import { frameworkFault } from './frameworks.ts'
import { draftProblem } from './problems.ts'

export interface DraftWorld {
  readonly pool: pg.Pool
  readonly agreements: Pick<Agreements, 'purposes'>
  readonly directory: Pick<Directory, 'current'>
  readonly classificationOf: Facts['classificationOf']
}

/** What of a draft is not so: the first thing that it names and that is not there, with the place in the document. */
export async function draftFault(world: DraftWorld, text: Agreement): Promise<Problem | undefined> {
  const own = agreementFault(text)
  if (own !== undefined) return own
  const { members, services, accounts } = await world.directory.current()
  const purposes = new Set((await world.agreements.purposes()).map(({ id }) => id))
  const framework = text.under === undefined ? undefined : frameworkFault(text, await frameworksOf(world.pool))
  const places: (readonly [pointer: string, what: string, right: boolean])[] = [
    ['/provider', `names a member that there is not: ${text.provider}`, members.has(text.provider)],
    ['/consumer', `names a member that there is not: ${text.consumer}`, members.has(text.consumer)],
    ['/under', framework ?? '', framework === undefined],
    ...text.purposes.map(
      (purpose, i) =>
        [`/purposes/${i}`, `names a purpose outside the scheme: ${purpose}`, purposes.has(purpose)] as const,
    ),
    ...(text.parties ?? []).map(({ member, signatory: { account } }, i) => {
      const what = `names as signatory an account that ${member} does not have: ${account}`
      return [`/parties/${i}/signatory/account`, what, accounts.get(account)?.member === member] as const
    }),
    ...text.services.map(({ service }, i) => {
      const what = `names a service that ${text.provider} does not offer: ${service}`
      return [`/services/${i}/service`, what, services.get(service)?.member === text.provider] as const
    }),
    ...elementsOf(text).map(
      ([pointer, id]) =>
        [pointer, `names an element outside the dictionary: ${id}`, world.classificationOf(id) !== undefined] as const,
    ),
  ]
  const wrong = places.find(([, , right]) => !right)
  return wrong === undefined ? undefined : draftProblem(text.id, wrong[0], wrong[1])
}

const elementsOf = ({ services }: Agreement): (readonly [pointer: string, element: string])[] =>
  services.flatMap(({ askBy, fields }, i) => [
    ...askBy.map((element, j) => [`/services/${i}/askBy/${j}`, element] as const),
    ...fields.map(({ element }, j) => [`/services/${i}/fields/${j}/element`, element] as const),
  ])

/** By the newest version of each agreement, drafts included: two drafts could close a circle together. */
async function frameworksOf(pool: pg.Pool): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await pool.query<{ id: string; under: string | null }>(
    `select distinct on (agreement_id) agreement_id as id, document->>'under' as under
     from agreement_version order by agreement_id, version desc`,
  )
  return new Map(rows.map(({ id, under }) => [id, under]))
}
