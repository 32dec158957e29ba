import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createTestDatabase, root, temporaryFolder } from '../../test/support/database.ts'
import { makeBook } from '../agreements/book.ts'
import { signatureFault } from '../agreements/lifecycle/signed.ts'
import { loadAgreements } from '../agreements/store.ts'
import { loadFederation } from '../federation/store.ts'
import { mustBeOk } from '../kernel/result.ts'
import { type Pack, readPack } from './pack.ts'
import { type SeedProgress, seedCountry } from './seed.ts'

const tumaini = mustBeOk(await readPack(join(root, 'countries/tumaini')))

// Hashing a secret takes a quarter of a second on purpose; most tests do without.
const lean: Pack = {
  ...tumaini,
  accounts: [],
  clients: tumaini.clients.filter(({ authentication }) => authentication === 'private_key_jwt'),
  partners: tumaini.partners.filter((partner) => partner.client === 'dss-pension-mis'),
}

async function place(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  const dataFolder = temporaryFolder()
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  const seed = (
    changed: { pack?: Pack; scale?: number; people?: boolean; onProgress?: (progress: SeedProgress) => void } = {},
  ) => seedCountry({ pool, pack: lean, dataFolder, scale: 0.002, seed: 'test', people: true, ...changed })
  return { pool, dataFolder, seed }
}

test('a country is declared, peopled and loaded; a second run does nothing', async (t) => {
  const { pool, dataFolder, seed } = await place(t)
  const seen: SeedProgress[] = []
  const first = mustBeOk(await seed({ pack: tumaini, onProgress: (progress) => seen.push(progress) }))
  assert.deepEqual(first.done, ['declarations', 'people', 'registry'])
  assert.equal(first.folder, join(dataFolder, 'tumaini'))
  assert.deepEqual(new Set(seen.map(({ step }) => step)), new Set(['declarations', 'people', 'registry']))
  assert.ok(seen.every(({ done, of }) => done <= of))

  const { members, systems, services, clients, accounts } = await loadFederation(pool)
  assert.deepEqual(
    [members, systems, services, clients, accounts].map(({ length }) => length),
    [tumaini.members, tumaini.systems, tumaini.services, tumaini.clients, tumaini.accounts].map(({ length }) => length),
  )
  const { rows: agreements } = await pool.query('select count(*) as count from agreement_version')
  assert.equal(agreements[0].count, tumaini.agreements.length)
  const { versions } = makeBook(await loadAgreements(pool), assert.fail)
  const unsigned = [...versions.values()].flat().filter(({ agreement, standing, signatures }) => {
    return standing.status === 'active' && signatureFault(agreement, signatures) !== undefined
  })
  assert.deepEqual(
    unsigned.map(({ agreement }) => agreement.id),
    ['moe-ngoc-attendance'],
    'in force without being signed',
  )
  const { rows } = await pool.query('select count(*) as people from person')
  const manifest = JSON.parse(readFileSync(join(first.folder, 'manifest.json'), 'utf8'))
  assert.equal(rows[0].people, manifest.counts.rows['registry/person.csv'])

  assert.deepEqual(mustBeOk(await seed({ pack: tumaini })).done, [])
})

test('a client that signs has its private key in the data folder and its public key registered', async (t) => {
  const { pool, dataFolder, seed } = await place(t)
  mustBeOk(await seed())
  const file = join(dataFolder, 'clients', 'dss-pension-mis.pem')
  assert.match(readFileSync(file, 'utf8'), /BEGIN PRIVATE KEY/)
  assert.equal(statSync(file).mode & 0o077, 0)
  const { clients } = await loadFederation(pool)
  const client = clients.find(({ id }) => id === 'dss-pension-mis')
  assert.equal(client?.keys.length, 1)
  assert.equal('d' in (client?.keys[0]?.jwk ?? {}), false)
})

test('what is missing is done again, and nothing else', async (t) => {
  const { pool, dataFolder, seed } = await place(t)
  const { folder } = mustBeOk(await seed())
  rmSync(join(folder, 'manifest.json'))
  assert.deepEqual(mustBeOk(await seed()).done, ['people'], 'the same people again: the registry holds them already')
  assert.deepEqual(mustBeOk(await seed({ scale: 0.003 })).done, ['people', 'registry'])
  await pool.query(`delete from seed_state where step = 'declarations'`)
  assert.deepEqual(mustBeOk(await seed({ scale: 0.003 })).done, ['declarations'])
  rmSync(join(dataFolder, 'clients'), { recursive: true })
  assert.deepEqual(mustBeOk(await seed({ scale: 0.003 })).done, ['declarations'], 'a new key must be registered')
})

test('an agreement changed under the same version is refused, and nothing of the pack is taken over', async (t) => {
  const { pool, seed } = await place(t)
  mustBeOk(await seed())
  const [first, ...others] = tumaini.agreements
  assert.ok(first !== undefined)
  const changed = [{ ...first, agreement: { ...first.agreement, validUntil: '2029-12-31' } }, ...others]
  const members = tumaini.members.map((member) => ({ ...member, contact: 'changed@example' }))
  const result = await seed({ pack: { ...lean, agreements: changed, members, digest: 'other' } })
  assert.equal(result.ok, false)
  assert.ok((await loadFederation(pool)).members.every(({ contact }) => contact !== 'changed@example'))
})

test('a load that fails leaves no mark that it was done', async (t) => {
  const { pool, seed } = await place(t)
  const { folder } = mustBeOk(await seed())
  await pool.query(`delete from seed_state where step = 'registry'`)
  writeFileSync(join(folder, 'registry', 'payment.csv'), 'payment_id\n')
  assert.equal((await seed()).ok, false)
  const { rowCount } = await pool.query(`select from seed_state where step = 'registry'`)
  assert.equal(rowCount, 0)
})

test('outside a demonstration nobody is made up', async (t) => {
  const { pool, seed } = await place(t)
  const { folder, done } = mustBeOk(await seed({ people: false }))
  assert.deepEqual(done, ['declarations'])
  assert.equal(existsSync(folder), false)
  assert.equal((await pool.query('select from person')).rowCount, 0)
})
