import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { PublicJwk } from '../../kernel/signature.ts'
import type { Outbound } from '../../platform/outbound/outbound.ts'
import { targetOf } from '../../platform/outbound/target.ts'
import { requestHeader, searchCriteria, searchItem, type Tree } from '../../standards/dci/envelope.ts'
import { type Opener, openMessage, sealMessage } from '../../standards/dci/sealed-message.ts'
import { algorithmOfProfile } from '../../standards/dci/signature/sign.ts'
import { verificationKey } from '../../standards/verification-key.ts'
import { allowedOf, type Desk } from './desk.ts'
import { fetchKeySet } from './key-set.ts'
import type { Partner, TestCall, TestCheck } from './schema.ts'

export interface TestCallWorld {
  readonly outbound: Outbound
  readonly desk: Desk
  /** Name that this node sends under. */
  readonly nodeName: string
  readonly now: () => Date
}

const timeoutMs = 10_000
const answerBytesLimit = 1_000_000
const detailLimit = 500

type Step<T> = Promise<Result<T, string>>

/** Whether a partner's server can be reached and understood: each check needs those before it, and nobody is asked about. */
export async function testCall(partner: Partner, world: TestCallWorld): Promise<TestCall> {
  const checks: TestCheck[] = []
  const at = world.now()
  const url = await step(checks, 'address', async () => address(partner))
  await step(checks, 'resolve', url === undefined ? undefined : () => resolved(url))
  await step(checks, 'connect', url === undefined ? undefined : () => connected(url, partner, world))
  const { jwksUrl } = partner
  const offered = await step(checks, 'jwks', jwksUrl === undefined ? undefined : () => keySet(jwksUrl, partner, world))
  const connects = checks.at(-2)?.result === 'passed'
  const answer = await step(
    checks,
    'search',
    url === undefined || !connects ? undefined : () => search(url, partner, world),
  )
  await step(checks, 'signature', answer === undefined ? undefined : () => signed(answer, partner, { world, offered }))
  return { at: at.toISOString(), ok: checks.every(({ result }) => result !== 'failed') && answer !== undefined, checks }
}

/** Makes a check and notes what came of it; without work, it is skipped: what it needs is not there. */
async function step<T>(
  checks: TestCheck[],
  check: TestCheck['check'],
  work: (() => Step<T>) | undefined,
): Promise<T | undefined> {
  const began = performance.now()
  const outcome = work === undefined ? undefined : await work()
  const durationMs = Math.round(performance.now() - began)
  if (outcome === undefined) checks.push({ check, result: 'skipped', durationMs: 0 })
  else if (outcome.ok) checks.push({ check, result: 'passed', durationMs })
  else checks.push({ check, result: 'failed', detail: outcome.problem.slice(0, detailLimit), durationMs })
  return outcome?.ok === true ? outcome.value : undefined
}

function address(partner: Partner): Result<URL, string> {
  if (partner.baseUrl === undefined) return fail('no base address is registered')
  const target = targetOf(`${partner.baseUrl.replace(/\/$/, '')}/registry/sync/search`, allowedOf(partner))
  return target.ok ? target : fail(target.problem.detail)
}

async function resolved({ hostname }: URL): Step<true> {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) return ok(true)
  const found = await lookup(host).catch((error: NodeJS.ErrnoException) => error.code ?? 'no address')
  return typeof found === 'string' ? fail(`${host} does not resolve (${found})`) : ok(true)
}

/** Any answer will do: a server need not have anything at its base address. */
async function connected(url: URL, partner: Partner, { outbound }: TestCallWorld): Step<true> {
  const answered = await outbound.request({
    url: `${url.origin}/`,
    method: 'GET',
    allowed: allowedOf(partner),
    timeoutMs,
    maxAnswerBytes: answerBytesLimit,
  })
  return answered.ok || answered.problem.status !== undefined ? ok(true) : fail(answered.problem.detail)
}

async function keySet(url: string, partner: Partner, { outbound }: TestCallWorld): Step<readonly PublicJwk[]> {
  const fetched = await fetchKeySet(outbound, { url, allowed: allowedOf(partner) })
  if (!fetched.ok) return fetched
  return fetched.value.some((key) => verificationKey(key) !== undefined)
    ? fetched
    : fail('the key set holds no key that signatures are verified with')
}

/** A search by an identifier that nobody can have. */
async function search(url: URL, partner: Partner, world: TestCallWorld): Step<unknown> {
  const { desk, nodeName } = world
  const at = world.now()
  const header = requestHeader({
    ...{ action: 'search', messageId: newId('test', at.getTime()), at, senderId: nodeName, totalCount: 1 },
    receiverId: partner.senderIds[0] ?? partner.id,
  })
  const query = { type: 'UIN', value: 'kiungo-test-call-0' }
  const criteria = searchCriteria({ regType: 'ns:org:RegistryType:Social', queryType: 'idtype-value', query })
  const item = searchItem(newId('ref', at.getTime()), at, criteria)
  const message: Tree = { transaction_id: newId('txn', at.getTime()), search_request: [item] }
  const { own } = desk
  const signer = algorithmOfProfile(partner.signature) === 'EdDSA' ? own.ed25519[0] : own.rs256[0]
  const key = partner.encryption.send === 'always' ? await desk.encryptionKey(partner) : undefined
  if (partner.encryption.send === 'always' && key === undefined) return fail('there is no key to encrypt to')
  const { signature: profile, canonicalForm } = partner
  const seal = { profile, canonicalForm, ...(signer && { signer }), ...(key && { encryptTo: key }) }
  const body = await sealMessage({ header, message }, seal, at)
  if (!body.ok) return fail('the partner’s key cannot be encrypted to')
  const answered = await world.outbound.request({
    url: url.href,
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body.value),
    allowed: allowedOf(partner),
    timeoutMs,
    maxAnswerBytes: answerBytesLimit,
  })
  if (!answered.ok) return fail(answered.problem.detail)
  if (answered.value.status !== 200) return fail(`HTTP ${answered.value.status}`)
  try {
    return ok(JSON.parse(answered.value.body.toString('utf8')) as unknown)
  } catch {
    return fail('the answer is no JSON')
  }
}

interface SignatureContext {
  readonly world: TestCallWorld
  readonly offered: readonly PublicJwk[] | undefined
}

async function signed(answer: unknown, partner: Partner, { world, offered = [] }: SignatureContext): Step<true> {
  const opener: Opener = {
    keysOf: async (kid) => [...offered, ...(await world.desk.verificationKeys(partner, kid))],
    decryption: world.desk.own.decryption,
    now: world.now(),
  }
  const opened = await openMessage(answer, opener)
  if (!opened.ok)
    return fail(opened.problem === 'undecryptable' ? 'the answer cannot be decrypted' : 'the answer is no message')
  const { signature } = opened.value
  if (signature.result === 'invalid') return fail(`the signature is invalid: ${signature.reason}`)
  if (signature.result === 'none' && partner.unsigned === 'refuse') return fail('the answer is not signed')
  return ok(true)
}
