import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import test from 'node:test'
import { cacheFolder, stopWithThisProcess, temporaryFolder } from '../../../test/support/database.ts'
import { mustBeOk } from '../../kernel/result.ts'
import { createPool, openDatabase } from './connect.ts'
import { removeEmbeddedDatabase, startEmbeddedPostgres } from './embedded.ts'

const start = async (dataFolder: string) => mustBeOk(await startEmbeddedPostgres({ dataFolder, cacheFolder }))

function dataFolderFor(t: { after(action: () => void): void }): string {
  const dataFolder = temporaryFolder()
  stopWithThisProcess(dataFolder)
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  return dataFolder
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const pool = createPool({ url })
  try {
    return (await pool.query(sql)).rows
  } finally {
    await pool.end()
  }
}

test('a database started in a new folder keeps its rows over a stop and a start', async (t) => {
  const dataFolder = dataFolderFor(t)
  const first = await start(dataFolder)
  assert.equal(first.started, 'fresh')
  await query(first.url, 'create table note (body text)')
  await query(first.url, "insert into note values ('kept')")
  await first.stop()
  assert.equal(existsSync(join(dataFolder, 'postgres/cluster/postmaster.pid')), false)
  const second = await start(dataFolder)
  assert.equal(second.started, 'warm')
  assert.deepEqual(await query(second.url, 'select body from note'), [{ body: 'kept' }])
  await second.stop()
})

test('an acknowledged row outlives a kill -9 of every server process', async (t) => {
  const dataFolder = dataFolderFor(t)
  const first = await start(dataFolder)
  await query(first.url, 'create table note (body text)')
  await query(first.url, "insert into note values ('kept')")
  await first.kill()
  const second = await start(dataFolder)
  assert.deepEqual(await query(second.url, 'select body from note'), [{ body: 'kept' }])
  await second.stop()
})

test('a server left by a killed process is taken over and can be stopped', async (t) => {
  const dataFolder = dataFolderFor(t)
  const code = `
    import { startEmbeddedPostgres } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)}
    const server = await startEmbeddedPostgres(${JSON.stringify({ dataFolder, cacheFolder })})
    console.log(server.value.pid)
    setInterval(() => {}, 1000)`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(parent.stdout, 'data')
  const guest = await start(dataFolder)
  await guest.stop()
  assert.equal(guest.started, 'attached')
  assert.equal((await query(guest.url, 'select 1 as one')).length, 1, 'a guest does not stop the server of another')
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  const taken = await start(dataFolder)
  assert.equal(taken.pid, Number(String(line).trim()))
  assert.equal(taken.started, 'attached')
  await taken.stop()
  await assert.rejects(query(taken.url, 'select 1'))
})

test('a pid file that names another program does not block the start', async (t) => {
  const dataFolder = dataFolderFor(t)
  const first = await start(dataFolder)
  const pidFile = join(dataFolder, 'postgres/cluster/postmaster.pid')
  const lines = readFileSync(pidFile, 'utf8').split('\n')
  await first.kill()
  writeFileSync(pidFile, [String(process.ppid), ...lines.slice(1)].join('\n'))
  const second = await start(dataFolder)
  assert.equal(second.started, 'warm')
  await second.stop()
})

test('two starts of one folder at once end with one server', async (t) => {
  const dataFolder = dataFolderFor(t)
  const [a, b] = await Promise.all([start(dataFolder), start(dataFolder)])
  assert.equal(a.pid, b.pid)
  await a.stop()
})

test('a data folder with a long path works: its socket lies elsewhere', async (t) => {
  const dataFolder = join(dataFolderFor(t), 'a-long-name-'.repeat(10))
  const server = await start(dataFolder)
  t.after(() => rmSync(server.socketFolder, { recursive: true, force: true }))
  assert.equal((await query(server.url, 'select 1')).length, 1)
  await server.stop()
})

test('text is compared and cased by Unicode', async (t) => {
  const server = await start(dataFolderFor(t))
  assert.deepEqual(await query(server.url, "select upper('é') as upper"), [{ upper: 'É' }])
  await server.stop()
})

test('an address where nothing answers is refused with a fix, not a crash', async () => {
  const opened = await openDatabase({ url: 'postgresql://nobody:secret@127.0.0.1:1/none' })
  assert.equal(opened.ok, false)
  if (opened.ok) return
  assert.equal(opened.problem.code, 'platform.database-unreachable')
  assert.doesNotMatch(JSON.stringify(opened.problem), /secret/)
})

test('a database that is removed is gone, also when its server still runs', async (t) => {
  const dataFolder = dataFolderFor(t)
  const first = await start(dataFolder)
  await removeEmbeddedDatabase(dataFolder)
  await assert.rejects(query(first.url, 'select 1'))
  const second = await start(dataFolder)
  assert.equal(second.started, 'fresh')
  await second.stop()
})

test('as root, a data folder that only root can enter is served from elsewhere, and that is said', async (t) => {
  if (process.getuid?.() !== 0) return t.skip('the server runs as this user')
  const parent = temporaryFolder()
  mkdirSync(parent, { mode: 0o700 })
  const dataFolder = join(parent, 'data')
  t.after(async () => {
    await removeEmbeddedDatabase(dataFolder)
    rmSync(parent, { recursive: true })
  })
  const said: string[] = []
  const server = mustBeOk(await startEmbeddedPostgres({ dataFolder, cacheFolder, say: (line) => said.push(line) }))
  assert.match(said.join(), /the database is kept in \/var\/lib\/kiungo\//)
  assert.equal((await query(server.url, 'select 1')).length, 1)
  await server.stop()
})

test('a database folder of another user is refused, not taken', async (t) => {
  if (process.getuid?.() !== 0) return t.skip('only root can make one')
  const dataFolder = dataFolderFor(t)
  mkdirSync(join(dataFolder, 'postgres'), { recursive: true })
  chmodSync(dataFolder, 0o711)
  chownSync(join(dataFolder, 'postgres'), 1, 1)
  const refused = await startEmbeddedPostgres({ dataFolder, cacheFolder })
  assert.match(!refused.ok ? refused.problem.message : '', /belongs to another user/)
})

test('a data folder of another major version of PostgreSQL is refused with the way over', async (t) => {
  const dataFolder = dataFolderFor(t)
  const first = await start(dataFolder)
  await first.stop()
  writeFileSync(join(dataFolder, 'postgres/cluster/PG_VERSION'), '17\n')
  const refused = await startEmbeddedPostgres({ dataFolder, cacheFolder })
  assert.match(!refused.ok ? refused.problem.message : '', /is of PostgreSQL 17/)
})
