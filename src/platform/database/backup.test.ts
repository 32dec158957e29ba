import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import type pg from 'pg'
import { createEmptyDatabase } from '../../../test/support/database.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { mustBeOk, ok } from '../../kernel/result.ts'
import { installJobs } from '../jobs/runner.ts'
import { createLogger } from '../telemetry/logger.ts'
import { backup } from './backup.ts'
import { placesOf } from './backup-files.ts'
import { migrate } from './migrate.ts'
import { restore } from './restore.ts'

const sql = `
  create table person (id bigint generated always as identity primary key, name text not null, born date, photo bytea,
    initial text generated always as (left(name, 1)) stored, notes jsonb default '{}');
  create table enrolment (person bigint not null references person, since timestamptz not null, amount numeric(12,2));
  create function no_change() returns trigger language plpgsql as $$ begin raise exception 'append-only'; end $$;
  create trigger append_only before update or delete on enrolment for each row execute function no_change();
  create table head (size bigint not null);
  insert into head values (0);`
const migrations = [{ number: 1, file: '0001_test.sql', sql, checksum: sha256Hex(sql) }]

const logger = createLogger('silent')

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-backup-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

async function empty(t: TestContext) {
  const database = await createEmptyDatabase(t)
  const prepare = async () => {
    const migrated = await migrate(database.pool, migrations)
    await installJobs(database.connectionString, logger)
    return migrated
  }
  return { ...database, prepare }
}

async function filled(t: TestContext) {
  const database = await empty(t)
  mustBeOk(await database.prepare())
  await database.pool.query(`
    insert into person (name, born, photo, notes) select 'Ñame' || chr(9) || i || E'\\n\\\\', date '1950-01-01' + i, decode(md5(i::text), 'hex'),
      case when i % 3 = 0 then null else jsonb_build_object('i', i) end from generate_series(1, 20000) i;
    insert into enrolment select id, now(), id * 1.25 from person;
    update head set size = 20000;
    select graphile_worker.add_job('room.task', '{"id":"x"}')`)
  return database
}

const contents = async (pool: pg.Pool) =>
  (
    await pool.query(`select (select md5(string_agg(p::text, '|' order by id)) from person p) as person,
      (select md5(string_agg(e::text, '|' order by person)) from enrolment e) as enrolment, (select size from head) as head,
      (select count(*) from graphile_worker._private_jobs) as jobs, nextval('person_id_seq') as next`)
  ).rows[0]

test('what is restored equals what was backed up: rows, generated columns, sequences, waiting jobs', async (t) => {
  const source = await filled(t)
  const file = join(folderOf(t), 'kiungo.tar.gz')
  const seen: string[] = []
  const manifest = mustBeOk(
    await backup(source.pool, { folders: {}, file, onProgress: ({ table }) => seen.push(table) }),
  )
  assert.ok(seen.includes('public.person'))
  assert.equal(manifest.tables.find(({ name }) => name === 'public.person')?.rows, 20_000)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const target = await empty(t)
  assert.deepEqual(await restore(target.pool, { folders: {}, file, prepare: target.prepare }), ok(manifest))
  assert.deepEqual(await contents(target.pool), await contents(source.pool))
  await assert.rejects(target.pool.query('delete from enrolment'), /append-only/, 'triggers are at work again')
})

test('a backup is of one moment: what is written meanwhile is not in it', async (t) => {
  const source = await filled(t)
  const file = join(folderOf(t), 'kiungo.tar.gz')
  let written: Promise<unknown> | undefined
  const onProgress = () => {
    written ??= source.pool.query("insert into person (name) values ('late')")
  }
  const manifest = mustBeOk(await backup(source.pool, { folders: {}, file, onProgress }))
  await written
  assert.equal(manifest.tables.find(({ name }) => name === 'public.person')?.rows, 20_000)
})

