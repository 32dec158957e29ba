import assert from 'node:assert/strict'
import test from 'node:test'
import { startTestNode } from '../../test/support/federation.ts'
import { importFederation } from './store.ts'

const text = (en: string) => ({ en, sw: en, fr: en })
const system = {
  ...{ id: 'tiprs', member: 'nida', name: text('Register'), description: text('Persons'), connector: 'rest' },
  ...{ address: 'http://127.0.0.1:7411', status: 'active' as const },
}
const service = {
  ...{ id: 'tiprs.person', system: 'tiprs', member: 'nida', name: text('Person'), recordType: 'person' },
  ...{ mapping: 'tiprs.person', askBy: [['person.national-id']], conditions: 'equalities' as const, timeoutMs: 2000 },
  operation: { path: '/internal/persons' },
}

async function signedIn(node: Awaited<ReturnType<typeof startTestNode>>) {
  const { cookies } = await node.app.inject({
    method: 'POST',
    url: '/v1/session',
    headers: { 'x-kiungo-request': '1' },
    payload: { username: 'officer', password: 'tumaini' },
  })
  return (url: string) => node.app.inject({ url, headers: { cookie: `${cookies[0]?.name}=${cookies[0]?.value}` } })
}

test('members and systems are shown to who may read them, and to nobody else', async (t) => {
  const node = await startTestNode(t)
  for (const url of ['/v1/members', '/v1/systems', '/v1/systems/tiprs']) {
    assert.equal((await node.app.inject(url)).statusCode, 401, url)
  }
  const get = await signedIn(node)
  const { members } = (await get('/v1/members')).json()
  assert.deepEqual(
    members.map((member: { id: string }) => member.id),
    ['dss', 'nida'],
  )
})

test('a system is shown with its services and health, and not how it is asked', async (t) => {
  const node = await startTestNode(t)
  await importFederation(node.pool, { members: [], systems: [system], services: [service] })
  await new Promise((resolve) => setTimeout(resolve, 1000))
  await node.federation.directory.current()
  const get = await signedIn(node)
  const { operation: _, ...shown } = service
  const expected = { ...system, services: [shown], health: { state: 'unknown' } }
  assert.deepEqual((await get('/v1/systems')).json(), { systems: [expected] })
  assert.deepEqual((await get('/v1/systems/tiprs')).json(), expected)
  const unknown = await get('/v1/systems/other')
  assert.deepEqual([unknown.statusCode, unknown.json().code], [404, 'federation.system-unknown'])
})
