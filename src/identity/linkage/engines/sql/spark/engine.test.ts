import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import test, { type TestContext } from 'node:test'
import { personColumns } from '../../../../../../bench/linkage/people.ts'
import { limits, openEngine, preparePeople, testFolder, trained } from '../../../../../../test/support/linkage.ts'
import { mustBeOk } from '../../../../../kernel/result.ts'
import { withDatabase } from '../../../encode/duckdb.ts'
import { narrowBlocking, personModel } from '../../../model/person.ts'
import type { Edges } from '../../contract.ts'
import { duckdbEngine } from '../duckdb.ts'
import { smallModel } from '../test-small.ts'
import { scoreOnSpark } from './engine.ts'
import { findSpark } from './find.ts'
import { runSpark } from './process.ts'

const installed = findSpark(process.env)
const skip = installed.ok ? false : `${installed.problem.message}; ${installed.problem.fix}`
const settings = {
  ...{ 'spark.master': 'local[2]', 'spark.ui.enabled': 'false', 'spark.sql.shuffle.partitions': '2' },
  ...{ 'spark.driver.bindAddress': '127.0.0.1', 'spark.driver.host': '127.0.0.1' },
}

const folderOf = (t: TestContext): string => {
  const folder = testFolder()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
const listed = ({ count, a, b, pattern }: Edges) => Array.from({ length: count }, (_, i) => [a[i], b[i], pattern[i]])

// Few rules: Spark needs seconds for each statement, however few the records. Some of their blocks are left out.
test('Spark finds the pairs, levels and weights of DuckDB, and tells how far it is', { skip }, async (t) => {
  const folder = folderOf(t)
  const whole = personModel(personColumns, narrowBlocking.slice(2, 5))
  const model = { ...whole, blocking: { ...whole.blocking, maxPairsPerBlock: 10 } }
  const people = await preparePeople(4_000, folder, model)
  const kernel = await openEngine(people.folder, people.prepared, model)
  t.after(() => kernel.close())
  const fitted = await trained(model, kernel, people.prepared)
  const shares: number[] = []
  await withDatabase(limits, async (database) => {
    const expected = await duckdbEngine(database, people).scorePairs(fitted, -6, () => undefined)
    const options = { ...people, work: join(folder, "it's spark"), program: mustBeOk(installed), settings }
    const found = mustBeOk(await scoreOnSpark(database, options, fitted, -6, (share) => shares.push(share)))
    assert.ok(expected.edges.count > 300)
    assert.ok(expected.rules.some(({ purged }) => purged.blocks > 0))
    assert.deepEqual(listed(found.edges), listed(expected.edges))
    expected.edges.weight.forEach((weight, i) => {
      assert.ok(Math.abs(weight - found.edges.weight[i]!) < 1e-9)
    })
    assert.deepEqual(found.rules, expected.rules)
  })
  assert.equal(shares.at(-1), 1)
  assert.ok(shares.length > 6 && shares.every((share, i) => i === 0 || share > shares[i - 1]!))
})

/** A program in the place of Spark's, which ends as Spark can end. */
function standIn(folder: string, script: string): string {
  mkdirSync(join(folder, 'bin'), { recursive: true })
  const program = join(folder, 'bin', 'spark-sql')
  writeFileSync(program, `#!/bin/sh\n${script}\n`)
  chmodSync(program, 0o755)
  return program
}

test('Spark is found under SPARK_HOME first, then on PATH, and its absence is told with what to do', (t) => {
  const folder = folderOf(t)
  const missing = findSpark({ PATH: '/nowhere:/else' })
  assert.ok(!missing.ok)
  assert.equal(missing.problem.code, 'identity.spark-missing')
  assert.match(missing.problem.fix, /linkage-on-spark/)
  const program = standIn(folder, 'exit 0')
  assert.equal(mustBeOk(findSpark({ SPARK_HOME: folder, PATH: '/nowhere' })), program)
  assert.equal(mustBeOk(findSpark({ PATH: `/nowhere:${join(folder, 'bin')}` })), program)
  assert.ok(!findSpark({ SPARK_HOME: '/nowhere', PATH: join(folder, 'bin') }).ok)
})

test('what Spark answers is passed on line by line, and its settings reach it', async (t) => {
  const folder = folderOf(t)
  const script = { file: join(folder, 'a.sql'), folder, log: join(folder, 'a.log') }
  const lines: string[] = []
  const program = standIn(folder, 'printf "%s\\n" "$@"')
  mustBeOk(await runSpark({ program, settings: { 'spark.master': 'yarn' } }, script, (line) => lines.push(line)))
  assert.deepEqual(lines, ['--conf', 'spark.master=yarn', '-f', script.file])
})

test('a Spark that fails is told by the name of its error alone, since the rest may quote values', async (t) => {
  const folder = folderOf(t)
  const script = { file: join(folder, 'a.sql'), folder, log: join(folder, 'a.log') }
  const failing = async (text: string) => {
    const done = await runSpark({ program: standIn(folder, text), settings: {} }, script, () => undefined)
    assert.ok(!done.ok)
    return done.problem
  }
  const wrong = await failing(
    'echo "26/01/01 ERROR [CAST_INVALID_INPUT] The value \'Achieng\' is no number" >&2; exit 1',
  )
  assert.equal(wrong.code, 'identity.spark-failed')
  assert.match(wrong.message, /CAST_INVALID_INPUT/)
  assert.doesNotMatch(JSON.stringify(wrong), /Achieng/)
  assert.match((await failing('echo "x java.lang.OutOfMemoryError: heap" >&2; exit 52')).message, /OutOfMemoryError/)
  assert.match((await failing('exit 3')).message, /exit code 3/)
})

test('a Spark that is gone when it should start is told as one that fails', async (t) => {
  const folder = folderOf(t)
  const script = { file: join(folder, 'a.sql'), folder, log: join(folder, 'a.log') }
  const gone = await runSpark({ program: join(folder, 'gone'), settings: {} }, script, () => undefined)
  assert.ok(!gone.ok)
  assert.match(gone.problem.message, /did not start|exit code/)
})

test('a Spark that is killed, by the machine or by the caller, is told apart from one that fails', async (t) => {
  const folder = folderOf(t)
  const script = { file: join(folder, 'a.sql'), folder, log: join(folder, 'a.log') }
  const killed = await runSpark({ program: standIn(folder, 'kill -9 $$'), settings: {} }, script, () => undefined)
  assert.ok(!killed.ok)
  assert.equal(killed.problem.code, 'identity.spark-killed')
  assert.match(killed.problem.message, /SIGKILL/)
  const control = new AbortController()
  const program = standIn(folder, 'echo started; exec sleep 60')
  const ended = await runSpark({ program, settings: {}, signal: control.signal }, script, () => control.abort())
  assert.ok(!ended.ok)
  assert.equal(ended.problem.code, 'identity.spark-killed')
})

test('a scoring whose Spark fails ends with that failure, and yields no pairs', async (t) => {
  const folder = folderOf(t)
  const people = await preparePeople(200, folder, smallModel)
  const options = { ...people, work: join(folder, 'spark'), program: standIn(folder, 'exit 1'), settings: {} }
  const scored = await withDatabase(limits, (database) =>
    scoreOnSpark(database, options, smallModel, -2, () => undefined),
  )
  assert.ok(!scored.ok)
  assert.equal(scored.problem.code, 'identity.spark-failed')
})
