import assert from 'node:assert/strict'
import { chmodSync, linkSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { mustBeOk } from '../kernel/result.ts'
import { decryptMessage, encryptMessage } from '../standards/dci/encryption.ts'
import { signMessage } from '../standards/dci/signature/sign.ts'
import { verifySignature } from '../standards/dci/signature/verify.ts'
import { createAccessTokens } from './access-tokens.ts'
import { keyKinds, type NodeKeys, openNodeKeys, rotateKey } from './key-ring.ts'
import { nodeSigners } from './node-signers.ts'

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return join(folder, 'keys')
}

const at = new Date('2026-11-23T08:00:00Z')
const kidsOf = (keys: NodeKeys) =>
  Object.fromEntries(keyKinds.map((kind) => [kind, keys.of(kind).map(({ kid }) => kid)]))

test('a key of each kind is made once, for the owner only, and the set shows its public part with its use', async (t) => {
  const folder = folderOf(t)
  const keys = mustBeOk(await openNodeKeys(folder))
  assert.deepEqual(kidsOf(mustBeOk(await openNodeKeys(folder))), kidsOf(keys))
  assert.deepEqual(readdirSync(folder).sort(), ['encryption.pem', 'node.pem', 'rs256.pem'])
  for (const file of readdirSync(folder)) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600)
  const shown = keys.jwks().keys
  assert.deepEqual(
    shown.map(({ kty, use, alg }) => [kty, use, alg]),
    [
      ['OKP', 'sig', 'EdDSA'],
      ['RSA', 'sig', 'RS256'],
      ['RSA', 'enc', 'RSA-OAEP-256'],
    ],
  )
  const allowed = new Set(['kty', 'crv', 'x', 'n', 'e', 'kid', 'use', 'alg'])
  assert.deepEqual(
    shown.flatMap((key) => Object.keys(key)).filter((name) => !allowed.has(name)),
    [],
  )
})

test('after a rotation what the previous key signed or was sent is still taken, and the new one is used', async (t) => {
  const folder = folderOf(t)
  const before = mustBeOk(await openNodeKeys(folder))
  const parts = {
    header: { message_id: 'm-1', message_ts: '2026-11-23T08:00:00Z' },
    message: { transaction_id: 't-1' },
  }
  const made = (['dci-httpsig', 'jws-compact'] as const).map((profile) => {
    const [signer] = nodeSigners(before)[profile === 'dci-httpsig' ? 'ed25519' : 'rs256']
    return signMessage(parts, { profile, canonicalForm: 'python-json', senderId: 'kiungo', at }, signer!)
  })
  const sealed = await encryptMessage(parts.message, before.jwks().keys.find(({ use }) => use === 'enc') as never)
  const tokens = (keys: NodeKeys) => createAccessTokens({ keys, issuer: 'kiungo', ttlSeconds: 300, now: () => at })
  const { token } = tokens(before).issue({ clientId: 'dss', scopes: [] })

  for (const kind of keyKinds) mustBeOk(await rotateKey(folder, kind, at))
  const after = mustBeOk(await openNodeKeys(folder))
  for (const kind of keyKinds) {
    assert.equal(after.of(kind).length, 2)
    assert.notEqual(after.of(kind)[0]?.kid, before.of(kind)[0]?.kid)
    assert.equal(after.of(kind)[1]?.kid, before.of(kind)[0]?.kid)
  }
  assert.equal(after.jwks().keys.length, 6)
  assert.equal(after.current.kid, after.of('signing')[0]?.kid)
  for (const signature of made) {
    const check = await verifySignature({ ...parts, signature }, async () => after.jwks().keys, at)
    assert.equal(check.result, 'valid')
  }
  assert.ok(sealed.ok && (await decryptMessage(sealed.value, nodeSigners(after).decryption)).ok)
  assert.equal(tokens(after).verify(token)?.clientId, 'dss')
})

test('a running node follows a rotation, and keeps its keys when the new file cannot be used', async (t) => {
  const folder = folderOf(t)
  const keys = mustBeOk(await openNodeKeys(folder))
  const first = keys.current.kid
  const rotated = mustBeOk(await rotateKey(folder, 'signing', at))
  while (keys.current.kid === first) await wait(50)
  assert.equal(keys.current.kid, rotated.kid)
  assert.equal(keys.byId(first)?.kid, first)

  renameSync(join(folder, 'node.pem'), join(folder, 'away'))
  await wait(1_100)
  assert.equal(keys.current.kid, rotated.kid)
  await wait(50)
  assert.equal(keys.current.kid, rotated.kid)
})

test('a rotation that was broken off half way has lost nothing', async (t) => {
  const folder = folderOf(t)
  const before = mustBeOk(await openNodeKeys(folder))
  linkSync(join(folder, 'node.pem'), join(folder, 'node.previous-20261123080000000.pem'))
  assert.deepEqual(kidsOf(mustBeOk(await openNodeKeys(folder))), kidsOf(before))
  mustBeOk(await rotateKey(folder, 'signing', new Date('2026-11-23T09:00:00Z')))
  assert.equal(mustBeOk(await openNodeKeys(folder)).of('signing').length, 2)
})

test('a key that others can read, or of another kind, stops the start with the file named', async (t) => {
  const folder = folderOf(t)
  mustBeOk(await openNodeKeys(folder))
  chmodSync(join(folder, 'encryption.pem'), 0o644)
  const open = await openNodeKeys(folder)
  assert.equal(open.ok === false && open.problem.code, 'federation.key-open-to-others')
  chmodSync(join(folder, 'encryption.pem'), 0o600)
  rmSync(join(folder, 'rs256.pem'))
  linkSync(join(folder, 'node.pem'), join(folder, 'rs256.pem'))
  const another = await openNodeKeys(folder)
  assert.match(another.ok ? '' : `${another.problem.code} ${another.problem.message}`, /key-unreadable.*rs256\.pem/)
  rmSync(join(folder, 'rs256.pem'))
  writeFileSync(join(folder, 'rs256.pem'), '', { mode: 0o600 })
  assert.equal((await openNodeKeys(folder)).ok, false)
})
