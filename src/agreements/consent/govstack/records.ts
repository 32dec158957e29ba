import { administer } from '../../../federation/administration.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Language } from '../../../kernel/language.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import type { CircumstanceSources } from '../../circumstances.ts'
import { consentRefusal } from '../../rules/consent.ts'
import { consentChanged } from '../problems.ts'
import type { Giving } from '../schema.ts'
import type { By, Consents, ConsentWorld } from '../service.ts'
import { type Queryable, revisionsOf as revisionsOfConsent } from '../store.ts'
import type { Config } from './config.ts'
import { termsOf } from './mapping.ts'
import { refused, unknownObject } from './problems.ts'
import { objectOf, revisionOfConsent } from './revision.ts'
import type { ConsentRecord, ConsentRecordInput, DataAgreement, Page, Revision } from './schema.ts'
import {
  deleteRecord,
  findIndividual,
  insertRecord,
  type KeptRecord,
  linkConsent,
  type RecordFilter,
  recordsOf,
} from './store.ts'

export interface RecordsWorld extends Pick<ConsentWorld, 'pool' | 'ledger' | 'clock' | 'broaderPurposes'> {
  readonly consents: Pick<Consents, 'giveAs' | 'withdraw'>
  readonly config: Pick<Config, 'read'>
  /** What the gate is told. */
  readonly circumstances: Pick<CircumstanceSources, 'consentOf' | 'subjectsOf'>
}

export interface Recorded {
  readonly consentRecord: ConsentRecord
  readonly revision: Revision
}

/** Who acts, and the language in which the notice was read. */
export interface Asked {
  readonly by: By
  readonly language: Language
}

export interface OptIn {
  readonly individualId: string
  readonly dataAgreementId: string
  readonly revisionId?: string | undefined
}

/** Given the record and the consent under it. */
type WrittenWith = (tx: Queryable, made: { readonly record: string; readonly consent: string }) => Promise<boolean>

/** Consent records of GovStack: each is one data agreement opted in to, over consents of ours. */
export interface Records {
  /** `along` is written with it, or neither is. */
  optIn(what: OptIn, asked: Asked, along?: WrittenWith): Promise<Result<Recorded>>
  update(individual: string, input: ConsentRecordInput, asked: Asked): Promise<Result<Recorded>>
  read(filter: RecordFilter): Promise<Result<Recorded>>
  list(filter: RecordFilter, page: Page): Promise<readonly ConsentRecord[]>
  /** As `read` and `list`, but `optIn` says what gate G6 would say now. */
  verify(id: string): Promise<Result<Recorded>>
  verifyAll(filter: RecordFilter, page: Page): Promise<readonly ConsentRecord[]>
  /** Takes back and forgets what is under forgettable agreements. */
  forget(individual: string, by: By): Promise<Result<undefined>>
}

const first: Page = { offset: 0, limit: 1 }
/** More data agreements than anybody opts in to. */
const all: Page = { offset: 0, limit: 1_000 }

export const openRecords = (world: RecordsWorld): Records => ({
  optIn: (what, asked, along) => optIn(what, { ...asked, along }, world),
  update: (individual, input, asked) => update(individual, input, asked, world),
  async read(filter) {
    const kept = await one(filter, world)
    return kept.ok ? ok(await recorded(kept.value, world)) : kept
  },
  async list(filter, page) {
    return (await recordsOf(world.pool, filter, page)).map((kept) => recordOf(kept))
  },
  async verify(id) {
    const kept = await one({ id }, world)
    if (!kept.ok) return kept
    const { revision } = await recorded(kept.value, world)
    return ok({ consentRecord: recordOf(kept.value, await opens(kept.value, world)), revision })
  },
  async verifyAll(filter, page) {
    const records: ConsentRecord[] = []
    for (const kept of await recordsOf(world.pool, filter, page)) {
      records.push(recordOf(kept, await opens(kept, world)))
    }
    return records
  },
  forget: (individual, by) => forget(individual, by, world),
})

