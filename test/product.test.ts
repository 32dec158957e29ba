// The product as its user starts it: `kiungo up` in a process of its own, and the other commands against it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import test, { type TestContext } from 'node:test'
import { root, stopWithThisProcess, temporaryFolder } from './support/database.ts'
import { type KiungoProcess, startKiungo } from './support/kiungo.ts'

const scale = 0.004

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command of the command line, as a shell would. */
function kiungo(...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const command = [join(root, 'src/cli/main.ts'), ...args]
    const env = { ...process.env, LANG: 'en', KIUNGO_LOG_LEVEL: 'error' }
    execFile(process.execPath, command, { env, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err })
    })
  })
}

const caller = ({ url, dataFolder }: KiungoProcess): string[] => ['--url', url, '--data', dataFolder]

/** A national id that the social registry knows. */
function someone({ dataFolder }: KiungoProcess): string {
  const [heading = '', ...rows] = readFileSync(join(dataFolder, 'tumaini/registry/person.csv'), 'utf8').split('\n')
  const column = heading.split(',').indexOf('national_id')
  const found = rows.map((row) => row.split(',')[column] ?? '').find((id) => /^\d{9}$/.test(id))
  assert.ok(found)
  return found
}

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-receipts-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('one start, then ask, verify, look up, examine, back up and restore', async (t) => {
  const node = await startKiungo(t, { scale, first: true })
  const receipts = folderFor(t)

  const asked = await kiungo('ask', someone(node), '--save', receipts, '--json', ...caller(node))
  assert.equal(asked.code, 0, asked.err)
  const { sources } = JSON.parse(asked.out) as { sources: { service: string; status: string; exchangeId: string }[] }
  const registry = sources.find(({ service }) => service === 'social-registry.person')
  assert.equal(registry?.status, 'answered')
  const files = readdirSync(receipts).map((name) => join(receipts, name))
  assert.equal(files.length, sources.length, 'every source asked has a receipt, refusals too')

  const key = join(receipts, 'key')
  writeFileSync(key, await (await fetch(`${node.url}/ledger/key`)).text())
  const verified = await kiungo('verify', ...files, '--key', key)
  assert.equal(verified.code, 0, verified.out)
  await refusesTampered(files[0] ?? '')

  const listed = await kiungo('exchanges', '--json', ...caller(node))
  const { exchanges } = JSON.parse(listed.out) as { exchanges: { id: string }[] }
  assert.deepEqual(new Set(exchanges.map(({ id }) => id)), new Set(sources.map(({ exchangeId }) => exchangeId)))
  for (const list of ['members', 'systems', 'agreements']) {
    const shown = await kiungo(list, ...caller(node))
    assert.equal(shown.code, 0, shown.err)
    assert.match(shown.out, /dss/)
  }

  const contract = join(receipts, 'contract.pdf')
  const written = await kiungo('agreements', 'text', 'nida-dss-identity', '--output', contract, ...caller(node))
  assert.equal(written.code, 0, written.err)
  const identified = await kiungo('agreements', 'identify', contract, '--json', ...caller(node))
  assert.equal(identified.code, 0, identified.err)
  assert.deepEqual(JSON.parse(identified.out).matches, true)

  const archive = join(receipts, 'kiungo.tar.gz')
  const backedUp = await kiungo('backup', archive, '--data', node.dataFolder)
  assert.equal(backedUp.code, 0, backedUp.err)
  await node.stop()

  const elsewhere = temporaryFolder()
  stopWithThisProcess(elsewhere)
  const restored = await kiungo('restore', archive, '--data', elsewhere)
  assert.equal(restored.code, 0, restored.err)
  const examined = await kiungo('doctor', '--data', elsewhere, '--port', '0')
  assert.equal(examined.code, 0, examined.out)
})

async function refusesTampered(file: string): Promise<void> {
  const receipt = JSON.parse(readFileSync(file, 'utf8')) as { index: number }
  const tampered = `${file}.tampered`
  writeFileSync(tampered, JSON.stringify({ ...receipt, index: receipt.index + 1 }))
  const refused = await kiungo('verify', tampered)
  assert.equal(refused.code, 3)
  assert.match(refused.out, /NOT VERIFIED/)
  rmSync(tampered)
}

test('killed without warning, it starts again on the same folder and has kept what it answered', async (t) => {
  const dataFolder = temporaryFolder()
  stopWithThisProcess(dataFolder)
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  const receipts = folderFor(t)
  const first = await startKiungo(t, { scale, dataFolder })
  const asked = await kiungo('ask', someone(first), '--save', receipts, ...caller(first))
  assert.equal(asked.code, 0, asked.err)
  await first.kill()

  const second = await startKiungo(t, { scale, dataFolder })
  const listed = await kiungo('exchanges', '--json', ...caller(second))
  const { exchanges } = JSON.parse(listed.out) as { exchanges: { id: string }[] }
  const kept = new Set(exchanges.map(({ id }) => `${id}.receipt.json`))
  assert.deepEqual(new Set(readdirSync(receipts)), kept)
})

test('what cannot be done is told with what to do about it', async () => {
  const unreachable = await kiungo('members', '--url', 'http://127.0.0.1:9', '--data', '/nowhere')
  assert.equal(unreachable.code, 3)
  assert.match(unreachable.err, /no key for the client.*npm start/s)
  const unknown = await kiungo('aks')
  assert.deepEqual([unknown.code, /choose one of: up, ask/.test(unknown.err)], [2, true])
  const invalid = await kiungo('up', '--port', '99999')
  assert.equal(invalid.code, 1)
  assert.match(invalid.err, /port \(KIUNGO_PORT\) must be a whole number from 0 to 65535/)
  const missing = await kiungo('verify', '/nowhere/receipt.json')
  assert.match(missing.err, /cannot be read/)
  const swahili = await kiungo('--help', '--lang', 'sw')
  assert.match(swahili.out, /Matumizi: kiungo AMRI/)
})
