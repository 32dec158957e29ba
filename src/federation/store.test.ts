import assert from 'node:assert/strict'
import test, { type TestContext } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import { mustBeOk } from '../kernel/result.ts'
import { openDirectory } from './directory.ts'
import { exampleMembers } from './example.ts'
import type { Service, System } from './schema.ts'
import { importFederation, registerClient, setStanding, setSystemAddresses } from './store.ts'

const text = (en: string) => ({ en, sw: en, fr: en })
const system: System = {
  id: 'tiprs',
  member: 'nida',
  name: text('Population register'),
  description: text('Persons'),
  connector: 'rest',
  address: 'http://127.0.0.1:7411',
  status: 'active',
}
const service: Service = {
  id: 'tiprs.person',
  system: 'tiprs',
  member: 'nida',
  name: text('Person'),
  recordType: 'person',
  mapping: 'tiprs.person',
  askBy: [['person.national-id'], ['person.name.surname', 'person.birth-date']],
  conditions: 'equalities',
  timeoutMs: 2000,
  operation: { path: '/persons', optional: null },
}
const declared = { members: exampleMembers, systems: [system], services: [service] }

async function imported(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  mustBeOk(await importFederation(pool, declared))
  return pool
}

const second = () => new Promise((resolve) => setTimeout(resolve, 1000))

test('what was declared is found again, member by member and letter by letter', async (t) => {
  const directory = await openDirectory(await imported(t))
  assert.deepEqual(directory.members(), exampleMembers)
  assert.deepEqual(directory.system('tiprs'), system)
  assert.deepEqual(directory.service('tiprs.person'), service)
  assert.equal(directory.service('tiprs.verify'), undefined)
})

test('loading the pack again brings names up to date and lifts no suspension', async (t) => {
  const pool = await imported(t)
  assert.equal(await setStanding(pool, 'member', { id: 'nida', status: 'suspended' }), true)
  assert.equal(await setStanding(pool, 'member', { id: 'nobody', status: 'suspended' }), false)
  const renamed = exampleMembers.map((member) => ({ ...member, name: text(`${member.name.en} (new)`) }))
  mustBeOk(await importFederation(pool, { ...declared, members: renamed }))
  const nida = (await (await openDirectory(pool)).current()).members.get('nida')
  assert.deepEqual([nida?.name.en, nida?.status], ['National ID Authority (new)', 'suspended'])
})

test('a change is seen by a running directory within a second', async (t) => {
  const pool = await imported(t)
  const directory = await openDirectory(pool)
  await setSystemAddresses(pool, { tiprs: 'http://127.0.0.1:9000', unknown: 'http://127.0.0.1:9001' })
  await second()
  assert.equal((await directory.current()).systems.get('tiprs')?.address, 'http://127.0.0.1:9000')
})

test('a client keeps its default purpose, and its scopes in one spelling', async (t) => {
  const pool = await imported(t)
  mustBeOk(
    await registerClient(pool, {
      id: 'dss-mis',
      member: 'dss',
      name: 'Pension MIS',
      status: 'active',
      scopes: ['registry/search'],
      authentication: 'client_secret',
      secret: 'eight or more',
      defaultPurpose: 'eligibility-verification',
    }),
  )
  const client = (await openDirectory(pool)).client('dss-mis')
  assert.deepEqual([client?.scopes, client?.defaultPurpose], [['registry.search'], 'eligibility-verification'])
  assert.ok(client?.secretHash?.startsWith('scrypt$') && !client.secretHash.includes('eight'))
})
