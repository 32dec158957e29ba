import { encodeBase64Url } from '../../../kernel/base64.ts'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { sha256Hex } from '../../../kernel/digest.ts'
import { type PublicJwk, thumbprint, verifySignature } from '../../../kernel/signature.ts'
import { readCompactJws } from '../../../standards/jws.ts'
import { isNameOf, verificationKey } from '../../../standards/verification-key.ts'
import type { Refusal } from './problems.ts'
import type { DraftConsentRecord, DraftSignature, Signature } from './schema.ts'

/** How long a draft may lie before it is signed: what was agreed to yesterday is asked again. */
const draftAgeLimitMs = 3_600_000
/** In characters: the header with its key, and an RSA signature. */
const jwsLengthLimit = 200_000

interface Signable {
  /** What is signed, in canonical form. */
  readonly snapshot: string
  readonly at: string
  /** The revision's id; absent before there is one. */
  readonly reference?: string | undefined
}

/** An object that has all but its signature; `payload` is what the person's key signs. */
export function unsigned({ snapshot, at, reference }: Signable): DraftSignature {
  const covered = {
    verificationMethod: 'jws-detached' as const,
    verificationPayload: snapshot,
    verificationPayloadHash: sha256Hex(snapshot),
    timestamp: at,
    objectType: 'revision' as const,
    ...{ signedWithoutObjectReference: reference === undefined },
    ...(reference === undefined ? {} : { objectReference: reference }),
  }
  return { ...covered, payload: canonicalJson(covered), signature: '', verificationSignedBy: '' }
}

/** What a person who opts in signs before there is a record: which revision, who, and yes. */
export const snapshotOfDraft = ({ dataAgreementRevisionHash, individual }: DraftConsentRecord): string =>
  canonicalJson({ dataAgreementRevisionHash, individual: { id: individual.id }, optIn: true })

/**
 * Why a signature does not complete `expected`; undefined when it does. The key is in the protected header (RFC 7515 §4.1.3),
 * and `verificationSignedBy` is its thumbprint (RFC 7638): whose key that is, the client says who sends it.
 */
export function signingFault(
  sent: DraftSignature | Signature,
  expected: DraftSignature,
  { now }: { readonly now: Date },
): Refusal | undefined {
  if (sent.payload !== expected.payload || sent.verificationPayload !== expected.verificationPayload) {
    return 'signature-payload'
  }
  const ageMs = now.getTime() - Date.parse(expected.timestamp)
  if (!(ageMs >= 0 && ageMs <= draftAgeLimitMs)) return 'signature-old'
  const [header, empty, signature, ...rest] = sent.signature.split('.')
  if (empty !== '' || rest.length > 0) return 'signature-wrong'
  const body = encodeBase64Url(Buffer.from(sent.payload))
  const jws = readCompactJws(`${header}.${body}.${signature}`, jwsLengthLimit)
  const jwk = jws?.header.jwk
  if (jws === undefined || typeof jwk !== 'object' || jwk === null) return 'signature-wrong'
  const key = verificationKey(jwk as PublicJwk)
  if (key === undefined || !isNameOf(key.algorithm, jws.header.alg)) return 'signature-wrong'
  if (!verifySignature(key.algorithm, key.key, Buffer.from(jws.signingInput), jws.signature)) return 'signature-wrong'
  return thumbprint(jwk as PublicJwk) === sent.verificationSignedBy ? undefined : 'signature-signer'
}
