import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { Check } from 'typebox/value'
import writeWorkbook from 'write-excel-file/node'
import { createTestDatabase } from '../../../../test/support/database.ts'
import { mustBeOk } from '../../../kernel/result.ts'
import { loadRegistry } from '../../../registry/load.ts'
import { registryFolder } from '../../../registry/sample.ts'
import { withDatabase } from '../encode/duckdb.ts'
import { loadSources, type Reach } from './load.ts'
import { Source, type SourceOrigin } from './schema.ts'

const columns = ['given', 'born', 'phone']

interface World {
  readonly folder: string
  file(name: string, content: string | Uint8Array): Promise<string>
  load(sources: readonly Source[], reach?: Partial<Reach>): ReturnType<typeof loadSources>
  rows(): Promise<unknown[]>
  run(query: string): Promise<void>
}

async function inWorld(t: TestContext, use: (world: World) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sources-'))
  t.after(() => rm(folder, { recursive: true }))
  await withDatabase({ threads: 2, memoryMiB: 300, spillFolder: folder }, async (database) => {
    await use({
      folder,
      async file(name, content) {
        const path = join(folder, name)
        await writeFile(path, content)
        return path
      },
      load: (sources, reach = {}) =>
        loadSources(sources, { database, name: 'raw', columns }, { spillFolder: folder, ...reach }),
      rows: async () => (await database.run('select * from raw order by rowid')).getRows(),
      run: async (query) => void (await database.run(query)),
    })
  })
}

const sourceOf = (from: SourceOrigin, more: Partial<Source> = {}): Source => {
  const source = { id: 'pension', from, recordId: 'no', columns: { given: 'name', born: 'dob' }, ...more }
  assert.ok(Check(Source, source))
  return source
}

test('CSV, workbook and Parquet come out as the same rows', async (t) => {
  await inWorld(t, async ({ folder, file, load, rows, run }) => {
    const expected = [
      ['pension', '1', 'Amina', '1985-03-04', null],
      ['pension', '2', null, '1990-01-01', null],
    ]
    const csv = await file('a.csv', '\ufeffno;name;dob;more\r\n1; Amina ;1985-03-04;"x;y"\r\n2;;1990-01-01;\r\n')
    const ofCsv = mustBeOk(await load([sourceOf({ kind: 'csv', path: csv })]))
    assert.deepEqual(await rows(), expected)
    assert.deepEqual(
      ofCsv.map(({ rows, without }) => ({ rows, without })),
      [{ rows: 2, without: ['phone'] }],
    )
    await run(`copy (select 1 as "no", 'Amina' as name, date '1985-03-04' as dob union all select 2, null, date '1990-01-01')
      to '${join(folder, 'a.parquet')}' (format parquet)`)
    mustBeOk(await load([sourceOf({ kind: 'parquet', path: join(folder, 'a.parquet') })]))
    assert.deepEqual(await rows(), expected)
    const sheet = [
      ['Pensioners of the second quarter'],
      ['no', 'name', 'dob'],
      [1, 'Amina', { value: new Date('1985-03-04T00:00:00Z'), format: 'dd/mm/yyyy' }],
      [],
      [2, null, '1990-01-01'],
    ]
    const book = await writeWorkbook([{ data: sheet as never, sheet: 'List' }]).toBuffer()
    mustBeOk(await load([sourceOf({ kind: 'xlsx', path: await file('a.xlsx', Buffer.from(book)), sheet: 'List' })]))
    assert.deepEqual(await rows(), expected)
  })
})

test('the registry is a source, whole and in one piece', async (t) => {
  const { pool } = await createTestDatabase(t)
  const { person } = mustBeOk(await loadRegistry(pool, registryFolder(t)))
  await inWorld(t, async ({ load, rows }) => {
    const source = sourceOf(
      { kind: 'registry', records: 'person' },
      { recordId: 'person_id', columns: { given: 'given_name', born: 'birth_date', phone: 'phone' } },
    )
    const [loaded] = mustBeOk(await load([source], { pool }))
    assert.equal(loaded?.rows, person)
    assert.match(loaded?.digest ?? '', /^[0-9a-f]{64}$/)
    const first = (await rows())[0] as string[]
    assert.match(first[3] ?? '', /^\d{4}-\d\d-\d\d$/)
    const wrong = await load([{ ...source, columns: { given: 'first_name' } }], { pool })
    assert.equal(!wrong.ok && wrong.problem.code, 'identity.source-columns-missing')
  })
})

test('a column that was renamed is named, with what it may be now', async (t) => {
  await inWorld(t, async ({ file, load }) => {
    const path = await file('a.csv', 'no,Full_Name,Birth date\n1,Amina,1985-03-04\n')
    const refused = await load([sourceOf({ kind: 'csv', path })])
    assert.ok(!refused.ok)
    assert.equal(refused.problem.code, 'identity.source-columns-missing')
    assert.equal(
      refused.problem.message,
      'the source pension has no column name, dob; it has no, Full_Name, Birth date',
    )
    assert.match(refused.problem.fix, /name may be Full_Name/)
  })
})

