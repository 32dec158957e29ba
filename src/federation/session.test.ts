import assert from 'node:assert/strict'
import test from 'node:test'
import { startTestNode } from '../../test/support/federation.ts'
import { sha256Hex } from '../kernel/digest.ts'
import { setStanding } from './store.ts'

type Node = Awaited<ReturnType<typeof startTestNode>>
const own = { 'x-kiungo-request': '1' }

const signIn = (
  { app }: Node,
  payload: { username: string; password: string },
  headers: Record<string, string> = own,
) => app.inject({ method: 'POST', url: '/v1/session', headers, payload })

const amina = { username: 'amina', password: 'a long passphrase' }
const second = () => new Promise((resolve) => setTimeout(resolve, 1000))

async function signedIn(node: Node, who = amina): Promise<{ cookie: string }> {
  const answer = await signIn(node, who)
  assert.equal(answer.statusCode, 200, answer.body)
  const [cookie] = answer.cookies
  return { cookie: `${cookie?.name}=${cookie?.value}` }
}

test('signing in gives a session that says who one is and what one may do', async (t) => {
  const node = await startTestNode(t)
  const answer = await signIn(node, { username: ' Officer ', password: 'tumaini' })
  const { permissions, ...session } = answer.json()
  assert.deepEqual(session, {
    username: 'officer',
    name: 'Neema',
    member: 'dss',
    memberName: {
      en: 'Department of Social Services',
      sw: 'Department of Social Services',
      fr: 'Department of Social Services',
    },
    roles: ['programme-officer'],
    expiresAt: '2026-06-15T17:00:00.000Z',
  })
  assert.ok(permissions.includes('question.ask') && !permissions.includes('ledger.read'))
  const [cookie] = answer.cookies
  assert.deepEqual([cookie?.httpOnly, cookie?.sameSite, cookie?.path, cookie?.secure], [true, 'Strict', '/', undefined])
  const again = await node.app.inject({ url: '/v1/session', headers: { cookie: `${cookie?.name}=${cookie?.value}` } })
  assert.deepEqual(again.json(), answer.json())
})

test('over https the cookie never travels in the clear', async (t) => {
  const node = await startTestNode(t, { settings: { publicUrl: 'https://kiungo.example' } })
  assert.equal((await signIn(node, amina)).cookies[0]?.secure, true)
})

test('the table holds no cookie that could be used', async (t) => {
  const node = await startTestNode(t)
  const { cookie } = await signedIn(node)
  const id = cookie.split('=')[1] ?? ''
  const { rows } = await node.pool.query('select * from session')
  assert.equal(rows[0]?.id_hash, sha256Hex(id))
  assert.ok(!JSON.stringify(rows).includes(id))
})

test('a wrong password and an unknown name are told apart by nobody', async (t) => {
  const node = await startTestNode(t)
  const wrong = await signIn(node, { ...amina, password: 'a short passphrase' })
  const unknown = await signIn(node, { username: 'nobody', password: 'a short passphrase' })
  assert.equal(wrong.statusCode, 401)
  const { instance: _, ...body } = wrong.json()
  const { instance: __, ...other } = unknown.json()
  assert.deepEqual(body, other)
})

test('after five failures one waits, right password or not; another name is not held up', async (t) => {
  const node = await startTestNode(t)
  for (let i = 0; i < 5; i++) assert.equal((await signIn(node, { ...amina, password: `guess ${i}` })).statusCode, 401)
  const held = await signIn(node, amina)
  assert.deepEqual([held.statusCode, held.json().code], [429, 'federation.too-many-attempts'])
  assert.equal(held.headers['retry-after'], '300')
  assert.equal((await signIn(node, { username: 'officer', password: 'tumaini' })).statusCode, 200)
  node.time.now = new Date('2026-06-15T09:05:00Z')
  assert.equal((await signIn(node, amina)).statusCode, 200)
})

