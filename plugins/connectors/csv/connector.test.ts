import assert from 'node:assert/strict'
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import type { ProviderQuestion } from '../../../src/exchange/plugin.ts'
import { connector } from './connector.ts'

async function drop(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'csv-'))
  t.after(() => rm(folder, { recursive: true }))
  return {
    folder,
    /** Writes a file as if it had been delivered some seconds ago. */
    async deliver(name: string, content: string | Uint8Array, secondsAgo = 60) {
      const path = join(folder, name)
      await writeFile(path, content)
      const then = Date.now() / 1000 - secondsAgo
      await utimes(path, then, then)
    },
  }
}

const base = { files: 'P_(?<year>\\d{4})_(?<month>\\d{2})\\.csv', columns: ['HH', 'NIN'], askBy: ['NIN', 'HH'] }

function open(t: TestContext, folder: string, more: Record<string, unknown> = {}) {
  const connection = connector.open({
    system: { id: 'p', address: folder },
    operation: { ...base, separator: ';', ...more },
    secret: () => '',
    now: () => new Date(),
  })
  t.after(() => connection.close())
  return (params: ProviderQuestion['params'], page = { size: 10, number: 1 }) =>
    connection.ask(
      { consumer: 'dss', params, condition: { and: [] }, sort: [], page, elements: [] },
      AbortSignal.timeout(3000),
    )
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 1050))

test("the newest files count, a household is one record with its lines, and asOf is the newest file's date", async (t) => {
  const { folder, deliver } = await drop(t)
  await deliver('P_2026_05.csv', 'HH;NIN;A\r\nH1;1;old\r\n', 300)
  await deliver('P_2026_07.csv', '\ufeffHH;NIN;A\r\nH1;1;"5;0"\r\nH2;2;x\r\n', 200)
  await deliver('P_2026_09.csv', 'HH;NIN;A\r\nH1;1;new\r\n', 100)
  await deliver('notes.txt', 'x')
  const ask = open(t, folder, { latest: 2, group: { by: 'HH', into: 'rows' } })
  const answer = await ask({ NIN: '1' })
  assert.ok(answer.ok)
  const rows = [
    { HH: 'H1', NIN: '1', A: 'new', '@year': '2026', '@month': '09' },
    { HH: 'H1', NIN: '1', A: '5;0', '@year': '2026', '@month': '07' },
  ]
  assert.deepEqual(answer.value.records, [{ ...rows[0], rows }])
  const age = Date.now() - Date.parse(answer.value.asOf)
  assert.ok(age > 90_000 && age < 110_000)
  assert.deepEqual((await ask({ NIN: '9' })).ok, true)
})

test('a new delivery is seen within a second or so', async (t) => {
  const { folder, deliver } = await drop(t)
  await deliver('P_2026_05.csv', 'HH;NIN\nH1;1\n')
  const ask = open(t, folder)
  assert.equal((await ask({ NIN: '2' })).ok, true)
  await deliver('P_2026_07.csv', 'HH;NIN\nH2;2\n')
  await settle()
  const answer = await ask({ NIN: '2' })
  assert.equal(answer.ok && answer.value.records.length, 1)
})

test('a file that is still being written does not count: the delivery before it answers', async (t) => {
  const { folder, deliver } = await drop(t)
  await deliver('P_2026_05.csv', 'HH;NIN\nH1;1\n')
  await deliver('P_2026_07.csv', 'HH;NIN\nH1;', 0)
  const ask = open(t, folder)
  const answer = await ask({ NIN: '1' })
  assert.equal(answer.ok && answer.value.records.length, 1)
  await rm(join(folder, 'P_2026_05.csv'))
  await settle()
  const alone = await open(t, folder, { settleMs: 60_000 })({ NIN: '1' })
  assert.equal(alone.ok ? '' : alone.problem.kind, 'unavailable')
})

test('a delivery that lacks columns fails every question, naming file and columns, until it is mended', async (t) => {
  const { folder, deliver } = await drop(t)
  await deliver('P_2026_05.csv', 'HH;NIN\nH1;1\n')
  const ask = open(t, folder, { columns: ['HH', 'NIN'], latest: 2 })
  assert.equal((await ask({ NIN: '1' })).ok, true)
  await deliver('P_2026_07.csv', 'HH_NUMBER;NIN;AMOUNT\nH1;1;5\n')
  await settle()
  const answer = await ask({ NIN: '1' })
  assert.deepEqual(answer.ok ? {} : answer.problem, {
    kind: 'nonsense',
    detail: 'P_2026_07.csv: without the column HH',
  })
  await deliver('P_2026_07.csv', 'HH;NIN;AMOUNT\nH1;1;5\n')
  await settle()
  assert.equal((await ask({ NIN: '1' })).ok, true)
})

test('a file cut in the middle is no partial payroll', async (t) => {
  const { folder, deliver } = await drop(t)
  const whole = 'HH;NIN;NAME\nH1;1;"Amina"\nH2;2;"Juma"\n'
  const ask = (content: string) => deliver('P_2026_05.csv', content).then(() => open(t, folder)({ NIN: '1' }))
  for (const end of [whole.length - 2, whole.length - 5, whole.length - 9]) {
    const answer = await ask(whole.slice(0, end))
    assert.equal(answer.ok ? 'ok' : answer.problem.kind, 'nonsense', whole.slice(0, end))
    assert.equal(!answer.ok && /Amina|Juma/.test(answer.problem.detail), false)
  }
})

test('older encodings are read as agreed', async (t) => {
  const { folder, deliver } = await drop(t)
  await deliver('P_2026_05.csv', Buffer.from('HH;NIN;NAME\nH1;1;Zoé\n', 'latin1'))
  const answer = await open(t, folder, { encoding: 'windows-1252' })({ NIN: '1' })
  assert.deepEqual(answer.ok && answer.value.records, [
    { HH: 'H1', NIN: '1', NAME: 'Zoé', '@year': '2026', '@month': '05' },
  ])
})

test('all columns that are asked by must match, and pages are cut from what matches', async (t) => {
  const { folder, deliver } = await drop(t)
  await deliver('P_2026_05.csv', 'HH;NIN\nH1;1\nH2;1\nH3;1\n__proto__;2\n')
  const ask = open(t, folder)
  const both = await ask({ NIN: '1', HH: 'H2' })
  assert.equal(both.ok && both.value.records.length, 1)
  const page = await ask({ NIN: '1' }, { size: 2, number: 2 })
  assert.equal(page.ok && page.value.records.length, 1)
  assert.equal(page.ok && page.value.total, 3)
  const odd = await ask({ HH: '__proto__' })
  assert.equal(odd.ok && odd.value.records.length, 1)
})
