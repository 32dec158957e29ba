// Every bad input of docs/bad-input.md, put to the whole product over HTTP: what the caller gets, and what is written.
import assert from 'node:assert/strict'
import { createPrivateKey, sign } from 'node:crypto'
import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SourceAnswer } from '../src/exchange/schema.ts'
import { killNow, processesOf, runningServer } from '../src/platform/database/embedded-orphan.ts'
import { callWith, clusterOf, messageId, rowsOf, send } from './support/caller.ts'
import { root } from './support/database.ts'
import { type Checks, eligibility, entriesOf, noRecords, openWorld, written } from './support/world.ts'

const outcome = ({ status, decision, reason }: SourceAnswer) => [status, decision?.refusedAt, reason?.code]

test('bad input to the whole product', { timeout: 300_000 }, async (t) => {
  const world = await openWorld(t)
  for (const [name, check] of Object.entries({ ...callers, ...requests, ...agreements, ...database })) {
    await t.test(name, () => check(world))
  }
})

const callers: Checks = {
  'an unknown caller gets 401 and leaves no entry': async ({ node, nin }) => {
    const entries = await entriesOf(node, async () => {
      const question = { messageId: messageId(), purpose: eligibility.purpose, subject: { 'person.national-id': nin } }
      for (const token of ['', 'nonsense', 'a.b.c']) {
        const reply = await callWith(node.url, token).post('/v1/questions', question)
        assert.deepEqual([reply.status, reply.json<{ code: string }>().code], [401, 'federation.token-refused'])
      }
      const nobody = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(question) }
      assert.match((await send(`${node.url}/v1/questions`, nobody)).text, /platform\.unauthenticated/)
      const form = { grant_type: 'client_credentials', client_id: 'stranger', client_secret: 'x' }
      const token = await send(`${node.url}/oauth2/client/token`, { method: 'POST', body: new URLSearchParams(form) })
      assert.deepEqual([token.status, token.json<{ error: string }>().error], [401, 'invalid_client'])
    })
    assert.equal(entries, 0)
  },

  'an expired token gets 401, and only because it has expired': async ({ node, dss, nin }) => {
    const key = createPrivateKey(readFileSync(join(node.dataFolder, 'keys/node.pem')))
    const [header = '', claims = ''] = dss.token.split('.')
    const tokenUntil = (exp: number): string => {
      const changed = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), exp }
      const signed = `${header}.${Buffer.from(JSON.stringify(changed)).toString('base64url')}`
      return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
    }
    const question = { messageId: messageId(), purpose: eligibility.purpose, subject: { 'person.national-id': nin } }
    const now = Math.floor(Date.now() / 1000)
    const entries = await entriesOf(node, async () => {
      const reply = await callWith(node.url, tokenUntil(now - 1)).post('/v1/questions', question)
      assert.deepEqual([reply.status, reply.json<{ code: string }>().code], [401, 'federation.token-refused'])
      assert.match(reply.headers.get('www-authenticate') ?? '', /error="invalid_token"/)
    })
    assert.equal(entries, 0)
    assert.equal((await callWith(node.url, tokenUntil(now + 60)).post('/v1/questions', question)).status, 200)
  },
}

const requests: Checks = {
  'malformed, mistyped and oversized bodies are refused before anything happens': async ({ node, dss }) => {
    const entries = await entriesOf(node, async () => {
      const malformed = await dss.post('/v1/questions', '{"messageId": "x",')
      assert.deepEqual([malformed.status, malformed.json<{ code: string }>().code], [400, 'platform.malformed-json'])
      const mistyped = await send(`${node.url}/v1/questions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${dss.token}`, 'content-type': 'text/plain' },
        body: '{}',
      })
      assert.deepEqual(
        [mistyped.status, mistyped.json<{ code: string }>().code],
        [415, 'platform.unsupported-media-type'],
      )
      const oversized = await dss.post('/v1/questions', `"${'x'.repeat(1_048_577)}"`)
      assert.deepEqual([oversized.status, oversized.json<{ code: string }>().code], [413, 'platform.body-too-large'])
    })
    assert.equal(entries, 0)
  },

  'a message id with another body gets 409; with the same body, the same receipt': async ({ node, nsps, nin }) => {
    const question = {
      messageId: messageId(),
      purpose: eligibility.purpose,
      subject: { 'person.national-id': nin },
      sources: [{ service: 'tiprs.person' }],
    }
    const idOf = (text: string) => /"exchangeId":"([^"]+)"/.exec(text)?.[1]
    const entries = await entriesOf(node, async () => {
      const first = await nsps.post('/v1/questions', question)
      const again = await nsps.post('/v1/questions', question)
      assert.deepEqual([again.status, idOf(again.text)], [200, idOf(first.text)])
      const other = await nsps.post('/v1/questions', { ...question, purpose: 'duplicate-prevention' })
      assert.deepEqual([other.status, other.json<{ code: string }>().code], [409, 'exchange.message-id-reused'])
    })
    assert.equal(entries, 1)
  },
}

