import { administer } from '../../federation/administration.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import type { Language } from '../../kernel/language.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { unknownModel } from '../models/problems.ts'
import { outsideArea, sameRecordTwice, unknownRecord } from '../people/problems.ts'
import { shownRecord } from '../people/reading.ts'
import { type PersonRecord, readHousehold, readRecords } from '../people/records.ts'
import { inOrder, sameRecord } from '../people/rules.ts'
import type { DecisionDesk } from '../people/service.ts'
import { decisionsAbout, entitiesOf } from '../people/store.ts'
import { areasOf, areasOfRecords, type By, liesWithin, type PeopleWorld } from '../people/world.ts'
import { claimedByOther, noModel, ownOpinion, proposalChanged, queueEmpty, unknownProposal } from './problems.ts'
import { type Figures, proposalsFrom } from './proposing.ts'
import { afterOpinion, agreementOf, gathered, labelOf, type Step } from './rules.ts'
import type {
  Agreement,
  Explanation,
  Label,
  Opinion,
  Proposal,
  ProposalFilter,
  ProposeRequest,
  SideBySide,
  VerdictAnswer,
  VerdictRequest,
} from './schema.ts'
import {
  type Claim,
  claimNext,
  claimOne,
  countByState,
  decidedOf,
  findPair,
  findProposal,
  insertProposals,
  listProposals,
  neighboursOf,
  opinionsOf,
  opinionsSince,
  releaseOne,
  writeOpinion,
} from './store.ts'

export interface ReviewWorld extends PeopleWorld {
  readonly decisions: Pick<DecisionDesk, 'decide'>
  /** Takes the weight of a pair apart again, in the reader's language. */
  readonly explain: (
    proposal: Pick<Proposal, 'model' | 'pattern'>,
    first: PersonRecord,
    language: Language,
  ) => Promise<Explanation | undefined>
  /** What the model in use says of two records; undefined where there is none yet. */
  readonly scorePair: (first: PersonRecord, second: PersonRecord) => Promise<Figures | undefined>
}

export interface ReviewDesk {
  list(
    filter: ProposalFilter,
    by: By,
  ): Promise<{ proposals: Proposal[]; next?: string; counts: Record<string, number> }>
  propose(request: ProposeRequest, by: By): Promise<Result<Proposal>>
  claimNext(by: By): Promise<Result<Proposal>>
  claim(id: string, by: By): Promise<Result<Proposal>>
  release(id: string, by: By): Promise<Result<Proposal>>
  sideBySide(id: string, by: By, language: Language): Promise<Result<SideBySide>>
  /** The evidence alone: no value of a person is in it. */
  explanation(id: string, language: Language): Promise<Result<Explanation>>
  say(id: string, request: VerdictRequest, by: By): Promise<Result<VerdictAnswer>>
  agreement(since: Date | undefined): Promise<Agreement>
  labels(model: string): Promise<Label[]>
}

const claimMinutes = 15

export function openReview(world: ReviewWorld): ReviewDesk {
  const { pool, clock } = world
  const claimOf = (by: By): Claim => {
    const now = clock.now()
    return { account: by.id, now, until: new Date(now.getTime() + claimMinutes * 60_000) }
  }
  const found = async (id: string): Promise<Result<Proposal>> => {
    const proposal = await findProposal(pool, id)
    return proposal === undefined ? fail(unknownProposal(id)) : ok(proposal)
  }
  return {
    async list(filter, by) {
      const areas = await areasOf(pool, by.id)
      return { ...(await listProposals(pool, filter, areas)), counts: await countByState(pool, areas) }
    },
    propose: (request, by) => propose(request, by, world),
    async claimNext(by) {
      const id = await claimNext(pool, claimOf(by), await areasOf(pool, by.id))
      return id === undefined ? fail(queueEmpty) : found(id)
    },
    async claim(id, by) {
      const proposal = await mine(id, by, world)
      if (!proposal.ok) return proposal
      if (await claimOne(pool, id, claimOf(by))) return found(id)
      const { claimedUntil, claimedBy } = proposal.value
      const busy = claimedBy !== undefined && claimedBy !== by.id
      return fail(busy ? claimedByOther(claimedUntil ?? '') : proposalChanged)
    },
    async release(id, by) {
      return (await releaseOne(pool, id, by.id)) ? found(id) : fail(proposalChanged)
    },
    sideBySide: (id, by, language) => sideBySide(id, by, language, world),
    explanation: (id, language) => explanation(id, language, world),
    say: (id, request, by) => say(id, request, by, world),
    agreement: async (since) => agreementOf(await opinionsSince(pool, since)),
    async labels(model) {
      const decided = await decidedOf(pool, model)
      return gathered(decided.flatMap((one) => labelOf(one, one) ?? []))
    },
  }
}

