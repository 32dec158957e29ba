import { sha256 } from '../../../kernel/digest.ts'
import type { SignatureAlgorithm } from '../../../kernel/signature.ts'
import { writeCompactJws } from '../../jws.ts'
import { canonicalText, type SignedParts } from './canonical.ts'
import { signingString, writeHttpSignature } from './http-signature.ts'
import type { CanonicalForm, SignatureProfile } from './profiles.ts'

export interface MessageSigner {
  readonly kid: string
  readonly algorithm: SignatureAlgorithm
  sign(data: Uint8Array): Uint8Array
}

export interface SigningHabits {
  readonly profile: SignatureProfile
  readonly canonicalForm: CanonicalForm
  /** The name that the message is sent under: `header.sender_id`. */
  readonly senderId: string
  readonly at: Date
}

const lifeSeconds = 300

/** The algorithm that a profile's readers expect: the standard's header is Ed25519, JWS in the field is RS256. */
export const algorithmOfProfile = (profile: SignatureProfile): 'EdDSA' | 'RS256' =>
  profile === 'dci-httpsig' ? 'EdDSA' : 'RS256'

/** The value of `signature` for a message that is sent exactly so; undefined where none is wanted. */
export const signMessage = (parts: SignedParts, habits: SigningHabits, signer: MessageSigner): string | undefined =>
  habits.profile === 'none' ? undefined : signatureOf(canonicalText(parts, habits.canonicalForm), habits, signer)

/** The whole message as text. What is sent is the very text that was signed, so it is written once. */
export function signedText(parts: SignedParts, habits: SigningHabits, signer: MessageSigner): string {
  const content = canonicalText(parts, habits.canonicalForm)
  return `{"signature":${JSON.stringify(signatureOf(content, habits, signer))},${content.slice(1)}`
}

function signatureOf(content: string, { profile, senderId, at }: SigningHabits, signer: MessageSigner): string {
  const created = Math.floor(at.getTime() / 1000)
  const expires = created + lifeSeconds
  if (profile === 'dci-httpsig') {
    if (signer.algorithm !== 'EdDSA') throw new TypeError('the signature header is made with an Ed25519 key')
    const digest = sha256(content).toString('base64')
    const signature = signer.sign(Buffer.from(signingString({ created, expires }, digest)))
    return writeHttpSignature({ kid: signer.kid, created, expires, signature }, senderId)
  }
  const header = { alg: signer.algorithm, kid: signer.kid, iat: created, exp: expires }
  const attached = writeCompactJws(header, content, (data) => signer.sign(data))
  return profile === 'jws-compact' ? attached : attached.replace(/\..*\./, '..')
}