const agreements: Checks = {
  'what no agreement in force allows is refused by its gate, with an entry': async ({ node, dss, nin, birth }) => {
    const subject = { 'person.national-id': nin }
    const byBirth = { 'person.birth-registration-number': birth }
    const entries = await entriesOf(node, async () => {
      const unknown = await dss.ask({ ...eligibility, service: 'crvs.birth', subject: byBirth })
      assert.deepEqual(outcome(unknown), ['refused', 'G2', 'agreements.service-not-covered'])
      const expired = await dss.ask({ ...eligibility, service: 'emis.pupil', subject: byBirth })
      assert.deepEqual(outcome(expired), ['refused', 'G2', 'agreements.agreement-expired'])
      const purpose = await dss.ask({ service: 'crvs.death', purpose: 'school-support', subject })
      assert.deepEqual(outcome(purpose), ['refused', 'G4', 'agreements.purpose-not-agreed'])
      const field = await dss.ask({ ...eligibility, service: 'crvs.death', subject, elements: ['death.cause'] })
      assert.deepEqual(outcome(field), ['refused', 'G8', 'agreements.fields-not-agreed'])
      for (const answer of [unknown, expired, purpose, field]) noRecords(answer)
    })
    assert.equal(entries, 4)
  },

  'the question after the last of a volume is refused at G10': async ({ node, nsps, nin }) => {
    const question = { ...eligibility, service: 'revenue-means.check', subject: { 'person.national-id': nin } }
    const entries = await entriesOf(node, async () => {
      for (let asked = 0; asked < 5; asked++) assert.equal((await nsps.ask(question)).decision?.outcome, 'permit')
      const last = await nsps.ask(question)
      assert.deepEqual(outcome(last).slice(0, 2), ['refused', 'G10'])
      assert.match(last.reason?.code ?? '', /-volume-used-up$/)
      noRecords(last)
    })
    assert.equal(entries, 6)
  },

  'a person whom nobody knows is no record, and that is an entry too': async ({ node, nsps }) => {
    const entries = await entriesOf(node, async () => {
      const answer = await nsps.ask({
        ...eligibility,
        service: 'tiprs.person',
        subject: { 'person.national-id': '999999990' },
      })
      assert.equal(answer.status, 'no-record')
      noRecords(answer)
    })
    assert.equal(entries, 1)
  },
}

const outageMs = 10_000

const database: Checks = {
  'a database gone for ten seconds: nothing is answered, nothing is lost, all goes on by itself': async (world) => {
    const { node, nsps, nin } = world
    const answered: string[] = []
    const refused = new Set<number>()
    const ask = async (): Promise<boolean> => {
      const subject = { 'person.national-id': nin }
      const question = { messageId: messageId(), ...eligibility, subject, sources: [{ service: 'tiprs.person' }] }
      const reply = await nsps.post('/v1/questions', question)
      for (const [, id = ''] of reply.text.matchAll(/"exchangeId":"([^"]+)"/g)) answered.push(id)
      if (reply.status !== 200) refused.add(reply.status)
      return reply.status === 200
    }
    assert.ok(await ask())
    const cluster = clusterOf(node.dataFolder)
    const pid = runningServer(cluster)
    assert.ok(pid !== undefined)
    // The disk is away as well, so that the node cannot start its database again.
    renameSync(cluster, `${cluster}.away`)
    processesOf(pid).forEach(killNow)
    await sleep(500)
    for (const back = Date.now() + outageMs; Date.now() < back; await sleep(200)) {
      assert.deepEqual(await Promise.all([ask(), ask(), ask()]), [false, false, false], 'answered without an entry')
    }
    assert.equal((await send(`${node.url}/readyz`)).status, 503)
    assert.equal((await send(`${node.url}/healthz`)).status, 200)
    renameSync(`${cluster}.away`, cluster)

    const deadline = Date.now() + 30_000
    while (!(await ask())) assert.ok(Date.now() < deadline, 'it did not recover')
    while ((await send(`${node.url}/readyz`)).status !== 200) assert.ok(Date.now() < deadline, 'it is not ready again')
    assert.deepEqual([...refused], [503])
    const rows = await rowsOf<{ id: string }>(node.dataFolder, 'select id from exchange')
    const kept = new Set(rows.map(({ id }) => id))
    assert.deepEqual(
      answered.filter((id) => !kept.has(id)),
      [],
    )
    const counts = await written(node)
    assert.equal(counts.entries, counts.exchanges, 'every exchange has its entry, every entry its exchange')
  },
}

const items = [
  'unknown caller',
  'expired token',
  'unknown agreement',
  'expired agreement',
  'purpose not agreed',
  'field not agreed',
  'volume exceeded',
  'malformed JSON',
  'wrong content type',
  'body over its limit',
  'unknown person',
  'provider down',
  'provider slow past the deadline',
  'provider answers HTML',
  'provider answers a value of a wrong type',
  'CSV with a missing column',
  'a message id again',
  'database gone for ten seconds',
  'node and database killed',
]

test('the table of bad input names tests that exist, and every item of the list', () => {
  const table = readFileSync(join(root, 'docs/bad-input.md'), 'utf8')
  assert.deepEqual(
    items.filter((item) => !table.includes(`\n| ${item}`)),
    [],
  )
  assert.deepEqual(missingFrom(table), [])
  assert.deepEqual(missingFrom(readFileSync(join(root, 'docs/bad-input-dci.md'), 'utf8')), [])
})

/** Tests that a table names and that are not there. */
function missingFrom(table: string): string[] {
  const named = [...table.matchAll(/`([\w/.-]+\.test\.ts)`: “([^”]+)”/g)]
  assert.ok(named.length >= 10)
  return named.flatMap(([line, file = '', name = '']) => {
    const text = readFileSync(join(root, file), 'utf8')
    return text.includes(`'${name}'`) || text.includes(`\`${name}\``) ? [] : [line]
  })
}
