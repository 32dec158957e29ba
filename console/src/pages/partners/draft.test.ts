import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { PartnerRegistration } from '../../../../src/federation/partners/schema.ts'
import { type Draft, draftOf, emptyDraft, idFrom, registrationOfDraft } from './draft.ts'
import { faultsOf, firstOpenStep, jwkFault, stepOfPointer } from './draft-faults.ts'

const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }

const partner: PartnerRegistration = {
  id: 'dss-mis',
  client: 'dss-pension-mis',
  name: 'Pension MIS',
  status: 'suspended',
  senderIds: ['dss.gov', 'dss'],
  hosts: ['mis.dss.example:8443', 'keys.dss.example'],
  privateNetwork: false,
  baseUrl: 'https://mis.dss.example:8443/dci',
  jwksUrl: 'https://keys.dss.example/jwks.json',
  specVersion: '2024-08',
  signature: 'jws-detached',
  canonicalForm: 'rfc8785',
  unsigned: 'accept',
  encryption: { send: 'when-asked', require: true, key: jwk as never },
  certificateNotAfter: '2027-01-31',
}

const typed: Draft = { ...emptyDraft, id: 'a-b', client: 'c', name: 'A', senderIds: 'a' }

describe('a partner’s draft', () => {
  it('gives back what was registered, when nothing is changed', () => {
    assert.deepEqual(registrationOfDraft(draftOf(partner)), partner)
    const { baseUrl: _b, jwksUrl: _j, certificateNotAfter: _n, ...least } = partner
    const bare = { ...least, hosts: [], encryption: { send: 'never', require: false } } as const
    assert.deepEqual(registrationOfDraft(draftOf(bare as never)), bare)
  })

  it('leads to the first question that is open', () => {
    assert.equal(firstOpenStep(emptyDraft, []), 'client')
    assert.equal(firstOpenStep({ ...typed, senderIds: ' \n' }, []), 'senders')
    assert.equal(firstOpenStep({ ...typed, encryptionSend: 'always' }, []), 'encryption')
    assert.equal(firstOpenStep(typed, []), 'review')
    assert.equal(firstOpenStep(typed, ['a-b']), 'client')
  })

  it('lets no address through that would never be called', () => {
    const baseUrlFault = (baseUrl: string, hosts: string, privateNetwork = false) =>
      faultsOf('place', { ...typed, baseUrl, hosts, privateNetwork }, []).baseUrl
    assert.equal(baseUrlFault('https://a.example/x', 'a.example'), undefined)
    assert.equal(baseUrlFault('https://a.example/x', 'A.example:443'), undefined)
    assert.equal(baseUrlFault('https://a.example:8443/x', 'a.example'), 'hostOfUrl')
    assert.equal(baseUrlFault('https://b.example', 'a.example'), 'hostOfUrl')
    assert.equal(baseUrlFault('http://a.example', 'a.example'), 'http')
    assert.equal(baseUrlFault('http://a.example:4719', 'a.example:*', true), undefined)
    assert.equal(baseUrlFault('ftp://a.example', 'a.example'), 'url')
    assert.equal(faultsOf('place', { ...typed, hosts: 'a.example:*' }, []).hosts, 'anyPort')
    assert.equal(faultsOf('place', { ...typed, hosts: 'https://a.example' }, []).hosts, 'host')
  })

  it('leads to the question that a problem is about', () => {
    assert.equal(stepOfPointer('/senderIds/1'), 'senders')
    assert.equal(stepOfPointer('/encryption/key'), 'encryption')
    assert.equal(stepOfPointer('/elsewhere'), undefined)
    assert.equal(stepOfPointer(undefined), undefined)
  })

  it('takes a public key only', () => {
    assert.equal(jwkFault(JSON.stringify(jwk)), undefined)
    assert.equal(jwkFault(JSON.stringify({ ...jwk, d: 'secret' })), 'privateKey')
    assert.equal(jwkFault('{"kty":"oct"}'), 'noJwk')
    assert.equal(jwkFault('[]'), 'json')
    assert.equal(jwkFault('-----BEGIN PUBLIC KEY-----'), 'json')
  })

  it('makes an id from a name', () => {
    assert.equal(idFrom('Registre social, Bénin (v2)'), 'registre-social-benin-v2')
    assert.equal(idFrom('   '), '')
    assert.match(idFrom(`${'a '.repeat(79)}b`), /^[a-z0-9]+(-[a-z0-9]+)*$/)
  })
})
