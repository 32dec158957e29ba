import type pg from 'pg'
import type { Directory } from '../federation/directory.ts'
import { type FreshCopy, freshCopy } from '../federation/fresh-copy.ts'
import { digestOf } from '../kernel/digest.ts'
import type { Clock } from '../platform/clock.ts'
import { type AgreementVersion, type Book, makeBook } from './book.ts'
import type { CircumstanceSources, PersonState, SubjectFacts } from './circumstances.ts'
import type { AgreementStanding } from './lifecycle/schema.ts'
import { basesOf, needsConsent } from './rules/bases.ts'
import { decide, explain, stopsFor } from './rules/decide.ts'
import { isInForce, stopped } from './rules/in-force.ts'
import type { Agreement, Decision, DecisionRequest, Facts, GateResult, Purpose, Reason, Usage } from './schema.ts'
import { loadAgreements } from './store.ts'
import {
  createUsageCounters,
  limitsOf,
  type Moment,
  type Reservation,
  type UsageCounters,
  type UsageRow,
} from './usage.ts'
import { readState, returnUsage, takeUsage } from './usage-store.ts'
import { asIfInForce, createWhatIf, type Remembered, type WhatIf } from './what-if.ts'

export interface AgreementsWorld {
  readonly pool: pg.Pool
  readonly directory: Pick<Directory, 'current'>
  readonly clock: Clock
  readonly classificationOf: Facts['classificationOf']
  /** Of this node, ISO 3166-1 alpha-2. */
  readonly country: string
  readonly circumstances: CircumstanceSources
  /** What the law packs in force say of a case; absent: there are none. */
  readonly lawOf?: () => Promise<NonNullable<Facts['lawOf']>>
  /** A stored text, chain or signature that does not verify: it is not used, and somebody must look. */
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
  readonly standing: AgreementStanding
  readonly inForce: boolean
  /** Why nothing leaves under it today. */
  readonly stopped?: Reason
  readonly usage: Usage
}

export interface Agreements {
  /** Decides on what is true now, and in the same turn counts a permit against the agreement's volume. */
  /** `person`: what is known of the person asked about, where a question names one. */
  decide(request: DecisionRequest, person?: Promise<PersonState>): Promise<Decided>
  /** The same decision with every gate evaluated; counts nothing. */
  explain(request: DecisionRequest): Promise<Decision>
  /** Of persons that an answer speaks of, those about whom it may not be released under the agreement, and why. */
  stopped(request: DecisionRequest, subjects: readonly string[]): Promise<ReadonlyMap<string, GateResult>>
  /** Tries a draft on exchanges that happened, on what is known of members and persons now. */
  whatIf(draft: Agreement): Promise<DraftTrial>
  inForceFor(consumer: string): Promise<readonly AgreementVersion[]>
  inForce(): Promise<readonly Agreement[]>
  /** Every agreement in the version that applies. */
  list(): Promise<readonly AgreementView[]>
  /** Versions from the latest to the first; undefined for an unknown agreement. */
  versions(id: string): Promise<readonly AgreementVersion[] | undefined>
  /** The same as it is now, whatever was known a moment ago. */
  renewed(id: string): Promise<readonly AgreementVersion[] | undefined>
  view(id: string): Promise<AgreementView | undefined>
  purposes(): Promise<readonly Purpose[]>
  /** Writes the counted uses in the transaction of their evidence; says of each whether there was room for it. */
  writeUsage(tx: pg.ClientBase, rows: readonly UsageRow[]): Promise<readonly boolean[]>
  /** Of uses written in this transaction, those that did not happen. */
  returnUsage(tx: pg.ClientBase, rows: readonly UsageRow[]): Promise<void>
}

export interface DraftTrial {
  /** Oldest first. */
  add(exchanges: readonly Remembered[]): Promise<void>
  result(): WhatIf
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
    decide: (request, person) => decideAndCount(request, room, person),
    async explain(request) {
      const factsAt = await known(request, room)
      const now = moment(room)
      return explain(request, factsAt(now), now.day)
    },
    async stopped(request, subjects) {
      const states = await world.circumstances.subjectsOf(subjects)
      if (states.size === 0) return new Map()
      const factsAt = await known(request, room)
      const now = moment(room)
      return stopsFor(request, { ...factsAt(now), states }, now.day)
    },
    whatIf: async (draft) => tryDraft(draft, room),
    async writeUsage(tx, rows) {
      const { fits, counts } = await takeUsage(tx, rows)
      const written = rows.filter((_, i) => fits[i])
      counters.learn(counts, written)
      return fits
    },
    returnUsage: (tx, rows) => returnUsage(tx, rows),
  }
}

