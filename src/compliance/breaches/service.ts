import type pg from 'pg'
import type { LawCopy } from '../../agreements/law/book.ts'
import type { Agreements } from '../../agreements/service.ts'
import { administer } from '../../federation/administration.ts'
import type { Directory } from '../../federation/directory.ts'
import { digestOf } from '../../kernel/digest.ts'
import { newId } from '../../kernel/ids.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Principal } from '../../platform/http/access.ts'
import { breachChanged, notAParty, ownBreach, unknownBreach, unknownController, wrongBreachStatus } from './problems.ts'
import { type AgreedNotice, type BreachFacts, closingFault, recipientsOf, recordFault, toldFault } from './rules.ts'
import type { Breach, BreachContent, BreachPage, BreachRecord, BreachStatus, ShownBreach, Told } from './schema.ts'
import { concernedBy, insertBreach, latestBreaches, revisionsOfBreach } from './store.ts'

export interface BreachWorld {
  readonly pool: pg.Pool
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Clock
  readonly law: Pick<LawCopy, 'get'>
  readonly country: string
  readonly agreements: Pick<Agreements, 'list'>
  readonly directory: Pick<Directory, 'members'>
  readonly isElement: (id: string) => boolean
}

export type By = Pick<Principal, 'id' | 'member' | 'permissions'>
type Answer = Promise<Result<ShownBreach>>

/** The register of breaches: what is recorded, assessed by a second officer, and told, each in a revision that stays. */
export interface Breaches {
  /** Those of the caller's member, those that it was told of, and with the permission for it all. */
  list(status: BreachStatus | undefined, by: By): Promise<ShownBreach[]>
  read(id: string, by: By): Promise<Result<BreachPage>>
  record(record: BreachRecord, by: By): Answer
  revise(id: string, content: BreachContent, by: By): Answer
  submit(id: string, by: By): Answer
  assess(id: string, by: By): Answer
  sendBack(id: string, reason: string, by: By): Answer
  tell(id: string, told: Told, by: By): Answer
  close(id: string, by: By): Answer
}

export const openBreaches = (world: BreachWorld): Breaches => ({
  async list(status, by) {
    const seenBy = seesAll(by) ? null : by.member
    const found = (await latestBreaches(world.pool, seenBy)).filter(
      (one) => status === undefined || one.status === status,
    )
    const facts = await factsOf(world)
    return found.map((breach) => shown(breach, facts))
  },
  async read(id, by) {
    const revisions = await revisionsOfBreach(world.pool, id)
    const [latest] = revisions
    if (latest === undefined || !maySee(latest, by)) return fail(unknownBreach(id))
    const { exchanges } = latest.content
    const concerned = exchanges === undefined ? [] : await concernedBy(world.pool, exchanges, latest.member)
    return ok({ breach: shown(latest, await factsOf(world)), concerned, revisions })
  },
  async record(record, by) {
    const fault = await faultOf(record, by, world)
    if (fault !== undefined) return fail(fault)
    const id = newId('breach', world.clock.now().getTime())
    const first = { id, revision: 1, member: by.member, status: 'open', step: 'record' } as const
    return keep({ ...first, ...record, told: [] }, by, world)
  },
  revise: (id, content, by) =>
    step(id, 'revise', ['open', 'assessed'], by, world, async ({ submittedBy: _, decision: __, ...found }) => {
      const fault = await faultOf({ noticedAt: found.noticedAt, content }, by, world)
      return fault === undefined ? ok({ ...found, status: 'open', content }) : fail(fault)
    }),
  submit: (id, by) =>
    step(id, 'submit', ['open'], by, world, async ({ decision: _, ...found }) =>
      ok({ ...found, status: 'submitted', submittedBy: { account: by.id, member: by.member } }),
    ),
  assess: (id, by) =>
    step(id, 'assess', ['submitted'], by, world, async (found) =>
      found.submittedBy?.account === by.id
        ? fail(ownBreach)
        : ok({ ...found, status: 'assessed', decision: decided(by, world) }),
    ),
  sendBack: (id, reason, by) =>
    step(id, 'send-back', ['submitted'], by, world, async (found) =>
      ok({ ...found, status: 'open', decision: { ...decided(by, world), reason } }),
    ),
  tell: (id, told, by) =>
    step(id, 'tell', ['open', 'submitted', 'assessed'], by, world, async (found, facts) => {
      const fault = toldFault(told, { ...found, recipients: recipientsOf(found, facts), now: facts.now })
      return fault === undefined ? ok({ ...found, told: [...found.told, told] }) : fail(fault)
    }),
  close: (id, by) =>
    step(id, 'close', ['assessed'], by, world, async (found, facts) => {
      const fault = closingFault(recipientsOf(found, facts))
      return fault === undefined ? ok({ ...found, status: 'closed' }) : fail(fault)
    }),
})

