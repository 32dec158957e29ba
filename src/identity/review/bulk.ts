import { administer } from '../../federation/administration.ts'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { outsideArea } from '../people/problems.ts'
import { areasOf, type By, liesWithin } from '../people/world.ts'
import { bulkChanged, bulkNotOpen, ownBulk, unknownBulk } from './problems.ts'
import type { Bulk, BulkRequest, Proposal } from './schema.ts'
import { carryOut, type ReviewWorld } from './service.ts'
import { findBulk, findProposals, insertBulk, listBulks, opinionsOf, updateBulk } from './store.ts'

export interface BulkDesk {
  list(): Promise<Bulk[]>
  propose(request: BulkRequest, by: By): Promise<Result<Bulk>>
  /** By another steward: each pair is then decided in a transaction of its own, and what could not be is listed. */
  confirm(id: string, revision: number, by: By): Promise<Result<Bulk>>
  refuse(id: string, revision: number, by: By): Promise<Result<Bulk>>
}

export function openBulk(world: ReviewWorld): BulkDesk {
  const { pool, clock } = world
  return {
    list: () => listBulks(pool),
    async propose(request, by) {
      const proposals = await findProposals(pool, request.proposals)
      const fault = await selectionFault(request, { proposals, by }, world)
      if (fault !== undefined) return fault
      const now = clock.now()
      const bulk: Bulk = {
        ...{ id: newId('bd', now.getTime()), revision: 1, state: 'proposed', ...request },
        ...{ account: by.id, member: by.member, at: now.toISOString(), outcomes: [] },
      }
      return act('propose', bulk, by, world)
    },
    confirm: (id, revision, by) => confirm(id, revision, by, world),
    async refuse(id, revision, by) {
      const bulk = await findBulk(pool, id)
      if (bulk === undefined) return fail(unknownBulk(id))
      if (bulk.state !== 'proposed' || bulk.revision !== revision) return fail(bulkChanged)
      return act('refuse', { ...bulk, state: 'refused', revision: revision + 1 }, by, world)
    },
  }
}

async function selectionFault(
  { proposals: asked }: BulkRequest,
  { proposals, by }: { readonly proposals: readonly Proposal[]; readonly by: By },
  { pool }: ReviewWorld,
): Promise<Result<never> | undefined> {
  const open = new Set(proposals.filter(isFresh).map(({ id }) => id))
  const missing = asked.filter((id) => !open.has(id))
  if (missing.length > 0) return fail(bulkNotOpen(missing))
  const areas = await areasOf(pool, by.id)
  const outside = proposals.find((one) => !liesWithin(one.areas, areas))
  return outside === undefined ? undefined : fail(outsideArea(outside.areas))
}

/** Nobody has spoken of it yet: what one steward doubts is not swept along with others. */
const isFresh = ({ state, opinions }: Proposal): boolean => state === 'open' && opinions === 0

async function confirm(id: string, revision: number, by: By, world: ReviewWorld): Promise<Result<Bulk>> {
  const { pool, clock } = world
  const bulk = await findBulk(pool, id)
  if (bulk === undefined) return fail(unknownBulk(id))
  if (bulk.state !== 'proposed' || bulk.revision !== revision) return fail(bulkChanged)
  if (bulk.account === by.id) return fail(ownBulk)
  const proposals = await findProposals(pool, bulk.proposals)
  const areas = await areasOf(pool, by.id)
  const outside = proposals.find((one) => !liesWithin(one.areas, areas))
  if (outside !== undefined) return fail(outsideArea(outside.areas))
  // Confirmed first: of two who confirm at once, one goes on.
  const confirmed = await act(
    'confirm',
    { ...bulk, state: 'done', revision: revision + 1, confirmedBy: by.id },
    by,
    world,
  )
  if (!confirmed.ok) return confirmed
  const outcomes: Bulk['outcomes'] = []
  for (const proposal of proposals) {
    if (!isFresh(proposal) || (await opinionsOf(pool, proposal.id)).length > 0) {
      outcomes.push({ proposal: proposal.id, outcome: 'identity.proposal-changed' })
      continue
    }
    const opinion = { account: by.id, verdict: bulk.verdict, at: clock.now().toISOString(), reason: bulk.reason }
    const step = { state: 'decided', verdict: bulk.verdict, confirms: bulk.account } as const
    const done = await carryOut({ proposal, opinion, step }, by, world)
    outcomes.push({ proposal: proposal.id, outcome: done.ok ? 'decided' : done.problem.code })
  }
  return act('carry-out', { ...confirmed.value, revision: revision + 2, outcomes }, by, world)
}

async function act(name: string, bulk: Bulk, by: By, { ledger, clock }: ReviewWorld): Promise<Result<Bulk>> {
  const { id, verdict, reason, proposals, state, outcomes } = bulk
  const appended = await administer(ledger, {
    ...{ by, at: clock.now(), act: `identity.bulk-${name}`, concerns: by.member, subject: id },
    details: {
      ...{ verdict, reason, state, pairs: proposals.length },
      decided: outcomes.filter(({ outcome }) => outcome === 'decided').length,
    },
    write: (tx) => (name === 'propose' ? insertBulk(tx, bulk) : updateBulk(tx, bulk)),
  })
  if (appended.ok) return ok(bulk)
  return appended.problem.code === 'ledger.rejected' ? fail(bulkChanged) : appended
}
