import type pg from 'pg'
import { findRepresentation } from '../../agreements/consent/store.ts'
import type { LawCopy } from '../../agreements/law/book.ts'
import { liftRestriction, restrictSubject } from '../../agreements/subjects.ts'
import type { Viewer } from '../../exchange/store/list.ts'
import { administer } from '../../federation/administration.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { digestOf } from '../../kernel/digest.ts'
import { newId } from '../../kernel/ids.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Principal } from '../../platform/http/access.ts'
import { type DisclosurePage, discloseTo } from './disclosure.ts'
import { caseChanged, unknownCase } from './problems.ts'
import { proofOf } from './proof.ts'
import {
  closingFault,
  dueDates,
  extended,
  isOverdue,
  openSteps,
  requestFault,
  restrictionOf,
  stepFault,
} from './rules.ts'
import type {
  CaseFilter,
  CaseList,
  CaseProof,
  CaseStep,
  ClosingRequest,
  CorrectionNotice,
  Disclosure,
  ExtensionRequest,
  Refusal,
  RightsCase,
  RightsRequest,
  ShownCase,
} from './schema.ts'
import {
  casesOf,
  countCases,
  findCase,
  holdRestriction,
  insertCase,
  type KeptCase,
  listCases,
  noticesOfCase,
  updateCase,
} from './store.ts'

export interface RightsWorld {
  readonly pool: pg.Pool
  readonly ledger: Pick<Ledger, 'append' | 'receipt'>
  readonly clock: Clock
  readonly law: Pick<LawCopy, 'get'>
  /** Of this node: its law sets the times. */
  readonly country: string
  /** The pseudonymous key of a person, from the national number. */
  readonly subjectKey: (nationalId: string) => string
  readonly isElement: (id: string) => boolean
  readonly purposes: () => Promise<readonly { readonly id: string }[]>
}

export type By = Pick<Principal, 'id' | 'member' | 'permissions'>

/** Cases of persons from their receipt to their end; each step leaves a ledger entry without personal data. */
export interface RightsDesk {
  receive(request: RightsRequest, by: By): Promise<Result<ShownCase>>
  list(filter: CaseFilter, by: By): Promise<CaseList>
  find(nationalId: string, by: By): Promise<ShownCase[]>
  read(id: string, by: By): Promise<Result<{ case: ShownCase; notices: CorrectionNotice[] }>>
  /** What the ledger has of it. */
  proof(id: string, by: By): Promise<Result<CaseProof>>
  /** The identity was proven. From now on what is restricted or objected to is stopped. */
  verify(id: string, by: By): Promise<Result<ShownCase>>
  begin(id: string, by: By): Promise<Result<ShownCase>>
  extend(id: string, request: ExtensionRequest, by: By): Promise<Result<ShownCase>>
  disclose(id: string, page: DisclosurePage, by: By): Promise<Result<Disclosure>>
  close(id: string, request: ClosingRequest, by: By): Promise<Result<ShownCase>>
  refuse(id: string, refusal: Refusal, by: By): Promise<Result<ShownCase>>
  /** Ends the restriction of a case that was granted. */
  lift(id: string, by: By): Promise<Result<ShownCase>>
}

export function openRightsDesk(world: RightsWorld): RightsDesk {
  const { pool, clock } = world
  const shown = (kept: KeptCase): ShownCase => showCase(kept, clock.now())
  return {
    receive: (request, by) => receive(request, by, world),
    async list(filter, by) {
      const seen = { member: memberSeen(by), now: clock.now() }
      const [{ cases, more }, counts] = await Promise.all([listCases(pool, filter, seen), countCases(pool, seen)])
      const last = cases.at(-1)?.document.id
      return { cases: cases.map(shown), counts, ...(more && last !== undefined ? { next: last } : {}) }
    },
    find: async (nationalId, by) => (await casesOf(pool, world.subjectKey(nationalId), memberSeen(by))).map(shown),
    async read(id, by) {
      const kept = await findCase(pool, id)
      if (kept === undefined || !maySee(kept, by)) return fail(unknownCase(id))
      return ok({ case: shown(kept), notices: await noticesOfCase(pool, id) })
    },
    async proof(id, by) {
      const kept = await findCase(pool, id)
      if (kept === undefined || !maySee(kept, by)) return fail(unknownCase(id))
      return proofOf(id, world)
    },
    verify: (id, by) => verify(id, by, world),
    begin: (id, by) => take(id, 'begin', by, world, () => ok({ change: { status: 'in-progress' } })),
    async extend(id, extension, by) {
      const table = (await world.law.get()).law.clocks
      return take(id, 'extend', by, world, ({ document }, now) => {
        const due = extended(document, { table, country: world.country, now })
        return 'code' in due ? fail(due) : ok({ change: { due, extension }, details: { due: due.at } })
      })
    },
    disclose: (id, page, by) => disclose(id, page, by, world),
    async close(id, request, by) {
      const notices = await noticesOfCase(pool, id)
      return take(id, 'close', by, world, ({ document }) => {
        const fault = closingFault(document, notices, request)
        return fault === undefined ? ok({ change: { ...request, status: 'done' } }) : fail(fault)
      })
    },
    refuse: (id, refusal, by) =>
      take(id, 'refuse', by, world, ({ restriction }) =>
        ok({
          change: { refusal, status: 'refused' },
          details: { ground: refusal.ground, act: refusal.act, section: refusal.section },
          also: (tx) => endRestriction(tx, id, restriction),
        }),
      ),
    lift: (id, by) =>
      take(id, 'lift', by, world, ({ restriction }) =>
        ok({ change: {}, also: (tx) => endRestriction(tx, id, restriction) }),
      ),
  }
}

