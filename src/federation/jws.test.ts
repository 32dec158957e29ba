import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import test from 'node:test'
import fc from 'fast-check'
import { clientKey, jwt, signWith } from '../../test/support/federation.ts'
import { generateSigningKey, importPublicJwk, signatureAlgorithms } from '../kernel/signature.ts'
import { checkAssertion } from './client-assertion.ts'
import { publicJwkOf } from './client-registration.ts'
import { parseJws, signJws, verifyJws } from './jws.ts'
import type { RegisteredClient } from './store.ts'

test('what is signed here is read and verified again', () => {
  const key = generateSigningKey()
  const jws = parseJws(signJws('at+jwt', { sub: 'dss' }, key))
  assert.deepEqual([jws?.header, jws?.claims], [{ typ: 'at+jwt', alg: 'EdDSA', kid: key.kid }, { sub: 'dss' }])
  assert.equal(verifyJws(jws!, 'EdDSA', key.publicKey), true)
})

test('no change of a single character of a token verifies', () => {
  const key = generateSigningKey()
  const token = signJws('at+jwt', { sub: 'dss', scope: 'registry.search' }, key)
  fc.assert(
    fc.property(fc.nat({ max: token.length - 1 }), fc.constantFrom(...'AZaz09-_.=+ '), (at, character) => {
      if (token[at] === character) return
      const jws = parseJws(token.slice(0, at) + character + token.slice(at + 1))
      assert.ok(jws === undefined || !verifyJws(jws, 'EdDSA', key.publicKey))
    }),
    { numRuns: 2000 },
  )
})

const machines = signatureAlgorithms.map((alg) => ({ alg, ...clientKey(alg) }))
const client: RegisteredClient = {
  ...{ id: 'dss-mis', member: 'dss', name: 'MIS', status: 'active', scopes: [], authentication: 'private_key_jwt' },
  ...{ createdAt: '2026-01-01T00:00:00Z', keys: machines.map(({ key }) => key) },
}
const checks = {
  audiences: ['http://127.0.0.1'],
  clients: new Map([[client.id, client]]),
  now: new Date('2026-06-15T09:00:00Z'),
}

test('a signature of any length and content is refused, and never an error of ours', () => {
  for (const { alg, key } of machines) {
    for (const length of [0, 1, 63, 64, 65, 96, 255, 256, 257]) {
      const text = jwt({ header: { alg }, claims: { iss: 'dss-mis', sub: 'dss-mis' }, sign: () => randomBytes(length) })
      const jws = parseJws(text)
      assert.equal(
        jws !== undefined && verifyJws(jws, alg, importPublicJwk(publicJwkOf(key))),
        false,
        `${alg} ${length}`,
      )
      assert.equal(checkAssertion(text, checks).ok, false)
    }
  }
})

test('whatever a client signs, the answer is a result, and it is good only for a whole assertion', () => {
  const [machine] = machines
  assert.ok(machine)
  const seconds = checks.now.getTime() / 1000
  const good = { iss: 'dss-mis', sub: 'dss-mis', aud: 'http://127.0.0.1', exp: seconds + 30, jti: 'one' }
  const accepts = (claims: object) =>
    checkAssertion(
      jwt({ header: { alg: machine.alg }, claims: { ...claims }, sign: signWith(machine.alg, machine.privateKey) }),
      checks,
    ).ok
  assert.equal(accepts(good), true)
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(good)), fc.jsonValue(), (claim, value) => {
      const changed = { ...good, [claim]: value }
      const stillGood =
        (claim === 'jti' && typeof value === 'string' && value.length > 0 && value.length <= 200) ||
        (claim === 'exp' && typeof value === 'number' && value > seconds - 10 && value <= seconds + 70) ||
        JSON.stringify(value) === JSON.stringify(good[claim as keyof typeof good])
      assert.equal(accepts(changed), stillGood, JSON.stringify(changed))
    }),
    { numRuns: 1000 },
  )
})

test('no text at all makes the parser throw', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.base64String().map((text) => text.replaceAll(/[+/=]/g, '')),
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
      const jws = parseJws(pieces.join('.'))
      if (jws !== undefined) assert.equal(pieces.join('.').split('.').length, 3)
    }),
    { numRuns: 2000 },
  )
})
