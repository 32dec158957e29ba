import assert from 'node:assert/strict'
import { renameSync, rmSync } from 'node:fs'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { cacheFolder, stopWithThisProcess, temporaryFolder } from '../../../test/support/database.ts'
import { mustBeOk } from '../../kernel/result.ts'
import { openDatabase } from './connect.ts'
import { serverIdentity } from './embedded-binaries.ts'
import { clusterPlaces } from './embedded-cluster.ts'
import { killNow, processesOf, runningServer } from './embedded-orphan.ts'

test('an embedded server that dies is started again, on its own data and on no other', async (t) => {
  const dataFolder = temporaryFolder()
  stopWithThisProcess(dataFolder)
  const said: string[] = []
  const database = mustBeOk(await openDatabase({ dataFolder, cacheFolder, say: (line) => said.push(line) }))
  t.after(() => rmSync(dataFolder, { recursive: true, force: true }))
  await database.pool.query('create table kept as select 1 as n')
  const { cluster } = clusterPlaces(dataFolder, serverIdentity())
  const pid = runningServer(cluster)
  assert.ok(pid !== undefined)

  renameSync(cluster, `${cluster}.away`)
  processesOf(pid).forEach(killNow)
  await sleep(2_500)
  assert.equal(await database.pool.query('select from kept').catch(() => 'away'), 'away')
  assert.ok(said.length > 0, 'it says that it cannot start the server')
  renameSync(`${cluster}.away`, cluster)

  const deadline = Date.now() + 15_000
  const count = () =>
    database.pool.query('select n from kept').then(
      ({ rows }) => rows,
      () => undefined,
    )
  let rows = await count()
  while (rows === undefined && Date.now() < deadline) {
    await sleep(100)
    rows = await count()
  }
  assert.deepEqual(rows, [{ n: 1 }])
  assert.match(said.at(-1) ?? '', /started again/)
  await database.stop()
  assert.equal(runningServer(cluster), undefined)
})
