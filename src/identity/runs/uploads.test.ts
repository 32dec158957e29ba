import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import writeWorkbook from 'write-excel-file/node'
import { fillRegistry, runDesk } from '../../../test/support/linkage-runs.ts'
import { literal, withDatabase } from '../linkage/encode/duckdb.ts'
import type { Proposal } from '../review/schema.ts'
import type { Run, Upload } from './schema.ts'

const types = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
} as const
type Format = keyof typeof types

const header = ['no', 'first', 'last', 'sex', 'born', 'number']
const columns = { given_name: 'first', surname: 'last', sex: 'sex', birth_date: 'born', national_id: 'number' }

/** The same table as a workbook with a title above it. */
async function workbookOf(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const data = [['Beneficiaries of the consortium'], header, ...rows.map((row) => row.map((value) => value || null))]
  return Buffer.from(await writeWorkbook([{ data: data as never, sheet: 'People' }]).toBuffer())
}

async function parquetOf(t: TestContext, rows: readonly (readonly string[])[]): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-upload-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'people.parquet')
  const values = rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ')
  await withDatabase({ threads: 1, memoryMiB: 100, spillFolder: folder }, (database) =>
    database.run(
      `copy (select * from (values ${values}) as people(${header.join(', ')})) to ${literal(file)} (format parquet)`,
    ),
  )
  return readFileSync(file)
}

async function desk(t: TestContext) {
  const runs = await runDesk(t)
  const hand = (format: Format, bytes: Buffer, name = `list-${format}`, type: string = types[format]) =>
    runs.send<Upload>('asha', `/v1/identity/uploads?name=${name}&format=${format}`, { type, bytes })
  return { ...runs, hand }
}

test('a workbook and a Parquet file handed in over HTTP are linked with the registry', async (t) => {
  const { pool, work, start, ended, call, hand } = await desk(t)
  await fillRegistry(pool, 600)
  const { rows } = await pool.query<Record<string, string | null>>(
    `select given_name, surname, sex, birth_date::text, national_id from person where person_id ~ '^[0-9]+$' limit 60`,
  )
  const people = rows.map((row, i) => [`N${i}`, ...Object.values(row).map((value) => value ?? '')])
  await work()
  const files: readonly (readonly [Format, Buffer])[] = [
    ['xlsx', await workbookOf(people.slice(0, 30))],
    ['parquet', await parquetOf(t, people.slice(30))],
  ]
  const sources: object[] = [{ registry: 'person' }]
  for (const [format, bytes] of files) {
    const kept = await hand(format, bytes)
    assert.equal(kept.status, 201, JSON.stringify(kept.body))
    assert.equal(kept.body.bytes, bytes.length)
    const told = await call<{ columns: string[] }>('asha', `/v1/identity/uploads/${kept.body.id}/columns`)
    assert.deepEqual(told.body.columns, header)
    sources.push({ upload: kept.body.id, recordId: 'no', columns })
  }
  const run = await ended((await start({ sources })).body.id)
  assert.equal(run.state, 'done', JSON.stringify(run.fault))
  assert.deepEqual(
    run.report?.sources
      .map(({ source, records }) => [source, records])
      .filter(([source]) => source !== 'social-registry'),
    [
      ['list-parquet', 30],
      ['list-xlsx', 30],
    ],
  )
  const { body } = await call<{ proposals: Proposal[] }>('asha', '/v1/identity/proposals?limit=200&minWeight=3')
  for (const [format] of files) {
    const found = body.proposals.filter(({ first }) => first.source === `list-${format}`)
    assert.ok(found.length > 10, `${format}: ${found.length} of 30`)
  }
})

test('a file that is not what it is called, empty, or cut off is refused, and not kept', async (t) => {
  const { hand, call } = await desk(t)
  const workbook = await workbookOf([['N1', 'Amina', 'Juma', 'female', '1990-01-01', '']])
  const parquet = await parquetOf(t, [['N1', 'Amina', 'Juma', 'female', '1990-01-01', '']])
  const faulty: readonly (readonly [string, Format, Buffer])[] = [
    ['a workbook cut off', 'xlsx', workbook.subarray(0, workbook.length / 2)],
    ['a text as a workbook', 'xlsx', Buffer.from('no,first\n1,Amina\n')],
    ['Parquet cut off', 'parquet', parquet.subarray(0, parquet.length - 20)],
    ['a workbook as Parquet', 'parquet', workbook],
  ]
  for (const [what, format, bytes] of faulty) {
    const { status, body } = await hand(format, bytes)
    assert.deepEqual([status, body.code], [422, 'identity.source-unreadable'], `${what}: ${JSON.stringify(body)}`)
    assert.doesNotMatch(JSON.stringify(body), /Amina|\/tmp/, what)
  }
  for (const format of ['csv', 'parquet'] as const) {
    const { status, body } = await hand(format, Buffer.alloc(0))
    assert.ok(status >= 400 && status < 500, `${format}: ${status} ${body.code}`)
  }
  assert.equal((await hand('xlsx', workbook, 'x', 'application/json')).status, 415)
  assert.equal((await hand('xlsx', workbook, 'No Name')).body.code, 'platform.invalid-querystring')
  assert.deepEqual((await call<{ uploads: Upload[] }>('asha', '/v1/identity/uploads')).body.uploads, [])
})

test('a file of more than 20 MB is refused before it is read', async (t) => {
  const { hand } = await desk(t)
  const { status, body } = await hand('parquet', Buffer.alloc(20_000_001))
  assert.equal(status, 413, JSON.stringify(body))
})

test('a workbook whose column was renamed fails the run with what is missing and what it may be', async (t) => {
  const { work, start, ended, hand, call } = await desk(t)
  await work()
  const kept = await hand('xlsx', await workbookOf([['N1', 'Amina', 'Juma', 'female', '1990-01-01', '']]))
  const source = { upload: kept.body.id, recordId: 'no', columns: { ...columns, given_name: 'first_name' } }
  const run: Run = await ended((await start({ sources: [source] })).body.id)
  assert.deepEqual([run.state, run.fault?.code], ['failed', 'identity.source-columns-missing'])
  assert.match(run.fault?.message ?? '', /first_name/)
  assert.match(run.fault?.fix ?? '', /first_name may be first/)
  assert.doesNotMatch(JSON.stringify(run.fault), /Amina/)
  const unknown = await call('asha', '/v1/identity/uploads/lu-00000000000000000000000000/columns')
  assert.equal(unknown.body.code, 'identity.upload-unknown')
})
