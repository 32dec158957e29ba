import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { personColumns } from '../../../../bench/linkage/people.ts'
import { writePeople } from '../../../../bench/linkage/written.ts'
import { cleanerOf, kernelFolder, limits, testFolder } from '../../../../test/support/linkage.ts'
import { fail, ok } from '../../../kernel/result.ts'
import { levelsOfPattern, nullLevel, patternPlaces } from '../compare/levels.ts'
import { withDatabase } from '../encode/duckdb.ts'
import { duckdbEngine } from '../engines/sql/duckdb.ts'
import { personModel } from '../model/person.ts'
import type { LinkageModel } from '../model/schema.ts'
import { clusterFile, householdLinkFile, pairFile } from './files.ts'
import { type LinkageRun, type Linked, linkRecords, ScoringFailed } from './run.ts'

const records = 4_000
const killedRun = fileURLToPath(new URL('../../../../test/support/linkage-run-process.ts', import.meta.url))
const model = personModel(personColumns)

async function peopleOf(t: TestContext) {
  const folder = testFolder()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return { folder, ...(await writePeople(records, 'run', folder)) }
}

const runOf = (folder: string, raw: string, changes: Partial<LinkageRun> = {}): LinkageRun => ({
  ...{ model, fingerprint: raw, cleanerOf, kernelFolder, threads: 2, memoryMiB: 600, threshold: 'model' },
  raw: async () => raw,
  folder: join(folder, 'run'),
  ...changes,
})