const seesAll = ({ permissions }: By): boolean => permissions.has('exchange.read-all')
/** Null: of all members. */
export const memberSeen = (by: By): string | null => (seesAll(by) ? null : by.member)
const maySee = ({ document }: KeptCase, by: By): boolean => seesAll(by) || document.member === by.member

export const showCase = ({ document, restriction }: KeptCase, now: Date): ShownCase => ({
  ...document,
  overdue: isOverdue(document, now),
  open: openSteps(document, now),
  ...(restriction === null ? {} : { restriction }),
})

async function receive(request: RightsRequest, by: By, world: RightsWorld): Promise<Result<ShownCase>> {
  const { pool, ledger, clock, country } = world
  const { nationalId, receivedAt, ...asked } = request
  const now = clock.now()
  const subject = world.subjectKey(nationalId)
  const [representation, purposes, { law }] = await Promise.all([
    request.representation === undefined ? undefined : findRepresentation(pool, request.representation),
    world.purposes(),
    world.law.get(),
  ])
  const isPurpose = (id: string) => purposes.some((one) => one.id === id)
  const { isElement } = world
  const fault = requestFault(request, { now, today: clock.today(), subject, representation, isElement, isPurpose })
  if (fault !== undefined) return fail(fault)
  const received = new Date(receivedAt ?? now)
  const document: RightsCase = {
    ...asked,
    ...{ id: newId('rc', now.getTime()), revision: 1, member: by.member, status: 'received' },
    receivedAt: received.toISOString(),
    ...dueDates(law.clocks, { kind: asked.kind, receivedAt: received, country }),
    steps: [{ step: 'receive', at: now.toISOString(), account: by.id }],
  }
  const appended = await administer(ledger, {
    ...{ by, at: now, act: 'rights.receive', concerns: by.member, subject: document.id },
    details: { kind: document.kind, ...(document.due && { due: document.due.at }) },
    write: (tx) => insertCase(tx, document, subject),
  })
  return appended.ok ? ok(showCase({ document, subject_key: subject, restriction: null }, now)) : appended
}

type Tx = Parameters<typeof insertCase>[0]

interface Change {
  readonly change: Partial<RightsCase>
  /** What the ledger's commitment covers beside kind, revision and status. */
  readonly details?: Readonly<Record<string, Json>>
  /** SHA-256 of what was handed out or told. */
  readonly digest?: string
  /** Done in the same transaction. */
  readonly also?: (tx: Tx) => Promise<void>
}

/** One step of a case: whether it may be taken, what it changes, and its ledger entry, together or not at all. */
export async function take(
  id: string,
  step: Exclude<CaseStep, 'receive'>,
  by: By,
  world: RightsWorld,
  changeOf: (kept: KeptCase, now: Date) => Result<Change>,
): Promise<Result<ShownCase>> {
  const { pool, ledger, clock } = world
  const kept = await findCase(pool, id)
  if (kept?.document.member !== by.member) return fail(unknownCase(id))
  const found = kept.document
  const fault: Problem | undefined = stepFault(found, step)
  if (fault !== undefined) return fail(fault)
  const now = clock.now()
  const changed = changeOf(kept, now)
  if (!changed.ok) return changed
  const { change, details = {}, digest, also } = changed.value
  const taken = { step, at: now.toISOString(), account: by.id, ...(digest === undefined ? {} : { digest }) }
  const next: RightsCase = { ...found, ...change, revision: found.revision + 1, steps: [...found.steps, taken] }
  const { kind, status, revision } = next
  const appended = await administer(ledger, {
    ...{ by, at: now, act: `rights.${step}`, concerns: next.member, subject: id },
    details: { kind, status, revision, ...details, ...(digest === undefined ? {} : { digest }) },
    async write(tx) {
      if (!(await updateCase(tx, next))) return false
      await also?.(tx)
      return true
    },
  })
  if (!appended.ok) return appended.problem.code === 'ledger.rejected' ? fail(caseChanged) : appended
  const after = await findCase(pool, id)
  return ok(showCase(after ?? { ...kept, document: next }, now))
}

const verify = (id: string, by: By, world: RightsWorld): Promise<Result<ShownCase>> =>
  take(id, 'verify', by, world, ({ document, subject_key }) => {
    const kind = restrictionOf(document.kind)
    const { member, purpose } = document
    const hold = async (tx: Tx): Promise<void> => {
      if (kind === undefined) return
      const where = { kind, member, ...(purpose === undefined ? {} : { purpose }) }
      await holdRestriction(tx, id, await restrictSubject(tx, subject_key, where))
    }
    return ok({ change: { status: 'verified' }, also: hold })
  })

async function endRestriction(tx: Tx, id: string, restriction: string | null): Promise<void> {
  if (restriction === null) return
  await liftRestriction(tx, restriction)
  await holdRestriction(tx, id, null)
}

/** What is given to the person is made first, and its digest stands in the ledger before anything leaves. */
async function disclose(id: string, page: DisclosurePage, by: By, world: RightsWorld): Promise<Result<Disclosure>> {
  const kept = await findCase(world.pool, id)
  if (kept?.document.member !== by.member) return fail(unknownCase(id))
  const fault = stepFault(kept.document, 'disclose')
  if (fault !== undefined) return fail(fault)
  const viewer: Viewer = seesAll(by) ? 'all' : { member: by.member }
  const order = { id, subject: kept.subject_key, viewer, at: world.clock.now(), ...page }
  const disclosure = await discloseTo(world.pool, order)
  const taken = await take(id, 'disclose', by, world, () => ok({ change: {}, digest: digestOf(disclosure) }))
  return taken.ok ? ok(disclosure) : taken
}