/** The pair, when it lies in an area of the steward. */
async function mine(id: string, by: By, { pool }: ReviewWorld): Promise<Result<Proposal>> {
  const proposal = await findProposal(pool, id)
  if (proposal === undefined) return fail(unknownProposal(id))
  const { areas } = proposal
  return liesWithin(areas, await areasOf(pool, by.id)) ? ok(proposal) : fail(outsideArea(areas))
}

async function propose(request: ProposeRequest, by: By, world: ReviewWorld): Promise<Result<Proposal>> {
  const { pool, clock, ledger } = world
  if (sameRecord(request.first, request.second)) return fail(sameRecordTwice)
  const [first, second] = inOrder(request.first, request.second)
  const records = await readRecords(pool, [first, second])
  const [one, other] = [first, second].map((ref) => records.find((record) => sameRecord(record, ref)))
  if (one === undefined) return fail(unknownRecord('/first'))
  if (other === undefined) return fail(unknownRecord('/second'))
  const places = areasOfRecords([one, other])
  if (!liesWithin(places, await areasOf(pool, by.id))) return fail(outsideArea(places))
  const figures = await world.scorePair(one, other)
  if (figures === undefined) return fail(noModel)
  const [proposal] = await proposalsFrom(pool, [{ first, second, ...figures }], { origin: 'steward', at: clock.now() })
  if (proposal === undefined) throw new Error('a pair without a proposal')
  const appended = await administer(ledger, {
    ...{ by, at: clock.now(), act: 'identity.propose', concerns: by.member, subject: proposal.id },
    details: { weight: proposal.weight },
    async write(tx) {
      await insertProposals(tx, [proposal])
      return true
    },
  })
  if (!appended.ok) return appended
  const found = await findPair(pool, { first, second })
  return found === undefined ? fail(unknownProposal(proposal.id)) : ok(found)
}

async function sideBySide(id: string, by: By, language: Language, world: ReviewWorld): Promise<Result<SideBySide>> {
  const { pool, ledger, clock } = world
  const proposal = await mine(id, by, world)
  if (!proposal.ok) return proposal
  const { first, second } = proposal.value
  const records = await readRecords(pool, [first, second])
  const [one, other] = [first, second].map((ref) => records.find((record) => sameRecord(record, ref)))
  if (one === undefined || other === undefined) return fail(unknownRecord(one === undefined ? '/first' : '/second'))
  const looked = await administer(ledger, {
    ...{ by, at: clock.now(), act: 'identity.look-at-pair', concerns: by.member, subject: id },
    ...{ details: {}, write: async () => true },
  })
  if (!looked.ok) return looked
  const [explanation, ofFirst, ofSecond, neighbours, opinions, decisions, entities] = await Promise.all([
    world.explain(proposal.value, one, language),
    readHousehold(pool, one),
    readHousehold(pool, other),
    neighboursOf(pool, proposal.value),
    opinionsOf(pool, id),
    decisionsAbout(pool, [first, second]),
    entitiesOf(pool, [first, second]),
  ])
  const show = (record: PersonRecord) =>
    shownRecord(record, by, entities.find((place) => sameRecord(place, record))?.entity)
  return ok({
    ...{ proposal: proposal.value, first: show(one), second: show(other) },
    ...(explanation === undefined ? {} : { explanation }),
    households: { first: ofFirst.map(show), second: ofSecond.map(show) },
    ...{ neighbours, opinions: opinionsFor(opinions, by, proposal.value), decisions },
  })
}