const seesAll = ({ permissions }: By): boolean => permissions.has('exchange.read-all')

const maySee = ({ member, told }: Breach, by: By): boolean =>
  member === by.member || told.some(({ to }) => to === by.member) || seesAll(by)

const decided = (by: By, { clock }: BreachWorld) => ({
  by: { account: by.id, member: by.member },
  on: clock.today(),
})

type Facts = Omit<BreachFacts, 'agreements'> & { readonly known: ReadonlyMap<string, AgreedNotice> }

async function factsOf({ law, country, clock, agreements }: BreachWorld): Promise<Facts> {
  const [{ law: tables }, views] = await Promise.all([law.get(), agreements.list()])
  const known = new Map(views.map(({ agreement }) => [agreement.id, agreement]))
  return { table: tables.clocks, country, now: clock.now(), known }
}

const factsFor = ({ content: { exchanges } }: Pick<Breach, 'content'>, { known, ...facts }: Facts): BreachFacts => ({
  ...facts,
  agreements: (exchanges?.agreements ?? []).flatMap((id) => known.get(id) ?? []),
})

const shown = (breach: Breach, facts: Facts): ShownBreach => ({
  ...breach,
  recipients: recipientsOf(breach, factsFor(breach, facts)),
})

/** What is due of breaches that the caller may see. */
export async function openRecipients(by: By, world: BreachWorld): Promise<readonly ShownBreach[]> {
  const seenBy = seesAll(by) ? null : by.member
  const facts = await factsOf(world)
  return (await latestBreaches(world.pool, seenBy))
    .filter(({ status, member }) => status !== 'closed' && (seenBy === null || member === seenBy))
    .map((breach) => shown(breach, facts))
}

async function faultOf(record: BreachRecord, by: By, world: BreachWorld): Promise<Problem | undefined> {
  const { clock, isElement, directory } = world
  const fault = recordFault(record, { now: clock.now(), isElement, member: by.member })
  if (fault !== undefined) return fault
  const { controller, exchanges } = record.content
  if (controller !== undefined && !directory.members().some(({ id }) => id === controller)) {
    return unknownController(controller)
  }
  const { known } = await factsOf(world)
  const named = exchanges?.agreements ?? []
  const foreign = named.findIndex((id) => {
    const agreement = known.get(id)
    return agreement === undefined || ![agreement.provider, agreement.consumer].includes(by.member)
  })
  return foreign < 0 ? undefined : notAParty(named[foreign] ?? '', `/content/exchanges/agreements/${foreign}`)
}

type Revised = Omit<Breach, 'at' | 'by'>

async function step(
  id: string,
  name: Breach['step'],
  from: readonly BreachStatus[],
  by: By,
  world: BreachWorld,
  change: (found: Revised, facts: BreachFacts) => Promise<Result<Revised>>,
): Answer {
  const [latest] = await revisionsOfBreach(world.pool, id)
  if (latest === undefined || latest.member !== by.member) return fail(unknownBreach(id))
  if (!from.includes(latest.status)) return fail(wrongBreachStatus(latest.status))
  const { at: _, by: __, ...found } = latest
  const changed = await change(found, factsFor(found, await factsOf(world)))
  return changed.ok ? keep({ ...changed.value, step: name, revision: latest.revision + 1 }, by, world) : changed
}

/** One more revision, and the ledger entry that says that it was made. */
async function keep(revised: Revised, by: By, world: BreachWorld): Answer {
  const at = world.clock.now()
  const document: Breach = { ...revised, at: at.toISOString(), by: { account: by.id, member: by.member } }
  const { id, revision, status, member, noticedAt } = document
  const appended = await administer(world.ledger, {
    ...{ by, at, act: `breach.${revised.step}`, concerns: member, subject: id },
    details: { revision, status, noticedAt, hash: digestOf(document) },
    write: (tx) => insertBreach(tx, document),
  })
  if (appended.ok) return ok(shown(document, await factsOf(world)))
  return appended.problem.code === 'ledger.rejected' ? fail(breachChanged) : appended
}
