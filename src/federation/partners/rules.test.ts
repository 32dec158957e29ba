import assert from 'node:assert/strict'
import test from 'node:test'
import { partnerFault } from './rules.ts'
import type { PartnerRegistration } from './schema.ts'
import { examplePartner, exampleRsaJwk } from './test-partners.ts'

const clients = new Map([
  ['dss-mis', true],
  ['nida-mis', true],
])
const other = { id: 'nida', client: 'nida-mis', senderIds: ['nida.example.org'] }

const variantOf = (changes: Partial<PartnerRegistration>) => {
  const fault = partnerFault(examplePartner(changes), { clients, partners: [other] })
  return fault === undefined ? 'fine' : `${fault.variant} ${fault.pointer}`
}

test('a partner with its client, its own names and its own hosts is fine', () => {
  assert.equal(variantOf({}), 'fine')
  assert.equal(variantOf({ hosts: ['dss.example.org:8443'], baseUrl: 'https://dss.example.org:8443/sr' }), 'fine')
  assert.equal(variantOf({ hosts: ['dss.example.org:443'], baseUrl: 'https://dss.example.org/sr' }), 'fine')
  const local = { hosts: ['127.0.0.1:*'], privateNetwork: true, callbackUrl: 'http://127.0.0.1:9000/on-search' }
  assert.equal(variantOf(local), 'fine')
})

test('a client or a sender id is of one partner', () => {
  assert.equal(variantOf({ client: 'nobody' }), 'no-client /client')
  assert.equal(variantOf({ client: 'nida-mis' }), 'client-taken /client')
  assert.equal(variantOf({ senderIds: ['dss.example.org', 'nida.example.org'] }), 'sender-taken /senderIds/1')
})

test('nothing but the partner’s hosts can be registered to be called', () => {
  for (const name of ['baseUrl', 'callbackUrl', 'jwksUrl'] as const) {
    const of = (url: string, more: Partial<PartnerRegistration> = {}) => variantOf({ [name]: url, ...more })
    assert.equal(of('https://attacker.example.org/x'), `other-host /${name}`)
    assert.equal(of('https://dss.example.org:8443/x'), `other-host /${name}`)
    assert.equal(of('https://dss.example.org.attacker.org/x'), `other-host /${name}`)
    assert.equal(of('http://dss.example.org/x'), `http /${name}`)
    assert.equal(of('https://user:secret@dss.example.org/x'), `no-url /${name}`)
    assert.equal(of('https://dss.example.org/x#y'), `no-url /${name}`)
    assert.equal(of('https://'), `no-url /${name}`)
    assert.equal(of('http://dss.example.org:80/x', { privateNetwork: true }), 'fine')
  }
  assert.equal(variantOf({ hosts: ['dss.example.org', 'dss.example.org:*'] }), 'any-port /hosts/1')
})

test('what is to be encrypted has a key that can be encrypted to', () => {
  const encryption = { send: 'always', require: false } as const
  assert.equal(variantOf({ encryption }), 'no-key /encryption/send')
  assert.equal(variantOf({ encryption, jwksUrl: 'https://dss.example.org/jwks.json' }), 'fine')
  const key = exampleRsaJwk()
  assert.equal(variantOf({ encryption: { ...encryption, key } }), 'fine')
  assert.equal(
    variantOf({ encryption: { ...encryption, key: { ...key, ...{ use: 'sig' } } } }),
    'encryption-key /encryption/key',
  )
  const signing = { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } as const
  assert.equal(variantOf({ encryption: { ...encryption, key: signing } }), 'encryption-key /encryption/key')
  assert.equal(
    variantOf({ encryption: { ...encryption, key: { ...key, ...{ d: 'AQAB' } } } }),
    'private-key /encryption/key',
  )
})