test('a wrong encoding is told with its line, and the right one is read', async (t) => {
  await inWorld(t, async ({ folder, file, load, rows }) => {
    const path = await file('a.csv', Buffer.from('no,name,dob\n1,Amina,\n2,Zoé,1985-03-04\n', 'latin1'))
    const refused = await load([sourceOf({ kind: 'csv', path })])
    assert.ok(!refused.ok)
    assert.equal(refused.problem.code, 'identity.source-encoding')
    assert.equal(refused.problem.params?.line, 3)
    mustBeOk(await load([sourceOf({ kind: 'csv', path, encoding: 'windows-1252' })]))
    assert.deepEqual((await rows())[1], ['pension', '2', 'Zoé', '1985-03-04', null])
    assert.deepEqual(await readdir(folder), ['a.csv'], 'the copy in UTF-8 is gone')
  })
})

test('a broken line is named by its number and never shown', async (t) => {
  await inWorld(t, async ({ file, load }) => {
    for (const broken of ['2,Juma', '2,Juma,1990-01-01,extra', '2,"Juma,1990-01-01']) {
      const refused = await load([
        sourceOf({ kind: 'csv', path: await file('a.csv', `no,name,dob\n1,Amina,\n${broken}\n`) }),
      ])
      assert.ok(!refused.ok, broken)
      assert.equal(refused.problem.code, 'identity.source-row-unreadable')
      assert.equal(refused.problem.params?.line, 3)
      assert.ok(!JSON.stringify(refused.problem).includes('Juma'))
    }
  })
})

test('record ids that are there twice, or missing, are counted and placed', async (t) => {
  await inWorld(t, async ({ file, load }) => {
    const twice = await load([sourceOf({ kind: 'csv', path: await file('a.csv', 'no,name,dob\n1,A,\n2,B,\n1,C,\n') })])
    assert.equal(!twice.ok && twice.problem.code, 'identity.source-ids-twice')
    assert.match(twice.ok ? '' : twice.problem.message, /1 record ids more than once, the first of them in rows 1, 3/)
    const missing = await load([sourceOf({ kind: 'csv', path: await file('b.csv', 'no,name,dob\n1,A,\n ,B,\n') })])
    assert.equal(!missing.ok && missing.problem.code, 'identity.source-ids-missing')
  })
})

test('the same ids in two sources are two records', async (t) => {
  await inWorld(t, async ({ file, load, rows }) => {
    const one = sourceOf({ kind: 'csv', path: await file('a.csv', 'no,name,dob\n1,A,\n') })
    const other = sourceOf({ kind: 'csv', path: await file('b.csv', 'no,name,dob\n1,B,\n') }, { id: 'drought' })
    mustBeOk(await load([one, other]))
    assert.equal((await rows()).length, 2)
  })
})

test('a delivery that arrives twice is recognised by its content, said, and loaded once', async (t) => {
  await inWorld(t, async ({ file, load, rows }) => {
    const text = 'no,name,dob\n1,A,\n2,B,\n'
    const one = sourceOf({ kind: 'csv', path: await file('a.csv', text) })
    const again = sourceOf({ kind: 'csv', path: await file('again.csv', text) }, { id: 'pension-june' })
    const loaded = mustBeOk(await load([one, again]))
    assert.deepEqual(
      loaded.map(({ id, rows, sameAs }) => ({ id, rows, sameAs })),
      [
        { id: 'pension', rows: 2, sameAs: undefined },
        { id: 'pension-june', rows: 0, sameAs: 'pension' },
      ],
    )
    assert.equal((await rows()).length, 2)
    const seenBefore = new Map([[loaded[0]?.digest ?? '', 'the delivery of 1 May']])
    assert.equal(mustBeOk(await load([one], { seenBefore }))[0]?.sameAs, 'the delivery of 1 May')
  })
})

test('what is empty, missing, or no such file is told as such', async (t) => {
  await inWorld(t, async ({ folder, file, load }) => {
    const codeOf = async (from: SourceOrigin) => {
      const result = await load([sourceOf(from)])
      return result.ok ? 'ok' : result.problem.code
    }
    assert.equal(await codeOf({ kind: 'csv', path: await file('a.csv', '') }), 'identity.source-empty')
    assert.equal(await codeOf({ kind: 'csv', path: await file('b.csv', 'no,name,dob\n') }), 'identity.source-empty')
    assert.equal(await codeOf({ kind: 'csv', path: join(folder, 'none.csv') }), 'identity.source-unreadable')
    assert.equal(await codeOf({ kind: 'csv', path: folder }), 'identity.source-unreadable')
    const twice = await file('c.csv', 'no,name,name\n1,A,B\n')
    assert.equal(await codeOf({ kind: 'csv', path: twice }), 'identity.source-column-twice')
    for (const kind of ['xlsx', 'parquet'] as const) {
      assert.equal(await codeOf({ kind, path: await file('d.bin', 'PK not really') }), 'identity.source-unreadable')
    }
    assert.equal(await codeOf({ kind: 'registry', records: 'person' }), 'identity.source-unreadable')
  })
})

test('hostile names of columns and hostile values stay what they are', async (t) => {
  await inWorld(t, async ({ file, load, rows }) => {
    const name = `name"'); drop table raw; --`
    const path = await file('a.csv', `no,"${name.replaceAll('"', '""')}",dob\n1,"O'Brien""; --",\n`)
    mustBeOk(await load([sourceOf({ kind: 'csv', path }, { columns: { given: name } })]))
    assert.deepEqual(await rows(), [['pension', '1', `O'Brien"; --`, null, null]])
  })
})