async function decideAndCount(request: DecisionRequest, room: Room, person?: Promise<PersonState>): Promise<Decided> {
  const factsAt = await known(request, room, person)
  // From here to the reservation nothing waits: no other request can take what this one is decided on.
  const now = moment(room)
  const facts = factsAt(now)
  const decision = decide(request, facts, now.day)
  const chosen = facts.agreements.find(({ agreement }) => agreement.id === decision.agreement?.id)
  if (decision.outcome === 'deny' || chosen === undefined) return { decision }
  const { id: agreementId } = chosen.agreement
  const limits = limitsOf(chosen.agreement)
  const user = limits.perUserPerDay === undefined || request.user === undefined ? {} : { user: request.user }
  const counted = room.counters.reserve({ agreementId, limits, ...user, ...now })
  if (counted === undefined) throw new Error(`G10 passed and ${agreementId} has nothing left`)
  const refused = decision.consent === undefined ? undefined : await takeOneUse(request, { facts, room })
  if (refused === undefined) return { decision, counted }
  counted.giveBack()
  return { decision: refused }
}

/** Takes one of the uses that a consent is given for; the refusal when another took the last one meanwhile. */
async function takeOneUse(
  request: DecisionRequest,
  { facts, room }: { readonly facts: Facts; readonly room: Room },
): Promise<Decision | undefined> {
  const { consent } = facts
  const { day } = moment(room)
  if (consent?.frequency === undefined) return undefined
  if (await room.world.circumstances.takeConsent(consent, day)) return undefined
  const usedUp = { ...consent, frequency: { ...consent.frequency, used: consent.frequency.times } }
  return decide(request, { ...facts, consent: usedUp }, day)
}

const moment = ({ world: { clock } }: Room): Moment => ({ at: clock.now(), day: clock.today() })

const subjectOf = (stopped: SubjectFacts | undefined, state: PersonState | undefined): SubjectFacts | undefined =>
  state === undefined ? stopped : { restrictions: [], ...stopped, ...state }

/** The facts about the two parties, but for the use: that is read in the turn of the decision. */
async function known(
  request: DecisionRequest,
  room: Room,
  person?: Promise<PersonState>,
): Promise<(now: Moment) => Facts> {
  const { consumer, provider, service, purpose } = request
  const { world, copy, counters } = room
  const { circumstances, lawOf } = world
  const [registered, book, subjects, state, ofLaw] = await Promise.all([
    world.directory.current(),
    copy.get(),
    circumstances.subjectsOf(request.subject === undefined ? [] : [request.subject]),
    person,
    lawOf?.(),
  ])
  const between = book.inQuestion(request)
  const { broaderPurposes } = book
  const asksForConsent = between.some(({ agreement }) =>
    needsConsent(agreement, basesOf(agreement, request, { broaderPurposes })),
  )
  const consent = asksForConsent
    ? await circumstances.consentOf({
        ...{ subject: request.subject, consumer, provider, purpose, broaderPurposes },
        today: world.clock.today(),
      })
    : undefined
  const system = registered.systems.get(registered.services.get(service)?.system ?? '')
  return (now) => ({
    system,
    consumer: registered.members.get(consumer),
    provider: registered.members.get(provider),
    agreements: between.map((version) => ({
      ...version,
      usage: counters.usageOf(version.agreement.id, now, request.user),
    })),
    broaderPurposes,
    classificationOf: world.classificationOf,
    country: world.country,
    time: world.clock.time(),
    consent,
    subject: request.subject === undefined ? undefined : subjectOf(subjects.get(request.subject), state),
    quality: circumstances.qualityOf(service),
    ...(ofLaw === undefined ? {} : { lawOf: ofLaw }),
  })
}

function tryDraft(draft: Agreement, room: Room): DraftTrial {
  const version = asIfInForce(draft, digestOf(draft))
  const trial = createWhatIf({ version, counters: createUsageCounters() })
  return {
    async add(exchanges) {
      for (const exchange of exchanges) {
        const factsAt = await known(exchange.request, room)
        // What a service's records were like on that day is not known any more.
        trial.add(exchange, { ...factsAt(exchange), time: exchange.time, quality: undefined })
      }
    },
    result: trial.result,
  }
}

function readings(
  room: Room,
): Omit<Agreements, 'decide' | 'explain' | 'stopped' | 'whatIf' | 'writeUsage' | 'returnUsage'> {
  const inForce = (versions: Iterable<AgreementVersion>): AgreementVersion[] => {
    const { day } = moment(room)
    return [...versions].filter((version) => isInForce(version, day))
  }
  const viewOf = (version: AgreementVersion): AgreementView => {
    const now = moment(room)
    const { agreement, hash, standing } = version
    const usage = room.counters.usageOf(agreement.id, now)
    const why = stopped(version, now.day)
    const view = { agreement, hash, standing, inForce: why === undefined, usage }
    return why === undefined ? view : { ...view, stopped: why }
  }
  const book = () => room.copy.get()
  return {
    inForceFor: async (consumer) => inForce((await book()).of(consumer)),
    inForce: async () => inForce((await book()).effective.values()).map(({ agreement }) => agreement),
    list: async () => [...(await book()).effective.values()].map(viewOf),
    versions: async (id) => (await book()).versions.get(id),
    renewed: async (id) => (await room.copy.renew()).versions.get(id),
    purposes: async () => (await book()).purposes,
    async view(id) {
      const version = (await book()).effective.get(id)
      return version === undefined ? undefined : viewOf(version)
    },
  }
}
