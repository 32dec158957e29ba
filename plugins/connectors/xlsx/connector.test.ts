import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import writeWorkbook from 'write-excel-file/node'
import { unpackedBytes } from '../../../src/standards/workbook/zip.ts'
import { connector } from './connector.ts'

const households = [
  ['Register of the consortium'],
  ['Quarter 3'],
  [' No.', 'Case ID ', 'National ID', 'Age'],
  [1, 'NGO-1', 302118476, 70],
  [],
  [2, 'NGO-2', '302118476', { value: new Date('1951-03-14T00:00:00Z'), format: 'dd/mm/yyyy' }],
  [3, 'NGO-3', 'N/A', null],
]
const distributions = [
  ['Case ID', 'Month'],
  ['NGO-1', '2026-07'],
  ['NGO-1', '2026-08'],
  ['NGO-9', '2026-08'],
]

async function open(t: TestContext, more: Record<string, unknown> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'xlsx-'))
  t.after(() => rm(folder, { recursive: true }))
  const book = writeWorkbook([
    { data: households as never, sheet: 'Households' },
    { data: distributions, sheet: 'Distributions' },
  ])
  await writeFile(join(folder, 'c_2026Q3.xlsx'), Buffer.from(await book.toBuffer()))
  const connection = connector.open({
    system: { id: 'p', address: folder },
    operation: {
      files: 'c_(?<quarter>\\d{4}Q[1-4])\\.xlsx',
      sheet: 'Households',
      columns: ['Case ID', 'National ID'],
      askBy: ['National ID', 'Case ID'],
      settleMs: 0,
      ...more,
    },
    secret: () => '',
    now: () => new Date(),
  })
  t.after(() => connection.close())
  return async (column: string, value: string) => {
    const answer = await connection.ask(
      {
        consumer: 'dss',
        params: { [column]: value },
        condition: { and: [] },
        sort: [],
        page: { size: 10, number: 1 },
        elements: [],
      },
      AbortSignal.timeout(5000),
    )
    return answer.ok ? answer.value.records.map((record) => ({ ...(record as object) })) : answer.problem
  }
}

test('the header is found below the title, and a number cell and the same digits as text are one person', async (t) => {
  const ask = await open(t)
  assert.deepEqual(await ask('National ID', '302118476'), [
    { 'No.': 1, 'Case ID': 'NGO-1', 'National ID': 302118476, Age: 70, '@quarter': '2026Q3' },
    {
      'No.': 2,
      'Case ID': 'NGO-2',
      'National ID': '302118476',
      Age: new Date('1951-03-14T00:00:00Z'),
      '@quarter': '2026Q3',
    },
  ])
})

test('each row of the second sheet makes a record, and a case without one is still a record', async (t) => {
  const ask = await open(t, { details: { sheet: 'Distributions', columns: ['Month'], by: 'Case ID' } })
  const months = (records: unknown) => (records as { Month?: string }[]).map(({ Month }) => Month)
  assert.deepEqual(months(await ask('Case ID', 'NGO-1')), ['2026-07', '2026-08'])
  assert.deepEqual(months(await ask('Case ID', 'NGO-3')), [undefined])
  assert.deepEqual(await ask('Case ID', 'NGO-9'), [])
})

test('a missing column or sheet is named', async (t) => {
  const lacking = await open(t, { columns: ['Case ID', 'National ID', 'Partner'] })
  assert.deepEqual(await lacking('Case ID', 'NGO-1'), {
    kind: 'nonsense',
    detail: 'c_2026Q3.xlsx: sheet Households without the column Partner',
  })
  const other = await open(t, { sheet: 'People' })
  assert.deepEqual(await other('Case ID', 'NGO-1'), {
    kind: 'nonsense',
    detail: 'c_2026Q3.xlsx: without the sheet People',
  })
})

test('what a workbook unpacks to is known before it is unpacked', async () => {
  const small = Buffer.from(await writeWorkbook([{ data: [['a']], sheet: 'S' }]).toBuffer())
  const large = Buffer.from(
    await writeWorkbook([{ data: Array.from({ length: 5000 }, () => ['the same text']), sheet: 'S' }]).toBuffer(),
  )
  assert.ok((unpackedBytes(small) ?? 0) > small.length)
  assert.ok((unpackedBytes(large) ?? 0) > 5 * large.length)
  for (const broken of [Buffer.alloc(0), Buffer.from('PK'), Buffer.alloc(100), large.subarray(0, large.length - 30)]) {
    assert.equal(unpackedBytes(broken), undefined)
  }
})