async function explanation(id: string, language: Language, world: ReviewWorld): Promise<Result<Explanation>> {
  const proposal = await findProposal(world.pool, id)
  if (proposal === undefined) return fail(unknownProposal(id))
  const [first] = await readRecords(world.pool, [proposal.first])
  if (first === undefined) return fail(unknownRecord('/first'))
  const explained = await world.explain(proposal, first, language)
  return explained === undefined ? fail(unknownModel(proposal.model)) : ok(explained)
}

/** What others think is shown once one has said what one thinks oneself: the second look is worth something only then. */
const opinionsFor = (opinions: readonly Opinion[], { id }: By, { state }: Proposal): Opinion[] =>
  state === 'decided' || opinions.some(({ account }) => account === id) ? [...opinions] : []

/** One opinion: it waits for another, or it is carried out with what it decides, in one transaction. */
async function say(id: string, request: VerdictRequest, by: By, world: ReviewWorld): Promise<Result<VerdictAnswer>> {
  const { pool, clock } = world
  const found = await mine(id, by, world)
  if (!found.ok) return found
  const proposal = found.value
  const before = await opinionsOf(pool, id)
  const fault = sayingFault(proposal, before, request, by, clock.now())
  if (fault !== undefined) return fail(fault)
  const { verdict, reason, reference } = request
  const step = afterOpinion(proposal.needsTwo !== undefined, before, verdict)
  const opinion: Opinion = {
    ...{ account: by.id, verdict, at: clock.now().toISOString(), reason },
    ...(reference === undefined ? {} : { reference }),
  }
  const carried = await carryOut({ proposal, opinion, step }, by, world)
  if (!carried.ok) return carried
  const after = await findProposal(pool, id)
  return ok({ proposal: after ?? proposal, ...(carried.value === undefined ? {} : { decision: carried.value }) })
}

function sayingFault(
  { state, revision, claimedBy, claimedUntil }: Proposal,
  before: readonly Opinion[],
  request: VerdictRequest,
  by: By,
  now: Date,
): Problem | undefined {
  if (before.some(({ account }) => account === by.id)) return ownOpinion
  if (state === 'decided' || state === 'withdrawn' || revision !== request.revision) return proposalChanged
  const busy = claimedBy !== undefined && claimedBy !== by.id && Date.parse(claimedUntil ?? '') > now.getTime()
  return busy ? claimedByOther(claimedUntil ?? '') : undefined
}

interface Carrying {
  readonly proposal: Proposal
  readonly opinion: Opinion
  readonly step: Step
}

export async function carryOut(
  { proposal, opinion, step }: Carrying,
  by: By,
  { decisions, ledger, clock }: Pick<ReviewWorld, 'decisions' | 'ledger' | 'clock'>,
): Promise<Result<VerdictAnswer['decision']>> {
  const write = (tx: Parameters<typeof writeOpinion>[0]) => writeOpinion(tx, { proposal, opinion, state: step.state })
  const { id, first, second, model, weight, pattern } = proposal
  if (step.verdict !== undefined) {
    const { reason, reference } = opinion
    const asked = { kind: step.verdict, first, second, reason, ...(reference === undefined ? {} : { reference }) }
    const evidence = { model, weight, pattern }
    const confirmed = step.confirms === undefined ? {} : { confirmedBy: step.confirms }
    return decisions.decide(asked, by, { proposal: id, evidence, ...confirmed, before: write })
  }
  const details: Record<string, Json> = { verdict: opinion.verdict, reason: opinion.reason, state: step.state }
  const appended = await administer(ledger, {
    ...{ by, at: clock.now(), act: 'identity.opinion', concerns: by.member, subject: id, write },
    details,
  })
  if (appended.ok) return ok(undefined)
  return appended.problem.code === 'ledger.rejected' ? fail(proposalChanged) : appended
}
