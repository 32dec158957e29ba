import type pg from 'pg'
import type { Directory } from '../federation/directory.ts'
import { type FreshCopy, freshCopy } from '../federation/fresh-copy.ts'
import type { Clock } from '../platform/clock.ts'
import { type Book, makeBook } from './book.ts'
import { decide, explain } from './rules/decide.ts'
import { isInForce } from './rules/in-force.ts'
import type { Agreement, Decision, DecisionRequest, Facts, Purpose, Usage } from './schema.ts'
import { type AgreementVersion, loadAgreements } from './store.ts'
import { createUsageCounters, type Moment, type Reservation, type UsageCounters, type UsageRow } from './usage.ts'
import { addUsage, readState } from './usage-store.ts'

export interface AgreementsWorld {
  readonly pool: pg.Pool
  readonly directory: Pick<Directory, 'current'>
  readonly clock: Clock
  readonly classificationOf: Facts['classificationOf']
  /** An agreement whose stored text does not have its hash: it is not used, and somebody must look. */
  readonly onTampered: (agreement: string, version: number) => void
}

/** A decision; `counted` is there when it permits, and holds the volume until it is written or given back. */
export interface Decided {
  readonly decision: Decision
  readonly counted?: Reservation
}

export interface AgreementView {
  readonly agreement: Agreement
  readonly hash: string
  readonly inForce: boolean
  readonly usage: Usage
}

export interface Agreements {
  /** Decides on what is true now, and in the same turn counts a permit against the agreement's volume. */
  decide(request: DecisionRequest): Promise<Decided>
  /** The same decision with every gate evaluated; counts nothing. */
  explain(request: DecisionRequest): Promise<Decision>
  inForceFor(consumer: string): Promise<readonly AgreementVersion[]>
  inForce(): Promise<readonly Agreement[]>
  /** Every agreement in the version that applies. */
  list(): Promise<readonly AgreementView[]>
  /** Versions from the latest to the first; undefined for an unknown agreement. */
  versions(id: string): Promise<readonly AgreementVersion[] | undefined>
  view(id: string): Promise<AgreementView | undefined>
  purposes(): Promise<readonly Purpose[]>
  /** Writes the counted uses in the transaction of their evidence. */
  writeUsage(tx: pg.ClientBase, rows: readonly UsageRow[]): Promise<void>
}

/** What the functions below share: the world, the copy of the agreements, and what is counted. */
interface Room {
  readonly world: AgreementsWorld
  readonly copy: FreshCopy<Book>
  readonly counters: UsageCounters
}

export async function openAgreements(world: AgreementsWorld): Promise<Agreements> {
  const { pool } = world
  const counters = createUsageCounters()
  const copy = await freshCopy({
    async revision() {
      const { revision, usage } = await readState(pool)
      counters.learn(usage)
      return revision
    },
    load: async () => makeBook(await loadAgreements(pool), world.onTampered),
  })
  const room: Room = { world, copy, counters }
  return {
    ...readings(room),
    decide: (request) => decideAndCount(request, room),
    async explain(request) {
      const factsAt = await known(request, room)
      const now = moment(room)
      return explain(request, factsAt(now), now.day)
    },
    async writeUsage(tx, rows) {
      counters.learn(await addUsage(tx, rows), rows)
    },
  }
}

async function decideAndCount(request: DecisionRequest, room: Room): Promise<Decided> {
  const factsAt = await known(request, room)
  // From here to the reservation nothing waits: no other request can take what this one is decided on.
  const now = moment(room)
  const facts = factsAt(now)
  const decision = decide(request, facts, now.day)
  const chosen = facts.agreements.find(({ agreement }) => agreement.id === decision.agreement?.id)
  if (decision.outcome === 'deny' || chosen === undefined) return { decision }
  const { id: agreementId, volume } = chosen.agreement
  const counted = room.counters.reserve({ agreementId, ...now }, volume)
  if (counted === undefined) throw new Error(`G10 passed and ${agreementId} has nothing left`)
  return { decision, counted }
}

const moment = ({ world: { clock } }: Room): Moment => ({ at: clock.now(), day: clock.today() })

/** The facts about the two parties, but for the use: that is read in the turn of the decision. */
async function known({ consumer, provider, service }: DecisionRequest, room: Room): Promise<(now: Moment) => Facts> {
  const { world, copy, counters } = room
  const [registered, book] = await Promise.all([world.directory.current(), copy.get()])
  const system = registered.systems.get(registered.services.get(service)?.system ?? '')
  return (now) => ({
    system,
    consumer: registered.members.get(consumer),
    provider: registered.members.get(provider),
    agreements: book
      .between(consumer, provider)
      .map(({ agreement, hash }) => ({ agreement, hash, usage: counters.usageOf(agreement.id, now) })),
    broaderPurposes: book.broaderPurposes,
    classificationOf: world.classificationOf,
  })
}

function readings(room: Room): Omit<Agreements, 'decide' | 'explain' | 'writeUsage'> {
  const inForce = (versions: Iterable<AgreementVersion>): AgreementVersion[] => {
    const { day } = moment(room)
    return [...versions].filter(({ agreement }) => isInForce(agreement, day))
  }
  const viewOf = ({ agreement, hash }: AgreementVersion): AgreementView => {
    const now = moment(room)
    const usage = room.counters.usageOf(agreement.id, now)
    return { agreement, hash, inForce: isInForce(agreement, now.day), usage }
  }
  const book = () => room.copy.get()
  return {
    inForceFor: async (consumer) => inForce((await book()).of(consumer)),
    inForce: async () => inForce((await book()).effective.values()).map(({ agreement }) => agreement),
    list: async () => [...(await book()).effective.values()].map(viewOf),
    versions: async (id) => (await book()).versions.get(id),
    purposes: async () => (await book()).purposes,
    async view(id) {
      const version = (await book()).effective.get(id)
      return version === undefined ? undefined : viewOf(version)
    },
  }
}
