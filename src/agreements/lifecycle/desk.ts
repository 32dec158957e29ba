import type pg from 'pg'
import { accountKey } from '../../federation/account-keys.ts'
import { administer } from '../../federation/administration.ts'
import type { Directory } from '../../federation/directory.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Principal } from '../../platform/http/access.ts'
import { kidOf, verifyDetached } from '../../standards/detached-jws.ts'
import type { AgreementVersion } from '../book.ts'
import type { Agreement, Facts } from '../schema.ts'
import type { Agreements } from '../service.ts'
import { appendEvent, appendSignature, appendVersion, lockAgreement } from '../store.ts'
import { draftFault } from './draft.ts'
import { assessmentOutgrown, keyWithdrawn, noMandate, signatureInvalid, versionUnknown } from './problems.ts'
import type { AgreementSignature, Step } from './schema.ts'
import { signatureFault } from './signed.ts'
import { ownStanding } from './standing.ts'
import { notParty, type Taken, takeStep, wrongStatus } from './transitions.ts'

export interface DeskWorld {
  readonly pool: pg.Pool
  readonly agreements: Pick<Agreements, 'renewed' | 'purposes'>
  readonly directory: Directory
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Clock
  readonly classificationOf: Facts['classificationOf']
  /** The newest approved impact assessment of the agreement, when the text does more than it assessed. */
  readonly outgrownBy: (agreement: Agreement) => Promise<Outgrown | undefined>
}

export interface Outgrown {
  readonly assessment: string
  /** What of the text is more: `fields`, `purposes`. */
  readonly parts: readonly string[]
}

type Caller = Pick<Principal, 'id' | 'member'>
export type Versions = readonly AgreementVersion[]
interface Place {
  readonly id: string
  readonly version: number
}

/** Brings a new agreement, or the next version of one, as a draft. */
export async function draft(world: DeskWorld, text: Agreement, by: Caller): Promise<Result<Versions>> {
  if (![text.provider, text.consumer].includes(by.member)) return fail(notParty(text.id))
  const fault = await draftFault(world, text)
  if (fault !== undefined) return fail(fault)
  const at = world.clock.now()
  let refused: Problem | undefined
  const event = { step: 'draft', status: 'draft', at, by: byOf(by) } as const
  const outcome = await record(world, { agreement: text, step: 'draft', by, at, details: plain(text) }, async (tx) => {
    const appended = await appendVersion(tx, text, event)
    if (!appended.ok) refused = appended.problem
    return appended.ok && appended.value.outcome === 'appended'
  })
  if (refused !== undefined) return fail(refused)
  return outcome.ok || outcome.problem.code === 'ledger.rejected' ? versionsOf(world, text.id) : outcome
}

/** Takes a step of the table with a version. */
export async function step(
  world: DeskWorld,
  { id, version, step, reason }: Place & { readonly step: Taken; readonly reason?: string },
  by: Caller,
): Promise<Result<Versions>> {
  const found = await find(world, { id, version })
  if (!found.ok) return found
  const { one, all } = found.value
  const { members } = await world.directory.current()
  const wish = {
    step,
    by: { account: by.id, member: by.member, isRegulator: members.get(by.member)?.kind === 'regulator' },
  }
  const to = takeStep(reason === undefined ? wish : { ...wish, reason }, one, all, world.clock.today())
  if (!to.ok) return to
  const outgrown = step === 'approve-protection' ? await world.outgrownBy(one.agreement) : undefined
  if (outgrown !== undefined) return fail(assessmentOutgrown(id, outgrown))
  const at = world.clock.now()
  const event = { step, status: to.value, at, by: byOf(by), ...(reason === undefined ? {} : { reason }) }
  const details = { version, hash: one.hash, status: to.value, reason: reason ?? null }
  const outcome = await record(world, { agreement: one.agreement, step, by, at, details }, async (tx) => {
    if (!(await isAsKnown(tx, all))) return false
    await appendEvent(tx, one.agreement, event)
    return true
  })
  return settled(world, id, outcome)
}

/**
 * Adds a party's signature. Whoever brings it, it is the signatory's: the key says so. With the second one the version is
 * signed.
 */