test('a flood of sign-ins is turned away before it costs the processor anything', async (t) => {
  const node = await startTestNode(t)
  const flood = Array.from({ length: 20 }, (_, i) => signIn(node, { username: `nobody-${i}`, password: 'a guess' }))
  const statuses = (await Promise.all(flood)).map(({ statusCode }) => statusCode)
  assert.equal(statuses.filter((status) => status === 401).length, 8)
  assert.equal(statuses.filter((status) => status === 503).length, 12)
  assert.equal((await signIn(node, amina)).statusCode, 200)
})

test('a request from another site changes nothing, not even who is signed in', async (t) => {
  const node = await startTestNode(t)
  const foreign = await signIn(node, amina, {})
  assert.deepEqual([foreign.statusCode, foreign.json().code], [403, 'federation.cross-site-request'])
  const session = await signedIn(node)
  const post = (headers: Record<string, string>) => node.app.inject({ method: 'POST', url: '/whoami', headers })
  assert.equal((await post(session)).json().code, 'federation.cross-site-request')
  assert.equal((await post({ ...session, ...own })).json().id, 'amina')
  assert.equal((await node.app.inject({ url: '/whoami', headers: session })).json().id, 'amina')
})

test('signing out ends the session at once', async (t) => {
  const node = await startTestNode(t)
  const session = await signedIn(node)
  const out = await node.app.inject({ method: 'DELETE', url: '/v1/session', headers: { ...session, ...own } })
  assert.equal(out.statusCode, 204)
  assert.equal((await node.app.inject({ url: '/v1/session', headers: session })).statusCode, 401)
})

test('a session ends after an hour without use, and after its life whatever the use', async (t) => {
  const node = await startTestNode(t)
  const at = async (time: string, session: { cookie: string }) => {
    node.time.now = new Date(`2026-06-15T${time}Z`)
    return (await node.app.inject({ url: '/whoami', headers: session })).statusCode
  }
  const idle = await signedIn(node)
  assert.equal(await at('09:59:59', idle), 200)
  assert.equal(await at('10:59:00', idle), 200)
  assert.equal(await at('11:59:30', idle), 401)
  node.time.now = new Date('2026-06-15T09:00:00Z')
  const busy = await signedIn(node)
  for (let hour = 9; hour <= 16; hour++) {
    for (const minute of [29, 58]) assert.equal(await at(`${String(hour).padStart(2, '0')}:${minute}:00`, busy), 200)
  }
  assert.equal(await at('17:00:00', busy), 401)
  await node.federation.forgetExpired()
  assert.equal((await node.pool.query('select from session')).rowCount, 0)
})

test('suspending an account or its member ends its sessions within a second', async (t) => {
  const node = await startTestNode(t)
  const session = await signedIn(node)
  const status = async () => (await node.app.inject({ url: '/whoami', headers: session })).statusCode
  for (const [what, id] of [
    ['account', 'amina'],
    ['member', 'nida'],
  ] as const) {
    await setStanding(node.pool, what, { id, status: 'suspended' })
    await second()
    assert.equal(await status(), 401)
    assert.equal((await signIn(node, amina)).statusCode, 401)
    await setStanding(node.pool, what, { id, status: 'active' })
    await second()
    assert.equal(await status(), 200)
  }
})

test('demo accounts are shown and usable in demo mode only', async (t) => {
  const demo = await startTestNode(t)
  const listed = await demo.app.inject('/v1/session/demo-accounts')
  assert.deepEqual(
    listed.json().map((account: Record<string, unknown>) => [account.username, account.password, account.role]),
    [['officer', 'tumaini', 'programme-officer']],
  )
  const { time: _, ...production } = await startTestNode(t, { settings: { demoPassword: undefined as never } })
  assert.equal((await production.app.inject('/v1/session/demo-accounts')).statusCode, 404)
  const refused = await production.app.inject({
    method: 'POST',
    url: '/v1/session',
    headers: own,
    payload: { username: 'officer', password: 'tumaini' },
  })
  assert.equal(refused.statusCode, 401)
})

test('what is no session cookie of ours asks the database nothing and gives nothing', async (t) => {
  const node = await startTestNode(t)
  for (const cookie of ['kiungo_session=', 'kiungo_session=short', `kiungo_session=${'A'.repeat(43)}`]) {
    assert.equal((await node.app.inject({ url: '/whoami', headers: { cookie } })).statusCode, 401)
  }
})
