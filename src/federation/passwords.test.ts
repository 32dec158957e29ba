import assert from 'node:assert/strict'
import test from 'node:test'
import { hashPassword, verifyPassword } from './passwords.ts'

test('the right password fits its hash, another does not, and nothing fits no hash', async () => {
  const stored = await hashPassword('a long passphrase', 'machine')
  assert.equal(await verifyPassword('a long passphrase', stored, 'machine'), true)
  assert.equal(await verifyPassword('a long passphrasE', stored, 'machine'), false)
  assert.equal(await verifyPassword('', stored, 'machine'), false)
  for (const nothing of [undefined, '', 'plain text', 'scrypt$1$1$1']) {
    assert.equal(await verifyPassword('a long passphrase', nothing, 'machine'), false)
  }
})

test('equal passwords have different hashes', async () => {
  assert.notEqual(await hashPassword('tumaini', 'machine'), await hashPassword('tumaini', 'machine'))
})

test('a password typed with composed or with combining accents is the same', async () => {
  const stored = await hashPassword('caf\u00e9 na chai', 'machine')
  assert.equal(await verifyPassword('cafe\u0301 na chai', stored, 'machine'), true)
})

test('a hash made with other parameters still verifies, so they can be raised', async () => {
  const stored = await hashPassword('tumaini', 'machine')
  assert.equal(await verifyPassword('tumaini', stored, 'person'), true)
})
