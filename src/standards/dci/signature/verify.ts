import { sha256 } from '../../../kernel/digest.ts'
import { verifySignature as fits, type PublicJwk } from '../../../kernel/signature.ts'
import { jsonObject } from '../../jws.ts'
import { isNameOf, type VerificationKey, verificationKey } from '../../verification-key.ts'
import { parseInstant } from '../instants.ts'
import { canonicalTexts, type SignedParts, sameParts } from './canonical.ts'
import { signingString } from './http-signature.ts'
import type { SignatureProfile } from './profiles.ts'
import { type ReceivedSignature, readSignature } from './received-signature.ts'

export interface ReceivedMessage extends SignedParts {
  readonly signature: unknown
}

/**
 * For operators. On the wire all of them are `err.signature.invalid`. `algorithm`: the key it names is for another
 * one. `stale`, `future`, `lifetime`: by its own times. `mismatch`: the key did not sign this message; whether key or
 * message is the wrong one cannot be told. `digest`: the key signed another message.
 */
export type SignatureFault =
  | 'malformed'
  | 'algorithm'
  | 'stale'
  | 'future'
  | 'lifetime'
  | 'unknown-key'
  | 'mismatch'
  | 'digest'

export type SignatureCheck =
  | { readonly result: 'none' }
  | { readonly result: 'invalid'; readonly reason: SignatureFault }
  | {
      readonly result: 'valid'
      readonly kid: string
      readonly profile: Exclude<SignatureProfile, 'none'>
      /** What was signed, by digest: a replay cache keeps it until `expires`. Another spelling of it has no other token. */
      readonly token: string
      readonly expires: Date
    }

/** The keys of whoever is said to have sent it; `kid` tells which one is looked for. */
export type KeysOf = (kid: string | undefined) => Promise<readonly PublicJwk[]>

const skewSeconds = 60
/** A signature without an end of its own ends then. */
const usualLifeSeconds = 300
/** The standard's own example lives 60 000 seconds; the replay cache remembers all the while. */
const acceptedLifeSeconds = 86_400
/** A message names one of its sender's keys, or is tried with each. */
const keysTriedLimit = 10

/** Whether the sender signed this message, and when it did. Keys are asked for only where shape and times are right. */
export async function verifySignature(received: ReceivedMessage, keysOf: KeysOf, now: Date): Promise<SignatureCheck> {
  const signature = readSignature(received.signature)
  if (signature.profile === 'none') return { result: 'none' }
  if (signature.profile === 'malformed') return invalid('malformed')
  const times = timesOf(signature, received)
  if (times === undefined) return invalid('malformed')
  const late = timeFault(times, now.getTime() / 1000)
  if (late !== undefined) return invalid(late)
  const found = keysFor(signature, await keysOf(signature.kid))
  if (typeof found === 'string') return invalid(found)
  const signed = signedBy(signature, received, found)
  if (typeof signed === 'string') return invalid(signed)
  const token = sha256(`${signed.key.kids.at(-1)}\n${signed.text}`).toString('base64url')
  const expires = new Date((times.expires + skewSeconds) * 1000)
  const kid = signature.kid ?? signed.key.kids[0] ?? ''
  return { result: 'valid', kid, profile: signature.profile, token, expires }
}

const invalid = (reason: SignatureFault): SignatureCheck => ({ result: 'invalid', reason })

type Signed = Exclude<ReceivedSignature, { profile: 'none' | 'malformed' }>

interface Times {
  readonly created: number
  readonly expires: number
}

/** A JWS has its times in its header where its sender put them there (RFC 7519 §4.1), else that of the message. */
function timesOf(signature: Signed, { header }: ReceivedMessage): Times | undefined {
  if (signature.profile === 'dci-httpsig') return signature.http
  const { iat, exp } = signature.jws.header
  const stated = (header as { message_ts?: unknown } | undefined)?.message_ts
  const created = iat === undefined ? (parseInstant(stated)?.getTime() ?? Number.NaN) / 1000 : iat
  if (typeof created !== 'number' || !Number.isFinite(created)) return undefined
  const expires = exp === undefined ? created + usualLifeSeconds : exp
  return typeof expires === 'number' && Number.isFinite(expires) ? { created, expires } : undefined
}

function timeFault({ created, expires }: Times, now: number): SignatureFault | undefined {
  if (expires <= created || expires - created > acceptedLifeSeconds) return 'lifetime'
  if (created > now + skewSeconds) return 'future'
  return expires + skewSeconds <= now ? 'stale' : undefined
}

/** The key that the message names, of the right algorithm; all of them where it names none. */
function keysFor(signature: Signed, jwks: readonly PublicJwk[]): readonly VerificationKey[] | SignatureFault {
  const usable = jwks.slice(0, keysTriedLimit).flatMap((jwk) => verificationKey(jwk) ?? [])
  const { kid } = signature
  const named = kid === undefined ? usable : usable.filter(({ kids }) => kids.includes(kid))
  if (named.length === 0) return 'unknown-key'
  const claim = signature.profile === 'dci-httpsig' ? 'EdDSA' : signature.jws.header.alg
  const right = named.filter(({ algorithm }) => isNameOf(algorithm, claim))
  return right.length === 0 ? 'algorithm' : right
}

interface SignedText {
  readonly key: VerificationKey
  readonly text: string
}

function signedBy(
  signature: Signed,
  received: ReceivedMessage,
  keys: readonly VerificationKey[],
): SignedText | SignatureFault {
  if (signature.profile === 'jws-compact') {
    const { jws } = signature
    const signed = firstFit(jws.signature, [jws.signingInput], keys)
    if (typeof signed === 'string') return signed
    return sameParts(jsonObject(jws.payload), received) ? signed : 'digest'
  }
  const texts = canonicalTexts(received)
  if (signature.profile === 'jws-detached') {
    const { encodedHeader, signature: bytes } = signature.jws
    const inputs = map(texts, (text) => `${encodedHeader}.${Buffer.from(text).toString('base64url')}`)
    return firstFit(bytes, inputs, keys)
  }
  const { http } = signature
  const strings = map(texts, (text) => signingString(http, sha256(text).toString('base64')))
  return firstFit(http.signature, strings, keys)
}

function* map(texts: Iterable<string>, change: (text: string) => string): Generator<string> {
  for (const text of texts) yield change(text)
}

function firstFit(
  signature: Uint8Array,
  texts: Iterable<string>,
  keys: readonly VerificationKey[],
): SignedText | SignatureFault {
  for (const text of texts) {
    const data = Buffer.from(text)
    const key = keys.find((one) => fits(one.algorithm, one.key, data, signature))
    if (key !== undefined) return { key, text }
  }
  return 'mismatch'
}