async function one(filter: RecordFilter, { pool }: RecordsWorld): Promise<Result<KeptRecord>> {
  const [kept] = await recordsOf(pool, filter, first)
  const named = filter.id ?? filter.dataAgreement ?? ''
  return kept === undefined ? fail(unknownObject('ConsentRecord', named)) : ok(kept)
}

const recordOf = (
  { id, individual, agreementRevision, consent, signature }: KeptRecord,
  optIn = consent.status === 'given',
): ConsentRecord => ({
  ...{ id, individual, optIn, state: signature === undefined ? 'unsigned' : 'signed' },
  ...(signature && { signature }),
  dataAgreement: objectOf(agreementRevision),
  dataAgreementRevision: agreementRevision,
  dataAgreementRevisionHash: agreementRevision.serializedHash,
})

async function recorded(kept: KeptRecord, { pool }: RecordsWorld): Promise<Recorded> {
  const revisions = await revisionsOfConsent(pool, kept.consent.id)
  const latest = revisions.at(-1)
  if (latest === undefined) throw new Error(`the record ${kept.id} is linked to no consent`)
  return { consentRecord: recordOf(kept), revision: revisionOfConsent(kept.id, latest, revisions.at(-2)) }
}

/** The gate's own answer: another consent for the same may stand, and this one may be out of its time, or tampered with. */
async function opens({ subject, agreementRevision }: KeptRecord, world: RecordsWorld): Promise<boolean> {
  const { controller, purpose, attributes } = objectOf<DataAgreement>(agreementRevision)
  const broaderPurposes = await world.broaderPurposes()
  const today = world.clock.today()
  // No provider is named, so that a consent for one provider only does not count for all.
  const asked = { subject, consumer: controller.id, provider: '', purpose, broaderPurposes, today }
  const consent = await world.circumstances.consentOf(asked)
  if (consent === undefined || !attributes.every(({ name }) => consent.elements.includes(name))) return false
  const facts = { broaderPurposes, subject: (await world.circumstances.subjectsOf([subject])).get(subject) }
  const given = { facts, request: { purpose }, service: undefined, today }
  return consentRefusal(consent, given) === undefined
}

interface AskedAlong extends Asked {
  readonly along: WrittenWith | undefined
}

async function optIn(what: OptIn, asked: AskedAlong, world: RecordsWorld): Promise<Result<Recorded>> {
  const individual = await findIndividual(world.pool, { id: what.individualId })
  if (individual === undefined) return fail(unknownObject('Individual', what.individualId))
  const agreement = await world.config.read<DataAgreement>('DataAgreement', what.dataAgreementId)
  if (!agreement.ok) return agreement
  const { object, revision } = agreement.value
  if (what.revisionId !== undefined && what.revisionId !== revision.id) return fail(refused('old-revision'))
  const id = newId('gcr', world.clock.now().getTime())
  const record = { id, individual: what.individualId, agreementRevision: revision }
  const given = await give({ agreement: object, subject: individual.subject, record: id }, asked, {
    ...world,
    along: async (tx, consent) =>
      (await insertRecord(tx, record, consent)) && (await asked.along?.(tx, { record: id, consent })) !== false,
  })
  if (!given.ok) return given.problem === consentChanged ? fail(refused('record-exists')) : given
  return openRecords(world).read({ id })
}

interface Given {
  readonly agreement: DataAgreement
  readonly subject: string
  readonly record: string
}

type Along = NonNullable<Parameters<Consents['giveAs']>[3]>