/** Precision and recall of the linked pairs, by record ids. */
async function accuracy({ edges, clustering }: Linked, folder: string, truth: string) {
  const query = `select r."row", t.person from '${join(folder, 'run', 'prepared', 'records.parquet')}' r
    join '${truth}' t using (record_id) order by r."row"`
  const persons = await withDatabase(limits, async (database) => (await database.runAndReadAll(query)).getRows())
  const person = persons.map(([, id]) => String(id))
  const sizes = new Map<string, number>()
  for (const id of person) sizes.set(id, (sizes.get(id) ?? 0) + 1)
  const all = [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  let linked = 0
  let right = 0
  for (let i = 0; i < edges.count; i++) {
    if (clustering.linked[i] === 0) continue
    linked++
    if (person[edges.a[i]!] === person[edges.b[i]!]) right++
  }
  return { precision: right / linked, recall: right / all }
}

test('people registered again are found without labels, and what the run expects of itself is near the truth', async (t) => {
  const { folder, people, truth } = await peopleOf(t)
  const linked = await linkRecords(runOf(folder, `select * from '${people}'`))
  const { precision, recall } = await accuracy(linked, folder, truth)
  assert.ok(precision > 0.97, `precision ${precision}`)
  assert.ok(recall > 0.93, `recall ${recall}`)
  const { chosen } = linked.report.expected
  assert.ok(Math.abs(chosen.precision - precision) < 0.03, `expected ${chosen.precision}, was ${precision}`)
  assert.ok(existsSync(clusterFile(join(folder, 'run'))))
  assert.equal(linked.report.records, linked.clustering.cluster.length)
})

test('a run that was killed goes on from its last whole stage, and comes to the same clusters', async (t) => {
  const { folder, people } = await peopleOf(t)
  const raw = `select * from '${people}'`
  const whole = await linkRecords(runOf(folder, raw, { folder: join(folder, 'other') }))
  for (const stage of ['train', 'score', 'cluster']) {
    const killed = spawnSync(process.execPath, [killedRun, folder, people, stage])
    assert.equal(killed.signal, 'SIGKILL', killed.stderr.toString())
  }
  const stages: string[] = []
  const linked = await linkRecords(runOf(folder, raw, { progress: (stage) => stages.push(stage) }))
  assert.deepEqual([...new Set(stages)], ['cluster'], 'what was done is not done again')
  assert.deepEqual(linked.clustering.cluster, whole.clustering.cluster)
  const changed = await linkRecords(
    runOf(folder, raw, { fingerprint: 'newer', progress: (stage) => stages.push(stage) }),
  )
  assert.ok(changed.report.seconds.prepare > 0, 'other data are prepared anew')
})

test('a run that finds no room on the disk fails, and goes on when there is room', async (t) => {
  const { folder, people } = await peopleOf(t)
  // No file may grow beyond 100 kB: as a full disk, but for this process alone.
  const command = `ulimit -f 100; trap '' XFSZ; "${process.execPath}" "${killedRun}" "${folder}" "${people}" none`
  const full = spawnSync('bash', ['-c', command])
  assert.notEqual(full.status, 0)
  const linked = await linkRecords(runOf(folder, `select * from '${people}'`))
  assert.equal(linked.report.records, linked.clustering.cluster.length)
})

test('a column that is empty, one that is constant and one giant block cost speed and not the run', async (t) => {
  const { folder, people, truth } = await peopleOf(t)
  const raw = `select * replace (null as phone, 'male' as sex, 'V' as village, 'W' as ward, 'D' as district) from '${people}'`
  const capped: LinkageModel = { ...model, blocking: { ...model.blocking, maxPairsPerBlock: 100 } }
  const linked = await linkRecords(runOf(folder, raw, { model: capped }))
  const phone = linked.report.rules.find(({ rule }) => rule === 'phone-exact')
  assert.equal(phone?.pairs, 0)
  assert.ok(linked.report.rules.some(({ purged }) => purged.blocks > 0))
  const { precision, recall } = await accuracy(linked, folder, truth)
  assert.ok(precision > 0.9 && recall > 0.75, `precision ${precision}, recall ${recall}`)
})

test('a source that arrives twice is taken once', async (t) => {
  const { folder, people } = await peopleOf(t)
  const twice = `select * from '${people}' union all select * from '${people}'`
  const { report } = await linkRecords(runOf(folder, twice))
  assert.equal(report.repeated, report.records)
})

test('accents and case do not matter; one letter, three hundred letters and impossible dates do no harm', async (t) => {
  const { folder, people } = await peopleOf(t)
  const long = 'Wanjiku'.repeat(43)
  const rows = [
    ['x1', 'JOSÉ-MARIA', 'Ñamwéya', '1984-03-12', '771122334'],
    ['x2', 'jose maria', 'NAMWEYA', '1984-03-12', '771122334'],
    ['x3', 'A', 'B', '2091-01-01', null],
    ['x4', 'A', 'B', '1896-01-01', null],
    ['x5', long, long, '1990-05-05', null],
    ['x6', `${long}i`, long, '1990-05-05', null],
  ]
  const sql = (value: string | null) => (value === null ? 'null' : `'${value}'`)
  const extra = rows.map(
    ([id, given, family, birth, nid]) =>
      `select 'registry', ${[id, given, family, birth].map((value) => sql(value ?? null)).join(', ')}, 'female', ${sql(nid ?? null)},
       null, 'Region 1', 'District 8', 'Ward 50', 'Village 400', null, ${sql(`h${id}`)}`,
  )
  const _linked = await linkRecords(runOf(folder, [`select * from '${people}'`, ...extra].join(' union all ')))
  const query = `select record_id, cluster from '${clusterFile(join(folder, 'run'))}' where record_id like 'x%' order by 1`
  const reader = await withDatabase(limits, (database) => database.runAndReadAll(query))
  const cluster = Object.fromEntries(reader.getRows()) as Record<string, number>
  assert.equal(cluster.x1, cluster.x2)
  assert.equal(cluster.x5, cluster.x6)
  const pair = `select pattern from '${pairFile(join(folder, 'run'))}' where 'x3' in (left_id, right_id) and 'x4' in (left_id, right_id)`
  const patterns = await withDatabase(limits, (database) => database.runAndReadAll(pair))
  for (const [pattern] of patterns.getRows()) {
    const birth = levelsOfPattern(patternPlaces(model), Number(pattern))[2]
    assert.equal(birth, nullLevel, 'two impossible dates are no agreement')
  }
})

test('twins, and a father and a son of one name, are never linked without a person', async (t) => {
  const { folder, people } = await peopleOf(t)
  const roster: LinkageModel = {
    ...model,
    fields: [...model.fields, { id: 'household', kind: 'household-id', from: ['household'] }],
    constraints: { uniqueSources: [], rosters: ['household.exact'] },
  }
  const linked = await linkRecords(runOf(folder, `select * from '${people}'`, { model: roster }))
  const query = `select count(*) from (select c.cluster, p.household from '${clusterFile(join(folder, 'run'))}' c
    join '${people}' p using (record_id) group by all having count(*) > 1)`
  const [[count]] = (await withDatabase(limits, (database) => database.runAndReadAll(query))).getRows() as [[bigint]]
  assert.equal(count, 0n)
  const { rosters, links } = linked.report.households ?? {}
  assert.ok((rosters ?? 0) > 0)
  // People are there twice, in two households each: the file names them as the source does.
  const named = `select count(*), count(distinct kind) from '${householdLinkFile(join(folder, 'run'))}' k
    where left_household in (select household from '${people}') and right_household in (select household from '${people}')`
  const [[kept]] = (await withDatabase(limits, (database) => database.runAndReadAll(named))).getRows() as [[bigint]]
  assert.equal(Number(kept), (links?.same ?? 0) + (links?.['part-of'] ?? 0) + (links?.['some-members'] ?? 0))
  assert.ok(Number(kept) > 0)
  assert.ok(
    (linked.report.reviews['same-roster'] ?? 0) + (linked.report.reviews.kin ?? 0) > 0,
    'they are shown to a person',
  )
})

test('the report is JSON that names no one', async (t) => {
  const { folder, people } = await peopleOf(t)
  await linkRecords(runOf(folder, `select * from '${people}'`))
  const report = readFileSync(join(folder, 'run', 'report.json'), 'utf8')
  assert.doesNotMatch(report, /Wanjiku|Kamau|Otieno/i)
})

test('pairs may be scored elsewhere; where that fails the run stops with the reason, and goes on from there', async (t) => {
  const { folder, people } = await peopleOf(t)
  const raw = `select * from '${people}'`
  const problem = { code: 'identity.spark-killed', status: 503, message: 'Spark was ended', fix: 'Run again' }
  const failing = runOf(folder, raw, { scoring: async () => fail(problem) })
  await assert.rejects(linkRecords(failing), (error) => error instanceof ScoringFailed && error.problem === problem)
  const stages: string[] = []
  const linked = await linkRecords(
    runOf(folder, raw, {
      scoring: async (database, prepared, ...rest) => ok(await duckdbEngine(database, prepared).scorePairs(...rest)),
      progress: (stage) => stages.push(stage),
    }),
  )
  assert.deepEqual([...new Set(stages)], ['score', 'cluster'], 'what was done is not done again')
  const expected = await linkRecords(runOf(folder, raw, { folder: join(folder, 'other') }))
  assert.ok(expected.edges.count > 500)
  assert.deepEqual(linked.clustering.cluster, expected.clustering.cluster)
})
