import { administer } from '../../../federation/administration.ts'
import { newId } from '../../../kernel/ids.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import type { By } from '../service.ts'
import { refused, unknownObject } from './problems.ts'
import type { Asked, OptIn, Recorded, Records, RecordsWorld } from './records.ts'
import type {
  DataAgreement,
  DraftConsentRecord,
  DraftSignature,
  PairInput,
  Revision,
  Signature,
  SignatureInput,
} from './schema.ts'
import { completeSignature, insertSignature, openSignature } from './signature-store.ts'
import { signingFault, snapshotOfDraft, unsigned } from './signing.ts'
import { findIndividual } from './store.ts'

export interface SignaturesWorld extends Pick<RecordsWorld, 'pool' | 'ledger' | 'clock' | 'config'> {
  readonly records: Pick<Records, 'optIn' | 'read'>
}

interface Draft {
  readonly consentRecord: DraftConsentRecord
  readonly signature: DraftSignature
}

/** What persons sign with a key of their own. Nothing of it is a condition of a consent: gate G6 asks for none. */
export interface Signatures {
  /** Nothing is stored. */
  draft(what: OptIn): Promise<Result<Draft>>
  /** A draft, signed: the record and its signature, in one act. */
  create(pair: PairInput, asked: Asked): Promise<Result<Recorded & { readonly signature: Signature }>>
  /** What is to be signed of a record as it stands now. */
  prepare(record: string, by: By): Promise<Result<Signature>>
  complete(record: string, input: SignatureInput, by: By): Promise<Result<Signature>>
}

export const openSignatures = (world: SignaturesWorld): Signatures => ({
  draft: (what) => draft(what, world),
  create: (pair, asked) => create(pair, asked, world),
  prepare: (record, by) => prepare(record, by, world),
  complete: (record, input, by) => complete(record, input, by, world),
})

async function draft(what: OptIn, { pool, config, clock }: SignaturesWorld): Promise<Result<Draft>> {
  const kept = await findIndividual(pool, { id: what.individualId })
  if (kept === undefined) return fail(unknownObject('Individual', what.individualId))
  const agreement = await config.read<DataAgreement>('DataAgreement', what.dataAgreementId)
  if (!agreement.ok) return agreement
  const { object: dataAgreement, revision } = agreement.value
  if (what.revisionId !== undefined && what.revisionId !== revision.id) return fail(refused('old-revision'))
  const consentRecord = draftOf(dataAgreement, revision, kept.individual)
  const at = clock.now().toISOString()
  return ok({ consentRecord, signature: unsigned({ snapshot: snapshotOfDraft(consentRecord), at }) })
}

const draftOf = (
  dataAgreement: DataAgreement,
  dataAgreementRevision: Revision,
  individual: DraftConsentRecord['individual'],
): DraftConsentRecord => ({
  ...{ dataAgreement, dataAgreementRevision, individual, optIn: true, state: 'unsigned' },
  dataAgreementRevisionHash: dataAgreementRevision.serializedHash,
})

async function create({ consentRecord, signature: sent }: PairInput, asked: Asked, world: SignaturesWorld) {
  const what = { individualId: consentRecord.individual.id, dataAgreementId: consentRecord.dataAgreement.id }
  const now = world.clock.now()
  const current = await draft(what, world)
  if (!current.ok) return current
  const expected = unsigned({ snapshot: current.value.signature.verificationPayload, at: sent.timestamp })
  const { dataAgreementRevisionHash: hash, optIn } = consentRecord
  if (!optIn || hash !== current.value.consentRecord.dataAgreementRevisionHash) {
    return fail(refused('draft-stale', '/consentRecord'))
  }
  const fault = signingFault(sent, expected, { now })
  if (fault !== undefined) return fail(refused(fault, '/signature'))
  const id = newId('sig', now.getTime())
  const made = await world.records.optIn(what, asked, (tx, { record, consent }) => {
    // The reference is filled in afterwards, as the text has it: what was signed stands in the payload.
    const signature = { ...expected, ...given(sent), id, objectReference: `${consent}.1` }
    return insertSignature(tx, { record, revision: `${consent}.1`, signed: true, signature })
  })
  if (!made.ok) return made
  const { signature } = made.value.consentRecord
  if (signature === undefined) throw new Error('the signature was stored with its record')
  return ok({ ...made.value, signature })
}

const given = ({ signature, verificationSignedBy }: Pick<Signature, 'signature' | 'verificationSignedBy'>) => ({
  ...{ signature, verificationSignedBy },
})

async function prepare(
  record: string,
  by: By,
  { records, ledger, clock }: SignaturesWorld,
): Promise<Result<Signature>> {
  const found = await records.read({ id: record })
  if (!found.ok) return found
  const { id: revision, serializedSnapshot: snapshot, serializedHash: hash } = found.value.revision
  const at = clock.now()
  const signature: Signature = {
    ...unsigned({ snapshot, at: at.toISOString(), reference: revision }),
    id: newId('sig', at.getTime()),
  }
  const appended = await administer(ledger, {
    ...{ by, at, act: 'govstack.signature-asked', concerns: by.member, subject: record, details: { revision, hash } },
    write: (tx) => insertSignature(tx, { record, revision, signed: false, signature }),
  })
  return appended.ok ? ok(signature) : appended
}

async function complete(
  record: string,
  input: SignatureInput,
  by: By,
  { records, pool, ledger, clock }: SignaturesWorld,
): Promise<Result<Signature>> {
  const found = await records.read({ id: record })
  if (!found.ok) return found
  const revision = found.value.revision.id
  const open = await openSignature(pool, record, revision)
  if (open === undefined || (input.id ?? open.id) !== open.id) return fail(refused('signature-missing'))
  const at = clock.now()
  const signature: Signature = { ...open, ...given(input) }
  const fault = signingFault({ ...signature, payload: input.payload ?? open.payload }, open, { now: at })
  if (fault !== undefined) return fail(refused(fault, '/signature'))
  const details = { revision, key: signature.verificationSignedBy }
  const appended = await administer(ledger, {
    ...{ by, at, act: 'govstack.signature', concerns: by.member, subject: record, details },
    write: (tx) => completeSignature(tx, signature),
  })
  if (appended.ok) return ok(signature)
  return appended.problem.code === 'ledger.rejected' ? fail(refused('signature-missing')) : appended
}
