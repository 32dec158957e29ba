import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import type { PartnerRegistration } from '../../src/federation/partners/schema.ts'
import { type PublicJwk, thumbprint } from '../../src/kernel/signature.ts'
import type { DecryptionKey } from '../../src/standards/dci/encryption.ts'
import { type ClearMessage, type Seal, sealMessage } from '../../src/standards/dci/sealed-message.ts'
import { type TestSigner, testSigner } from '../../src/standards/dci/signature/test-signers.ts'
import { type Reply, send } from './caller.ts'
import { type Partner, partner } from './dci-partner.ts'

// A partner that signs and decrypts with keys of its own, and the administrator who onboards it at a running node.

export interface Administrator {
  call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Reply>
}

/** Signed in at the console of a demo. */
export async function administrator(url: string): Promise<Administrator> {
  const own = { 'x-kiungo-request': '1', 'content-type': 'application/json' }
  const body = JSON.stringify({ username: 'admin', password: 'tumaini' })
  const session = await send(`${url}/v1/session`, { method: 'POST', headers: own, body })
  const [cookie = ''] = session.headers.getSetCookie()
  const headers = { ...own, cookie: cookie.split(';')[0] ?? '' }
  return {
    async call(method, path, sent) {
      const { 'content-type': _, ...bare } = headers
      const init = sent === undefined ? { headers: bare } : { headers, body: JSON.stringify(sent) }
      const reply = await send(`${url}${path}`, { method, ...init })
      assert.ok(reply.status < 500, reply.text)
      return reply
    },
  }
}

export interface SigningPartner extends Partner {
  readonly client: string
  /** Its only `sender_id`. */
  readonly senderId: string
  readonly signer: TestSigner
  readonly decryption: DecryptionKey
  /** The body to send: signed with its own key and now, unless told. */
  sealed(clear: ClearMessage, seal?: Partial<Seal>, at?: Date): Promise<Record<string, unknown>>
  /** Changes what is agreed with it. */
  agree(changes: Partial<PartnerRegistration>): Promise<void>
}

/** A client of the demo, held to what a partner of the field is held to: one name, every message signed. */
export async function signingPartner(
  { url }: { readonly url: string },
  { admin, client, hosts }: { readonly admin: Administrator; readonly client: string; readonly hosts: string[] },
): Promise<SigningPartner> {
  const signer = testSigner('EdDSA')
  const { kty, crv, x } = signer.jwk
  const added = await admin.call('POST', `/v1/clients/${client}/keys`, { alg: 'EdDSA', jwk: { kty, crv, x } })
  assert.equal(added.status, 200, added.text)
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const encryptionJwk = publicKey.export({ format: 'jwk' }) as PublicJwk
  const kid = thumbprint(encryptionJwk)
  const senderId = `mis.${client}.example.org`
  let agreed = {
    ...{ id: client, client, name: client, status: 'active', senderIds: [senderId], hosts, privateNetwork: true },
    ...{ specVersion: '2025-12', signature: 'dci-httpsig', canonicalForm: 'python-json', unsigned: 'refuse' },
    encryption: { send: 'when-asked', require: false, key: { ...encryptionJwk, kid, use: 'enc' } },
  } as PartnerRegistration
  const agree = async (changes: Partial<PartnerRegistration>): Promise<void> => {
    agreed = { ...agreed, ...changes }
    const put = await admin.call('PUT', `/v1/partners/${client}`, agreed)
    assert.equal(put.status, 200, put.text)
  }
  await agree({})
  const caller = await partner(url, client)
  const own: Seal = { profile: 'dci-httpsig', canonicalForm: 'python-json', signer }
  return {
    ...caller,
    ...{ client, senderId, signer, agree, decryption: { kid, privateKey } },
    async sealed(clear, seal = {}, at = new Date()) {
      const body = await sealMessage(clear, { ...own, ...seal }, at)
      assert.ok(body.ok)
      return body.value
    },
  }
}

/** The key that a node's partners encrypt to, and those that they verify with. */
export async function keysOf({ url }: { readonly url: string }) {
  const { keys } = (await send(`${url}/.well-known/jwks.json`)).json<{ keys: (PublicJwk & { kid: string })[] }>()
  const encryption = keys.find(({ use }) => use === 'enc')
  assert.ok(encryption)
  return { encryption, verification: keys.filter(({ use }) => use === 'sig') }
}
