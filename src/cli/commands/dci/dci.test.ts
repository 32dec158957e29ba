import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import type { Fault } from '../../../../test/support/broken-dci/faults.ts'
import { people } from '../../../../test/support/broken-dci/people.ts'
import { client, startDciServer } from '../../../../test/support/broken-dci/server.ts'
import type { PublicJwk } from '../../../kernel/signature.ts'
import { exitCodeOf } from '../../calling.ts'
import { commands } from '../../commands.ts'
import { createOutput } from '../../output.ts'
import { parseArguments } from '../../parse.ts'
import { signingFile } from './connection.ts'
import { clean, recordLines } from './print.ts'
import { condition } from './query.ts'

interface Ran {
  readonly code: number
  readonly out: string
  readonly problem: string | undefined
}

async function run(name: string, args: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  const command = commands.find((one) => one.name === `dci ${name}`)
  assert.ok(command)
  const out: string[] = []
  const streams = { out: (text: string) => out.push(text), err: () => undefined, interactive: false }
  const output = createOutput(streams, 'en', args.includes('--json'))
  const parsed = parseArguments(command, args)
  const ended = parsed.ok ? await command.run({ ...parsed.value, environment, output }) : parsed
  return ended.ok
    ? { code: ended.value, out: out.join(''), problem: undefined }
    : { code: exitCodeOf(ended.problem), out: out.join(''), problem: ended.problem.code }
}

const secret: Record<string, string> = { KIUNGO_CLIENT_SECRET: client.secret }