async function give(
  { agreement, subject, record }: Given,
  { by, language }: Asked,
  { consents, clock, along }: RecordsWorld & { readonly along: Along },
) {
  const terms = termsOf(agreement, { today: clock.today(), language })
  if (!terms.ok) return terms
  const giving: Giving = {
    ...{ by: 'subject', channel: 'online', assisted: false, at: clock.now().toISOString() },
    proof: { kind: 'click', reference: record },
  }
  // Whether the person is a child was asked when they became an individual.
  const person = { subject, birthDate: undefined }
  return consents.giveAs(person, { status: 'given', terms: terms.value, giving }, by, along)
}

async function update(
  individual: string,
  input: ConsentRecordInput,
  asked: Asked,
  world: RecordsWorld,
): Promise<Result<Recorded>> {
  const kept = await one({ id: input.id }, world)
  if (!kept.ok) return kept
  if (kept.value.individual.id !== individual) return fail(refused('other-individual'))
  const fixed = fieldChanged(input, kept.value)
  if (fixed !== undefined) return fail(refused('field-fixed', `/consentRecord/${fixed}`))
  const changed = input.optIn ? await optInAgain(kept.value, asked, world) : await optOut(kept.value, asked.by, world)
  return changed.ok ? openRecords(world).read({ id: input.id }) : changed
}

/** The hash covers the agreement and its revision. */
function fieldChanged(input: ConsentRecordInput, { agreementRevision, individual }: KeptRecord): string | undefined {
  if (input.dataAgreementRevisionHash !== agreementRevision.serializedHash) return 'dataAgreementRevisionHash'
  if (
    (input.dataAgreementRevision?.serializedHash ?? agreementRevision.serializedHash) !==
    agreementRevision.serializedHash
  ) {
    return 'dataAgreementRevision'
  }
  if ((input.dataAgreement?.id ?? agreementRevision.objectId) !== agreementRevision.objectId) return 'dataAgreement'
  return (input.individual?.id ?? individual.id) === individual.id ? undefined : 'individual'
}

/** Another consent, on the terms of the record's own revision, which must be the current one. */
async function optInAgain(kept: KeptRecord, asked: Asked, world: RecordsWorld): Promise<Result<unknown>> {
  if (kept.consent.status === 'given') return ok(kept)
  const { objectId, id } = kept.agreementRevision
  const current = await world.config.read<DataAgreement>('DataAgreement', objectId)
  if (!current.ok) return current
  if (current.value.revision.id !== id) return fail(refused('old-revision'))
  return give({ agreement: current.value.object, subject: kept.subject, record: kept.id }, asked, {
    ...world,
    along: (tx, consent) => linkConsent(tx, kept.id, kept.links + 1, consent),
  })
}

/** Takes back all that was given under the agreement: a no leaves no older yes standing beside it. */
async function optOut(kept: KeptRecord, by: By, world: RecordsWorld): Promise<Result<unknown>> {
  const filter = { individual: kept.individual.id, dataAgreement: kept.agreementRevision.objectId }
  for (const { consent } of await recordsOf(world.pool, filter, all)) {
    if (consent.status !== 'given') continue
    const withdrawn = await world.consents.withdraw(consent.id, { channel: 'online', by: 'subject' }, by)
    if (!withdrawn.ok) return withdrawn
  }
  return ok(kept)
}

async function forget(individual: string, by: By, world: RecordsWorld): Promise<Result<undefined>> {
  const { pool, ledger, clock } = world
  if ((await findIndividual(pool, { id: individual })) === undefined) {
    return fail(unknownObject('Individual', individual))
  }
  for (const kept of await recordsOf(pool, { individual }, all)) {
    if (!objectOf<DataAgreement>(kept.agreementRevision).forgettable) continue
    const out = await optOut(kept, by, world)
    if (!out.ok) return out
    const appended = await administer(ledger, {
      ...{ by, at: clock.now(), act: 'govstack.forget', concerns: by.member, subject: kept.id, details: {} },
      write: (tx) => deleteRecord(tx, kept.id),
    })
    if (!appended.ok && appended.problem.code !== 'ledger.rejected') return appended
  }
  return ok(undefined)
}
