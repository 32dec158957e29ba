/** One message to the provider and its answer, opened: authenticated, signed and encrypted as the settings say. */
import type { ConnectorContext, ProviderFailure } from '../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import type { PublicJwk } from '../../../src/kernel/signature.ts'
import { encryptionAlgorithm } from '../../../src/standards/dci/encryption.ts'
import { errorCodeOf } from '../../../src/standards/dci/reply.ts'
import {
  type ClearMessage,
  type OpenedMessage,
  openMessage,
  type Seal,
  sealMessage,
} from '../../../src/standards/dci/sealed-message.ts'
import { algorithmOfProfile } from '../../../src/standards/dci/signature/sign.ts'
import { type HttpAnswer, type HttpProvider, nonsense } from '../http-call.ts'
import { parseJson } from '../json-answer.ts'
import { failureOfReply } from './failures.ts'
import type { ProviderKeys } from './keys.ts'
import type { DciSettings } from './settings.ts'
import type { Bearer } from './token.ts'

export interface Line {
  readonly http: HttpProvider
  readonly settings: DciSettings
  readonly bearer: Bearer
  readonly keys: ProviderKeys
  readonly node: ConnectorContext['node']
  readonly now: () => Date
}

type Failing<T> = Promise<Result<T, ProviderFailure>>

export async function callProvider(
  line: Line,
  path: string,
  clear: ClearMessage,
  signal: AbortSignal,
): Failing<OpenedMessage> {
  const seal = await sealOf(line, signal)
  if (!seal.ok) return seal
  const sealed = await sealMessage(clear, seal.value, line.now())
  if (!sealed.ok) return fail({ kind: 'refused', detail: 'the provider’s key cannot be encrypted to' })
  const body = JSON.stringify(sealed.value)
  const answer = await post(line, path, body, signal)
  if (!answer.ok) return answer
  const json = parseJson(answer.value)
  const { status } = answer.value
  if (status >= 400) {
    const code = json.ok ? errorCodeOf(json.value) : undefined
    if (code !== undefined) return fail(failureOfReply({ kind: 'rejected', by: 'acknowledgement', code }))
    return fail({ kind: status >= 500 ? 'unavailable' : 'refused', detail: `HTTP ${status}` })
  }
  return json.ok ? open(line, json.value, signal) : json
}

/** Once more with a new token where the held one was refused: tokens end before their time, too. */
async function post(line: Line, path: string, body: string, signal: AbortSignal): Failing<HttpAnswer> {
  const answer = await postOnce(line, path, body, signal)
  if (answer.ok || answer.problem.kind !== 'refused' || !line.bearer.renew()) return answer
  return postOnce(line, path, body, signal)
}

async function postOnce({ http, bearer }: Line, path: string, body: string, signal: AbortSignal): Failing<HttpAnswer> {
  const authorization = await bearer.authorization(signal)
  if (!authorization.ok) return authorization
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    ...(authorization.value === undefined ? {} : { authorization: authorization.value }),
  }
  return http.call({ method: 'POST', path, headers, body }, signal)
}

async function sealOf({ settings, node, keys }: Line, signal: AbortSignal): Failing<Seal> {
  const { profile, canonicalForm } = settings.signature ?? { profile: 'none', canonicalForm: 'python-json' }
  const unsigned: Seal = { profile, canonicalForm }
  const signed = profile === 'none' ? unsigned : { ...unsigned, signer: signerOf(node, algorithmOfProfile(profile)) }
  if (settings.encrypt === undefined) return ok(signed)
  const key = settings.encrypt.key as PublicJwk | undefined
  const candidates = key === undefined ? await keys.of(undefined, signal) : [key]
  const encryptTo = candidates.find(
    (jwk) => jwk.kid !== undefined && (key === jwk || jwk.use === 'enc') && encryptionAlgorithm(jwk) !== undefined,
  )
  if (encryptTo === undefined) return fail({ kind: 'unavailable', detail: 'the provider has no key to encrypt to' })
  return ok({ ...signed, encryptTo: encryptTo as PublicJwk & { kid: string } })
}

function signerOf(node: ConnectorContext['node'], algorithm: 'EdDSA' | 'RS256') {
  const [signer] = (algorithm === 'EdDSA' ? node?.keys.ed25519 : node?.keys.rs256) ?? []
  if (signer === undefined)
    throw new Error(`the service wants messages signed with ${algorithm}, and this node has no such key`)
  return signer
}

async function open(
  { settings: { verify }, node, keys, now }: Line,
  body: unknown,
  signal: AbortSignal,
): Failing<OpenedMessage> {
  // Nobody's keys: then every signature is of an unknown one, and none is judged.
  const keysOf = async (kid: string | undefined) => (verify === undefined ? [] : keys.of(kid, signal))
  const opened = await openMessage(body, { keysOf, decryption: node?.keys.decryption ?? [], now: now() })
  if (!opened.ok) {
    const what = opened.problem === 'undecryptable' ? 'a message that cannot be decrypted' : 'no message'
    return fail(nonsense(what))
  }
  // An acknowledgement has no place for a signature.
  if (verify !== undefined && opened.value.header !== undefined) {
    const { signature } = opened.value
    if (signature.result === 'invalid') return fail(nonsense(`the signature is not valid (${signature.reason})`))
    if (signature.result === 'none' && verify.required) return fail(nonsense('no signature'))
  }
  return opened
}