test('a database in use is refused, and replaced only when that is said', async (t) => {
  const source = await filled(t)
  const file = join(folderOf(t), 'kiungo.tar.gz')
  mustBeOk(await backup(source.pool, { folders: {}, file }))
  await source.pool.query("insert into person (name) values ('to be lost')")
  const refused = await restore(source.pool, { folders: {}, file, prepare: source.prepare })
  assert.equal(!refused.ok && refused.problem.code, 'platform.restore-target-not-empty')
  mustBeOk(await restore(source.pool, { folders: {}, file, prepare: source.prepare, replace: true }))
  assert.equal((await source.pool.query('select count(*) as n from person')).rows[0].n, 20_000)
})

test('a backup of another version is refused with both versions', async (t) => {
  const source = await filled(t)
  const file = join(folderOf(t), 'kiungo.tar.gz')
  mustBeOk(await backup(source.pool, { folders: {}, file }))
  const target = await createEmptyDatabase(t)
  const other = { number: 2, file: '0002_other.sql', sql: 'select 1', checksum: sha256Hex('select 1') }
  const prepare = async () => {
    const migrated = await migrate(target.pool, [...migrations, other])
    await installJobs(target.connectionString, logger)
    return migrated
  }
  const refused = await restore(target.pool, { folders: {}, file, prepare })
  assert.match(!refused.ok ? refused.problem.message : '', /made at 0001_test\.sql .* is at 0002_other\.sql/)
})

test('a damaged, cut or foreign file is refused and changes nothing', async (t) => {
  const source = await filled(t)
  const folder = folderOf(t)
  const file = join(folder, 'kiungo.tar.gz')
  mustBeOk(await backup(source.pool, { folders: {}, file }))
  const before = await contents(source.pool)
  const archive = gunzipSync(readFileSync(file))
  const flipped = Buffer.from(archive)
  const at = flipped.indexOf('Ñame\\t777')
  flipped[at + 7] = 0x38
  const bad = { cut: readFileSync(file).subarray(0, 5000), flipped: gzipSync(flipped), foreign: Buffer.from('hello') }
  for (const [name, bytes] of Object.entries(bad)) {
    writeFileSync(join(folder, name), bytes)
    const result = await restore(source.pool, {
      folders: {},
      file: join(folder, name),
      prepare: source.prepare,
      replace: true,
    })
    assert.equal(!result.ok && result.problem.code, 'platform.backup-damaged', name)
  }
  const missing = await restore(source.pool, {
    folders: {},
    file: join(folder, 'none'),
    prepare: source.prepare,
    replace: true,
  })
  assert.equal(!missing.ok && missing.problem.code, 'platform.backup-unreadable')
  assert.deepEqual({ ...(await contents(source.pool)), next: 0 }, { ...before, next: 0 })
})

test('the keys go with the database, and do not take the place of others unasked', async (t) => {
  const source = await filled(t)
  const [from, to, out] = [folderOf(t), folderOf(t), folderOf(t)]
  const file = join(out, 'kiungo.tar.gz')
  writeFileSync(join(from, 'ledger.pem'), 'the key')
  mustBeOk(await backup(source.pool, { folders: { keys: from }, file }))
  const keys = join(to, 'keys')
  const target = await empty(t)
  mustBeOk(await restore(target.pool, { folders: { keys }, file, prepare: target.prepare }))
  assert.equal(readFileSync(join(keys, 'ledger.pem'), 'utf8'), 'the key')
  assert.deepEqual(readdirSync(keys), ['ledger.pem'])
  writeFileSync(join(keys, 'ledger.pem'), 'another key')
  const second = await empty(t)
  const refused = await restore(second.pool, { folders: { keys }, file, prepare: second.prepare })
  assert.equal(!refused.ok && refused.problem.code, 'platform.restore-other-keys')
  mustBeOk(await restore(second.pool, { folders: { keys }, file, prepare: second.prepare, replace: true }))
  assert.equal(readFileSync(join(keys, 'ledger.pem'), 'utf8'), 'the key')
})

test('a file whose name leads out of its folder is refused', () => {
  for (const name of ['files/keys/../../etc/passwd', 'files/other/x', 'files/keys/.ssh', 'files/keys/a/b']) {
    assert.throws(() => placesOf([{ name, bytes: Buffer.alloc(0) }], { keys: '/data/keys' }), /has no place here/, name)
  }
})
