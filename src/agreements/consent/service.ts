import type pg from 'pg'
import { administer } from '../../federation/administration.ts'
import type { IsoDate } from '../../kernel/dates.ts'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { SigningKey } from '../../kernel/signature.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Principal } from '../../platform/http/access.ts'
import { chainFault, receiptOf } from './chain.ts'
import { consentChanged, unknownConsent, unknownRepresentation } from './problems.ts'
import { givingFault, withdrawalFault } from './rules.ts'
import type {
  ConsentDeclaration,
  ConsentReceipt,
  ConsentRequest,
  ConsentRevision,
  Representation,
  RepresentationRequest,
  WithdrawalRequest,
} from './schema.ts'
import {
  endRepresentation,
  findRepresentation,
  insertRepresentation,
  insertRevision,
  latestOf,
  type Queryable,
  representationsOf,
  revisionsOf,
} from './store.ts'

export interface ConsentWorld {
  readonly pool: pg.Pool
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Clock
  readonly receiptKey: SigningKey
  /** The pseudonymous key of a person, from the national number. */
  readonly subjectKey: (nationalId: string) => string
  readonly members: () => Promise<ReadonlySet<string>>
  readonly broaderPurposes: () => Promise<ReadonlyMap<string, readonly string[]>>
  readonly isElement: (id: string) => boolean
  /** The person's day of birth, where the registry knows it. */
  readonly birthDateOf: (nationalId: string) => Promise<IsoDate | undefined>
  /** In the transaction of each revision: who is to hear of it hears exactly of what was recorded. */
  readonly tell?: (tx: Pick<pg.ClientBase, 'query'>, receipt: ConsentReceipt) => Promise<void>
}

export type By = Pick<Principal, 'id' | 'member'>

export interface Person {
  readonly subject: string
  /** Where it is known. */
  readonly birthDate: IsoDate | undefined
}

/** Written with a new record, or neither is; false when it cannot be. */
type WrittenAlong = (tx: Queryable, consent: string) => Promise<boolean>

/** Consent records and representations; each act leaves a ledger entry without personal data. */
export interface Consents {
  give(request: ConsentRequest, by: By): Promise<Result<ConsentReceipt>>
  /** As `give`, of a person whose key is known already. */
  giveAs(person: Person, declaration: ConsentDeclaration, by: By, along?: WrittenAlong): Promise<Result<ConsentReceipt>>
  withdraw(id: string, request: WithdrawalRequest, by: By): Promise<Result<ConsentReceipt>>
  /** The revisions from the first to the last, and whether the chain is whole. */
  read(id: string): Promise<Result<{ revisions: readonly ConsentReceipt[]; intact: boolean }>>
  /** The latest revision of each of a person's records, the newest first. */
  find(nationalId: string): Promise<readonly ConsentReceipt[]>
  represent(request: RepresentationRequest, by: By): Promise<Result<Representation>>
  endRepresentation(id: string, by: By): Promise<Result<Representation>>
  representations(nationalId: string): Promise<readonly Representation[]>
}

const schema = 'ISO/IEC TS 27560:2023'

export const openConsents = (world: ConsentWorld): Consents => ({
  async give({ nationalId, ...declaration }, by) {
    const person = { subject: world.subjectKey(nationalId), birthDate: await world.birthDateOf(nationalId) }
    return give({ person, declaration, by }, world)
  },
  giveAs: (person, declaration, by, along) => give({ person, declaration, by, along }, world),
  withdraw: (id, request, by) => withdraw(id, request, by, world),
  async read(id) {
    const revisions = await revisionsOf(world.pool, id)
    if (revisions.length === 0) return fail(unknownConsent(id))
    return ok({ revisions, intact: chainFault(revisions, world.receiptKey.publicJwk) === undefined })
  },
  find: (nationalId) => latestOf(world.pool, world.subjectKey(nationalId)),
  represent: (request, by) => represent(request, by, world),
  async endRepresentation(id, by) {
    const found = await findRepresentation(world.pool, id)
    if (found === undefined) return fail(unknownRepresentation(id))
    const at = world.clock.now()
    const ended = await administer(world.ledger, {
      ...{ by, at, act: 'representation.end', concerns: by.member, subject: id, details: {} },
      write: (tx) => endRepresentation(tx, id, at),
    })
    return ended.ok ? ok({ ...found, endedAt: at.toISOString() }) : fail(unknownRepresentation(id))
  },
  representations: (nationalId) => representationsOf(world.pool, world.subjectKey(nationalId)),
})