export async function sign(world: DeskWorld, { id, version, jws }: Place & { jws: string }, by: Caller) {
  const found = await find(world, { id, version })
  if (!found.ok) return found
  const { one, all } = found.value
  const status = ownStanding(one.events)?.status ?? 'draft'
  if (status !== 'dpia-linked') return fail(wrongStatus('sign', status))
  const checked = await signatureOf(world, one, { jws, member: by.member })
  if (!checked.ok) return checked
  const signature = checked.value
  const at = world.clock.now()
  const signed = [...one.signatures, { ...signature, at: at.toISOString() }]
  const complete = signatureFault(one.agreement, signed) === undefined
  const details = { version, hash: one.hash, kid: signature.kid, account: signature.account, jws }
  const outcome = await record(world, { agreement: one.agreement, step: 'sign', by, at, details }, async (tx) => {
    if (!(await isAsKnown(tx, all))) return false
    if (!(await appendSignature(tx, one.agreement, { ...signature, at }))) return false
    const event = { step: 'sign', status: 'signed', at, by: { account: signature.account, member: by.member } } as const
    if (complete) await appendEvent(tx, one.agreement, event)
    return true
  })
  return settled(world, id, outcome)
}

/** The signature, if it is that of the signatory whom the document names for the caller's member, with a mandate today. */
async function signatureOf(
  { pool, clock }: DeskWorld,
  { agreement }: AgreementVersion,
  { jws, member }: { readonly jws: string; readonly member: string },
): Promise<Result<Omit<AgreementSignature, 'at'>>> {
  const signatory = agreement.parties?.find((party) => party.member === member)?.signatory
  const kid = kidOf(jws)
  const key = kid === undefined ? undefined : await accountKey(pool, kid)
  const day = clock.today()
  const expired = signatory?.mandateUntil !== undefined && day > signatory.mandateUntil
  if (signatory === undefined || (key !== undefined && key.username !== signatory.account) || expired) {
    return fail(noMandate(agreement.id, member))
  }
  if (key === undefined || !verifyDetached(agreement, jws, key.jwk)) return fail(signatureInvalid(agreement.id))
  if (key.withdrawn !== undefined) return fail(keyWithdrawn(key.kid))
  return ok({ member, account: signatory.account, kid: key.kid, jws, day })
}

async function find(
  { agreements }: DeskWorld,
  { id, version }: Place,
): Promise<Result<{ one: AgreementVersion; all: Versions }>> {
  const all = (await agreements.renewed(id)) ?? []
  const one = all.find(({ agreement }) => agreement.version === version)
  return one === undefined ? fail(versionUnknown(id, version)) : ok({ one, all })
}

async function versionsOf({ agreements }: DeskWorld, id: string): Promise<Result<Versions>> {
  const versions = await agreements.renewed(id)
  return versions === undefined ? fail(versionUnknown(id, 1)) : ok(versions)
}

async function settled(world: DeskWorld, id: string, outcome: Result<unknown>): Promise<Result<Versions>> {
  if (outcome.ok) return versionsOf(world, id)
  return outcome.problem.code === 'ledger.rejected' ? fail(changedMeanwhile(id)) : outcome
}

/** Whether nobody else did anything with the agreement since it was looked at; until the transaction ends, nobody will. */
async function isAsKnown(tx: Pick<pg.ClientBase, 'query'>, all: Versions): Promise<boolean> {
  const id = all[0]?.agreement.id ?? ''
  await lockAgreement(tx, id)
  const { rows } = await tx.query<{ versions: number; events: number; signatures: number }>(
    `select (select count(*)::integer from agreement_version where agreement_id = $1) as versions,
       (select count(*)::integer from agreement_event where agreement_id = $1) as events,
       (select count(*)::integer from agreement_signature where agreement_id = $1) as signatures`,
    [id],
  )
  const count = (of: (one: AgreementVersion) => readonly unknown[]) => all.flatMap(of).length
  const [now] = rows
  return (
    now?.versions === all.length &&
    now.events === count(({ events }) => events) &&
    now.signatures === count(({ signatures }) => signatures)
  )
}

interface Recorded {
  readonly agreement: Agreement
  readonly step: Step
  readonly by: Caller
  readonly at: Date
  readonly details: Json
}

/** The act with its entry in the ledger. */
function record(
  { ledger }: DeskWorld,
  { agreement, step, by, at, details }: Recorded,
  write: (tx: Pick<pg.ClientBase, 'query'>) => Promise<boolean>,
): Promise<Result<unknown>> {
  const concerns = by.member === agreement.provider ? agreement.consumer : agreement.provider
  return administer(ledger, { by, at, act: `agreement.${step}`, concerns, subject: agreement.id, details, write })
}

const byOf = ({ id, member }: Caller) => ({ account: id, member })
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value))

const changedMeanwhile = (id: string): Problem => ({
  code: 'agreements.changed-meanwhile',
  status: 409,
  message: `somebody else did something with the agreement ${id} at this moment`,
  fix: 'Look at its history and try again.',
  params: { agreement: id },
})