async function keysIn(t: TestContext): Promise<{ folder: string; jwks: PublicJwk[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-dci-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const made = await run('keys', ['--out', folder, '--json'])
  assert.equal(made.code, 0)
  return { folder, jwks: JSON.parse(made.out).keys }
}

/** A server that knows our key, and the options that lead to it. */
async function served(t: TestContext, fault?: Fault) {
  const { folder, jwks } = await keysIn(t)
  const server = await startDciServer(t, { callerKeys: jwks, ...(fault === undefined ? {} : { fault }) })
  const to = ['--base-url', server.baseUrl, '--registry', 'sr', '--client', client.id, '--keys', folder]
  return { server, to }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

const [zawadi] = people
const id = `UIN:${zawadi?.uin}`

test('keys are for their owner only, are never overwritten, and only the public halves are told', async (t) => {
  const { folder, jwks } = await keysIn(t)
  assert.equal(statSync(join(folder, signingFile)).mode & 0o777, 0o600)
  assert.deepEqual(
    jwks.map(({ crv, use }) => [crv, use]),
    [
      ['Ed25519', 'sig'],
      ['X25519', 'enc'],
    ],
  )
  assert.ok(jwks.every((jwk) => !('d' in jwk)))
  const before = readFileSync(join(folder, signingFile), 'utf8')
  assert.equal((await run('keys', ['--out', folder])).code, 2)
  assert.equal(readFileSync(join(folder, signingFile), 'utf8'), before)
})

test('a search prints whom the registry knows, and that its signature is valid', async (t) => {
  const { to } = await served(t)
  const found = await run('search', [...to, '--id', id, '--encrypt'], secret)
  assert.equal(found.code, 0, found.problem)
  assert.match(found.out, /^1\. UIN 9000000017 · given_name Zawadi · surname Mrisho/)
  assert.match(found.out, /1 of 1 records; signature valid/)
})

test('conditions, order and pages reach the server', async (t) => {
  const { to } = await served(t)
  const where = ['--where', 'poverty_score lt 40', '--where', 'sex eq female', '--sort', 'birth_date:desc']
  const found = await run('search', [...to, ...where, '--page-size', '1', '--page', '2'], secret)
  assert.equal(found.code, 0, found.problem)
  assert.match(found.out, /^1\. UIN 9000000074.*\n1 of 2 records/, 'Halima is the elder of the two')
})

test('a search with a callback waits for it at the address that it told', async (t) => {
  const { to } = await served(t)
  const port = await freePort()
  const args = [...to, '--id', id, '--async', '--callback-url', `http://127.0.0.1:${port}/here`, '--json']
  const found = await run('search', args, secret)
  assert.equal(found.code, 0, found.problem)
  const answer = JSON.parse(found.out)
  assert.equal(answer.signature.result, 'valid')
  assert.equal(answer.message.search_response[0].status, 'succ')
})

test('what goes wrong has its exit code', async (t) => {
  const right = await served(t)
  const wrong = await served(t, 'signs-another-message')
  const silent = await served(t, 'never-calls-back')
  const told = async (args: readonly string[], environment = secret) => {
    const { code, problem } = await run('search', args, environment)
    return problem === undefined ? code : `${code} ${problem}`
  }
  assert.equal(await told(right.to), '2 cli.usage', 'nothing to search by')
  assert.equal(await told([...right.to, '--where', 'age below 25']), '2 cli.usage')
  assert.equal(await told([...right.to, '--id', id], { KIUNGO_CLIENT_SECRET: 'guessed' }), '3 cli.dci-refused')
  assert.equal(await told([...right.to, '--where', 'shoe_size gt 40']), '3 cli.dci-refused')
  assert.equal(await told([...wrong.to, '--id', id]), 3, 'the signature is not valid')
  assert.equal(await told([...silent.to, '--id', id, '--async', '--wait', '0.2']), '1 cli.dci-no-callback')
  const nowhere = ['--base-url', `http://127.0.0.1:${await freePort()}/dci`, '--registry', 'sr']
  assert.equal(await told([...nowhere, '--id', id], {}), '4 cli.unreachable')
})

test('a condition’s value is a number where it looks like one', () => {
  assert.deepEqual(condition('age lt 25'), { attribute: 'age', is: 'lt', value: 25 })
  assert.deepEqual(condition('ward eq "0700"'), { attribute: 'ward', is: 'eq', value: '0700' })
  assert.deepEqual(condition('phone eq 0712'), { attribute: 'phone', is: 'eq', value: '0712' })
  assert.deepEqual(condition('sex in male, female'), { attribute: 'sex', is: 'in', value: ['male', 'female'] })
  assert.equal(condition('age 25'), undefined)
})

test('a record cannot steer the terminal', () => {
  assert.deepEqual(recordLines([{ name: '\u001b[2JJuma' }]), ['1. name \ufffd[2JJuma'])
  assert.equal(clean('a\u202eb'), 'a\ufffdb')
})

test('a subscriber prints what it is told, and ends its subscription', async (t) => {
  const { server, to } = await served(t)
  const told = await run('subscribe', [...to, '--event', 'REGISTER', '--count', '1'], secret)
  assert.equal(told.code, 0, told.problem)
  const [subscription] = server.world.subscriptions
  assert.ok(subscription?.active)
  assert.ok(told.out.includes(`subscribed as ${subscription.code}`))
  assert.match(told.out, /REGISTER\n1\. UIN 9000000017 · given_name Zawadi.*\nsignature valid\n$/)
  const ended = await run('unsubscribe', [...to, '--code', subscription.code], secret)
  assert.equal(ended.code, 0, ended.problem)
  assert.equal(subscription.active, false)
  assert.equal((await run('unsubscribe', [...to, '--code', 'nobody’s'], secret)).code, 3)
  assert.equal((await run('subscribe', [...to, '--event', 'ECLIPSE', '--count', '1'], secret)).code, 3)
})

test('a notification that somebody else wrote is printed as such, and decides the exit code', async (t) => {
  const { to } = await served(t, 'signs-another-message')
  const told = await run('subscribe', [...to, '--event', 'REGISTER', '--count', '1'], secret)
  assert.equal(told.code, 3)
  assert.match(told.out, /signature not valid/)
})

test('the status of a transaction is told, and that of none is a refusal', async (t) => {
  const { to } = await served(t)
  const found = await run('search', [...to, '--id', id, '--json'], secret)
  const { transaction_id, search_response } = JSON.parse(found.out).message
  const told = await run('status', [...to, '--transaction', transaction_id], secret)
  assert.equal(told.code, 0, told.problem)
  assert.equal(told.out, `${transaction_id}:\n  ${search_response[0].reference_id} succ\nsignature valid\n`)
  assert.equal((await run('status', [...to, '--transaction', 'none'], secret)).code, 3)
})