interface Act {
  readonly by: By
  readonly along?: WrittenAlong | undefined
}

interface GivingAct extends Act {
  readonly person: Person
  readonly declaration: ConsentDeclaration
}

async function give({ person, declaration, ...act }: GivingAct, world: ConsentWorld): Promise<Result<ConsentReceipt>> {
  const at = world.clock.now()
  const named = declaration.giving.representation
  const [members, broaderPurposes, representation] = await Promise.all([
    world.members(),
    world.broaderPurposes(),
    named === undefined ? undefined : findRepresentation(world.pool, named),
  ])
  const facts = { now: at, today: world.clock.today(), members, broaderPurposes, isElement: world.isElement }
  const fault = givingFault(declaration, { ...facts, ...person, representation })
  if (fault !== undefined) return fail(fault)
  const { status, terms, giving } = declaration
  const id = newId('con', at.getTime())
  return record({ ...{ schema, id, revision: 1, subject: person.subject }, status, terms, giving }, act, world)
}

async function withdraw(
  id: string,
  { at, ...withdrawal }: WithdrawalRequest,
  by: By,
  world: ConsentWorld,
): Promise<Result<ConsentReceipt>> {
  const latest = (await revisionsOf(world.pool, id)).at(-1)
  if (latest === undefined) return fail(unknownConsent(id))
  const fault = withdrawalFault(latest.record)
  if (fault !== undefined) return fail(fault)
  const { recordedAt: _, recordedBy: __, ...kept } = latest.record
  return record(
    {
      ...kept,
      revision: latest.record.revision + 1,
      previous: latest.hash,
      status: 'withdrawn',
      withdrawal: { ...withdrawal, at: at ?? world.clock.now().toISOString() },
    },
    { by },
    world,
  )
}

/** One more revision, its receipt, and the ledger entry that says that it was made. */
async function record(
  revision: Omit<ConsentRevision, 'recordedAt' | 'recordedBy'>,
  { by, along }: Act,
  { ledger, clock, receiptKey, tell }: ConsentWorld,
): Promise<Result<ConsentReceipt>> {
  const at = clock.now()
  const recordedBy = { account: by.id, member: by.member }
  const receipt = receiptOf({ ...revision, recordedAt: at.toISOString(), recordedBy }, receiptKey)
  const appended = await administer(ledger, {
    ...{ by, at, act: `consent.${revision.status}`, subject: revision.id },
    concerns: revision.terms.controllers[0] ?? by.member,
    details: { revision: revision.revision, hash: receipt.hash },
    async write(tx) {
      if ((await along?.(tx, revision.id)) === false || !(await insertRevision(tx, receipt))) return false
      await tell?.(tx, receipt)
      return true
    },
  })
  if (appended.ok) return ok(receipt)
  return appended.problem.code === 'ledger.rejected' ? fail(consentChanged) : appended
}

async function represent(
  { nationalId, representativeNationalId, ...rest }: RepresentationRequest,
  by: By,
  { ledger, clock, subjectKey }: ConsentWorld,
): Promise<Result<Representation>> {
  const at = clock.now()
  const representation: Representation = {
    ...rest,
    id: newId('rep', at.getTime()),
    subject: subjectKey(nationalId),
    representative: subjectKey(representativeNationalId),
    recordedAt: at.toISOString(),
    recordedBy: { account: by.id, member: by.member },
  }
  const appended = await administer(ledger, {
    ...{ by, at, act: 'representation.record', concerns: by.member, subject: representation.id },
    details: { kind: representation.kind },
    write: (tx) => insertRepresentation(tx, representation),
  })
  return appended.ok ? ok(representation) : appended
}
