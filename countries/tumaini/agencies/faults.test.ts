// The fault switch, and the life of the process.
import assert from 'node:assert/strict'
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { openLab } from './lab.ts'

const lab = await openLab()
after(() => lab.close())
const { systems } = lab.agencies.addresses

const setFault = (address: string, state: unknown): Promise<Response> =>
  fetch(`${address}/_lab/faults`, { method: 'POST', body: JSON.stringify(state) })

const nin = lab.table('tiprs/persons.ndjson').row(0)[0]
const person = (signal?: AbortSignal): Promise<Response> =>
  fetch(`${systems.tiprs}/api/v2/persons/${nin}`, {
    headers: { 'x-api-key': 'tiprs-demo-key' },
    ...(signal && { signal }),
  })

test('every server has the switch, shows its state, and refuses nonsense', async () => {
  for (const address of Object.values(systems)) {
    assert.equal((await setFault(address, { mode: 'html' })).status, 200)
    assert.deepEqual(await (await fetch(`${address}/_lab/faults`)).json(), { mode: 'html', delayMs: 30_000 })
    assert.match(await (await fetch(`${address}/anything`)).text(), /^<!doctype html>/)
    for (const nonsense of [{ mode: 'sideways' }, { mode: 'slow', delayMs: 0 }, { mode: 'slow', delayMs: 1e9 }, null]) {
      assert.equal((await setFault(address, nonsense)).status, 400)
    }
    assert.equal((await setFault(address, { mode: 'ok' })).status, 200)
  }
})

test('a server that is down drops the connection, and works again when the switch is back', async () => {
  await setFault(systems.tiprs, { mode: 'down' })
  await assert.rejects(person())
  await setFault(systems.tiprs, { mode: 'ok' })
  assert.equal((await person()).status, 200)
})

test('a slow server answers late, and only as late as asked', async () => {
  await setFault(systems.tiprs, { mode: 'slow', delayMs: 150 })
  const begun = performance.now()
  assert.equal((await person()).status, 200)
  assert.ok(performance.now() - begun >= 140)
  await setFault(systems.tiprs, { mode: 'slow', delayMs: 60_000 })
  await assert.rejects(person(AbortSignal.timeout(100)))
  await setFault(systems.tiprs, { mode: 'ok' })
})

test('bad answers are bad in the way their mode says', async () => {
  await setFault(systems.tiprs, { mode: 'wrong-type' })
  const wrong = (await (await person()).json()) as { personRecord: { nin: unknown; birth: { dateOfBirth: unknown } } }
  assert.equal(typeof wrong.personRecord.nin, 'number')
  assert.equal(typeof wrong.personRecord.birth.dateOfBirth, 'number')
  await setFault(systems.tiprs, { mode: 'unknown-code' })
  const odd = (await (await person()).json()) as { personRecord: { gender: number } }
  assert.equal(odd.personRecord.gender, 7)
  await setFault(systems.tiprs, { mode: 'truncated' })
  await assert.rejects((await person()).json(), SyntaxError)
  await setFault(systems.tiprs, { mode: 'entities' })
  assert.match(await (await person()).text(), /<!ENTITY/)
  await setFault(systems.tiprs, { mode: 'ok' })
})

const main = new URL('./main.ts', import.meta.url).pathname
const args = ['--folder', lab.folder, '--port', '0']

async function firstLine(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data')) as [Buffer]
  return chunk.toString()
}

test('the process prints its addresses as one line of JSON and stops on SIGTERM', async () => {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ready = JSON.parse(await firstLine(child)) as { ready: boolean; systems: Record<string, string> }
  assert.equal(ready.ready, true)
  assert.equal((await fetch(`${ready.systems.revenue}/_lab/faults`)).status, 200)
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [0, null])
})

test('the process stops when its parent’s channel closes', async () => {
  const child = fork(main, args, { execArgv: [], stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  await firstLine(child)
  child.disconnect()
  assert.deepEqual(await once(child, 'exit'), [0, null])
})
