import Type from 'typebox'
import { ok } from '../../../kernel/result.ts'
import { type Route, route } from '../../../platform/http/route.ts'
import { askedBy, base, closed, manage, read, tags } from './routes.ts'
import {
  answer,
  ConsentRecord,
  ConsentRecordId,
  DataAgreementId,
  DraftConsentRecord,
  DraftSignature,
  IndividualId,
  PairInput,
  Revision,
  RevisionId,
  Signature,
  SignatureInput,
  SignatureRequest,
} from './schema.ts'
import type { Signatures } from './signatures.ts'

const records = `${base}/service/individual/record/consent-record`
const params = Type.Object({ consentRecordId: ConsentRecordId }, closed)
const signature200 = answer({ signature: Signature })

/** For persons who sign with a key of their own; a consent needs none. */
export const signatureRoutes = (signatures: Signatures): Route[] => [
  route({
    method: 'POST',
    url: `${records}/draft/`,
    access: read,
    schema: {
      summary: 'A draft of a consent record, and what is to be signed of it; nothing is stored',
      querystring: Type.Object(
        { individualId: IndividualId, dataAgreementId: DataAgreementId, revisionId: Type.Optional(RevisionId) },
        closed,
      ),
      ...{ tags, response: answer({ consentRecord: DraftConsentRecord, signature: DraftSignature }) },
    },
    handler: ({ query }) => signatures.draft(query),
  }),
  route({
    method: 'POST',
    url: `${records}/`,
    access: manage,
    schema: {
      summary: 'Opt in with a signed draft: the consent record and its signature, together',
      description:
        'The draft must be signed within an hour. Accept-Language says in which language the policy was read.',
      ...{ tags, body: PairInput },
      response: answer({ consentRecord: ConsentRecord, revision: Revision, signature: Signature }),
    },
    handler: ({ body, principal, raw }) => signatures.create(body, askedBy(principal, raw)),
  }),
  route({
    method: 'POST',
    url: `${records}/:consentRecordId/signature/`,
    access: manage,
    schema: {
      summary: 'What is to be signed of a consent record as it stands now',
      ...{ tags, params, body: Type.Object({ signature: SignatureRequest }, closed), response: signature200 },
    },
    async handler({ params: { consentRecordId }, principal }) {
      const prepared = await signatures.prepare(consentRecordId, principal)
      return prepared.ok ? ok({ signature: prepared.value }) : prepared
    },
  }),
  route({
    method: 'PUT',
    url: `${records}/:consentRecordId/signature/`,
    access: manage,
    schema: {
      summary: 'Add the signature that was asked for; the record is signed until it changes',
      ...{ tags, params, body: Type.Object({ signature: SignatureInput }, closed), response: signature200 },
    },
    async handler({ params: { consentRecordId }, body: { signature }, principal }) {
      const completed = await signatures.complete(consentRecordId, signature, principal)
      return completed.ok ? ok({ signature: completed.value }) : completed
    },
  }),
]
