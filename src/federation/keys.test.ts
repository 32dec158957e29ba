import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { mustBeOk } from '../kernel/result.ts'
import { loadOrCreateKey, loadOrCreateSecret } from './keys.ts'

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'keys')
}

test('a key is made once, for the owner only, and nothing else is left behind', (t) => {
  const folder = folderOf(t)
  const first = mustBeOk(loadOrCreateKey(folder, 'node'))
  assert.equal(mustBeOk(loadOrCreateKey(folder, 'node')).kid, first.kid)
  assert.equal(statSync(join(folder, 'node.pem')).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(folder), ['node.pem'])
})

test('a secret is made once and differs from every other', (t) => {
  const folder = folderOf(t)
  const secret = mustBeOk(loadOrCreateSecret(folder, 'pseudonyms'))
  assert.equal(secret.length, 32)
  assert.deepEqual(mustBeOk(loadOrCreateSecret(folder, 'pseudonyms')), secret)
  assert.notDeepEqual(mustBeOk(loadOrCreateSecret(folder, 'answers')), secret)
})

test('a key that others can read, or that is none, stops the start with the file named', (t) => {
  const folder = folderOf(t)
  mustBeOk(loadOrCreateKey(folder, 'node'))
  chmodSync(join(folder, 'node.pem'), 0o644)
  const open = loadOrCreateKey(folder, 'node')
  assert.equal(open.ok === false && open.problem.code, 'federation.key-open-to-others')
  writeFileSync(join(folder, 'other.pem'), 'nonsense', { mode: 0o600 })
  const nonsense = loadOrCreateKey(folder, 'other')
  assert.equal(nonsense.ok === false && nonsense.problem.code, 'federation.key-unreadable')
})
