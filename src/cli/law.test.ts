import assert from 'node:assert/strict'
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createTestDatabase, root } from '../../test/support/database.ts'
import { mustBeOk } from '../kernel/result.ts'
import { lawCheck } from './commands/law/check.ts'
import { createOutput } from './output.ts'
import { seedLaw } from './seed-law.ts'

const spa = join(root, 'countries/tumaini/law/tu-spa.yaml')

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-law-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

async function check(file: string, json = false) {
  const out: string[] = []
  const output = createOutput({ out: (s) => out.push(s), err: () => undefined, interactive: false }, 'en', json)
  const ended = await lawCheck.run({ options: {}, positionals: [file], environment: {}, output })
  return { code: ended.ok ? ended.value : ended.problem.code, text: out.join('') }
}

test('a pack is checked without a running node; its faults are all told, each with its place', async (t) => {
  const sound = await check(spa)
  assert.equal(sound.code, 0)
  assert.match(sound.text, /^tu-spa@2026\.1 is sound: 5 rules and 0 clocks/)
  const file = join(folderOf(t), 'tu-spa.yaml')
  const text = readFileSync(spa, 'utf8')
  writeFileSync(
    file,
    text
      .replace('floorPercent } }', 'florPercent } }')
      .replace('act: spa', 'act: other')
      .replace(/\$agreement\.quality\.floorPercent/, '$agreement.quality.floor'),
  )
  const faulty = await check(file)
  assert.equal(faulty.code, 3)
  assert.match(faulty.text, /\/rules\/0\/source\/act: there is no act other\. Use one of: spa\./)
  assert.match(
    faulty.text,
    /\/rules\/0\/check\/exists: there is no fact agreement\.quality\.floor\. Use one of: floorPercent\./,
  )
  assert.equal(JSON.parse((await check(file, true)).text).faults.length, 2)
  writeFileSync(file, 'a: [')
  assert.equal((await check(file)).code, 'cli.rule-pack-unreadable')
  assert.equal((await check(`${file}.none`)).code, 'cli.rule-pack-unreadable')
})

test('the law of every country in the folder is brought once, and again when a file changes', async (t) => {
  const { pool } = await createTestDatabase(t)
  const countries = folderOf(t)
  mkdirSync(join(countries, 'tumaini/law'), { recursive: true })
  mkdirSync(join(countries, 'without-law'))
  const file = join(countries, 'tumaini/law/tu-spa.yaml')
  cpSync(spa, file)
  assert.equal(mustBeOk(await seedLaw(pool, countries)), 1)
  assert.equal(mustBeOk(await seedLaw(pool, countries)), 0)
  const text = readFileSync(spa, 'utf8')
  writeFileSync(file, text.replace('"2026.1"', '"2026.2"'))
  assert.equal(mustBeOk(await seedLaw(pool, countries)), 1)
  writeFileSync(file, text.replace('"2026.1"', '"2026.3"').replace('act: spa', 'act: other'))
  const faulty = await seedLaw(pool, countries)
  assert.equal(faulty.ok ? '' : faulty.problem.code, 'agreements.rule-pack-faulty')
  const { rows } = await pool.query('select version from rule_pack_version order by seq')
  assert.deepEqual(
    rows.map(({ version }) => version),
    ['2026.1', '2026.2'],
  )
})

test('every pack of the house is brought, and its file is named after it', async (t) => {
  const { pool } = await createTestDatabase(t)
  const files = globSync('countries/*/law/*.yaml', { cwd: root })
  assert.equal(mustBeOk(await seedLaw(pool, join(root, 'countries'))), files.length)
  const { rows } = await pool.query('select pack_id, hash from rule_pack_version order by pack_id')
  assert.deepEqual(
    rows.map(({ pack_id }) => pack_id),
    files.map((file) => basename(file, '.yaml')).sort(),
  )
})
