import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateSigningKey, signEd25519 } from '../../../src/kernel/signature.ts'
import { checkSignature, signMessage, sortedAscii } from './signature.ts'

const key = generateSigningKey()
const at = new Date('2026-11-23T08:00:00Z')
const header = { message_id: 'm-1', sender_uri: null, total_count: 1 }
const message = { transaction_id: 't-1', name: 'Wanjikũ' }
const signer = { senderId: 'kiungo', keyId: key.kid, at, sign: (data: Uint8Array) => signEd25519(key.privateKey, data) }
const signature = signMessage({ header, message }, signer)
const keys = [key.publicJwk]

test('what was signed verifies, also with its members in another order', () => {
  assert.equal(checkSignature({ signature, header, message }, keys, at), 'valid')
  const turned = { total_count: 1, sender_uri: null, message_id: 'm-1' }
  assert.equal(checkSignature({ signature, header: turned, message }, keys, at), 'valid')
})

test('a changed message, another key, another algorithm and an old signature are invalid', () => {
  const check = (changes: object, with_ = keys, now = at) =>
    checkSignature({ signature, header, message, ...changes }, with_, now)
  assert.equal(check({ message: { ...message, name: 'X' } }), 'invalid')
  assert.equal(check({}, [generateSigningKey().publicJwk]), 'invalid')
  assert.equal(check({ signature: signature.replace('algorithm="ed25519"', 'algorithm="none"') }), 'invalid')
  assert.equal(check({}, keys, new Date('2026-11-23T08:07:00Z')), 'invalid')
  assert.equal(check({}, keys, new Date('2026-11-23T07:58:00Z')), 'invalid')
  assert.equal(check({ signature: 'a.b.c' }), 'invalid')
  assert.equal(check({ signature: 7 }), 'invalid')
})

test('the placeholders of the field count as no signature', () => {
  const example =
    'Signature:  namespace="dci", kidId="{sender_id}|{unique_key_id}|{algorithm}", algorithm="ed25519", created="1606970629", expires="1607030629", headers="(created) (expires) digest", signature="Base64(signing content)'
  for (const placeholder of [undefined, null, '', 'unsigned', 'unsigned-stub', example, `${example}"`]) {
    assert.equal(checkSignature({ signature: placeholder, header, message }, keys, at), 'none')
  }
})

test('the canonical form is that of Python: sorted, compact, ASCII', () => {
  const value = { b: [1, null, true], a: 'é\u007f\n"', c: undefined, ü: 0.5 }
  assert.equal(sortedAscii(value), '{"a":"\\u00e9\\u007f\\n\\"","b":[1,null,true],"\\u00fc":0.5}')
})
