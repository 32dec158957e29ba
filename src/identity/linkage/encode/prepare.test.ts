import assert from 'node:assert/strict'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { cleanerOf, limits, testFolder } from '../../../../test/support/linkage.ts'
import type { LinkageModel } from '../model/schema.ts'
import { chunksOf, literal, numbersOf, withDatabase } from './duckdb.ts'
import { encodeFields, type FieldTask } from './fields.ts'
import { prepare } from './prepare.ts'
import { columnFiles, textFile } from './prepared.ts'
import { readTexts, textOf } from './texts.ts'
import { openEncodingThreads } from './threads.ts'

const model: LinkageModel = {
  ...{ id: 'texts', version: 1, fields: [{ id: 'said', kind: 'text', from: ['said'] }] },
  comparisons: [
    {
      ...{ id: 'said', needs: ['said.exact'] },
      levels: [{ id: 'similar', when: [[{ test: 'similar', column: 'said.exact', atLeast: 0.9 }]] }],
    },
  ],
  blocking: { rules: [{ id: 'said', columns: ['said.exact'] }], maxPairsPerBlock: 10 },
  ...{ thresholds: { link: 1, review: 0, kin: 0 }, constraints: { uniqueSources: [], rosters: [] } },
}

test('a value with line breaks, quotes, commas or letters of any script is one value', async (t) => {
  const folder = testFolder()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const said = [
    'one\ntwo',
    'one two',
    'a\r\nb',
    '"quoted", and more',
    "O'Brien\tx",
    'ሀይሌ 𞤀𞤁',
    '\u001f',
    null,
    '\\N',
    'é'.repeat(300),
  ]
  const rows = said.map((text, i) => `(${i}, ${text === null ? 'null' : literal(text)})`).join(', ')
  const raw = `select 's' as source, n::varchar as record_id, said from (values ${rows}) v(n, said)`
  const to = join(folder, 'prepared')
  const codes = await withDatabase(limits, async (database) => {
    const preparation = { raw, fingerprint: 'x', model, cleanerOf, folder: to, threads: 1, progress: () => undefined }
    await prepare(database, preparation)
    const found: number[] = []
    const query = `select "row", "said.exact" from read_parquet(${literal(columnFiles(to))})`
    for await (const chunk of chunksOf(database, query)) {
      const [row, code] = [numbersOf(chunk, 0), numbersOf(chunk, 1)]
      for (let i = 0; i < row.length; i++) found[row[i]!] = code[i]!
    }
    return found
  })
  const texts = readTexts(textFile(to, 'said.exact'))
  for (const [i, text] of said.entries()) {
    const expected = cleanerOf('text')(text).exact ?? null
    assert.equal(codes[i] === 0 ? null : textOf(texts, codes[i]!), expected, `value ${i}`)
  }
})

test('values are numbered as they first occur: the same records give the same codes every time', async (t) => {
  const folder = testFolder()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const raw = `select 's' as source, range::varchar as record_id, 'text ' || (range % 150000) as said from range(300000)`
  const to = join(folder, 'prepared')
  await withDatabase(limits, async (database) => {
    const preparation = { raw, fingerprint: 'x', model, cleanerOf, folder: to, threads: 2, progress: () => undefined }
    await prepare(database, preparation)
    const query = `select count(*) from read_parquet(${literal(columnFiles(to))}) where "said.exact" <> "row" % 150000 + 1`
    assert.deepEqual((await database.runAndReadAll(query)).getRows(), [[0n]])
  })
})

function taskOf(folder: string, values: readonly string[]): FieldTask {
  const file = join(folder, 'values')
  writeFileSync(file, values.map((value) => `${value}\n`).join(''))
  const numbers = new Int32Array(new SharedArrayBuffer(4 * (values.length + 1)))
  numbers.set(values.map((_, i) => i + 1))
  const column = (part: string) =>
    ({ name: `given.${part}`, field: 'given', part, coding: 'dictionary', domain: `given.${part}` }) as const
  const field = { id: 'given', kind: 'given-names', from: ['given'] } as const
  return {
    fields: [
      {
        field: { ...field, from: ['given'] },
        columns: [column('exact'), column('phonetic')],
        values: file,
        distinct: values.length,
        numbers,
      },
    ],
    texts: [{ domain: 'given.exact', file: join(folder, 'texts') }],
  }
}

test('threads encode as the caller itself would', async (t) => {
  const folder = testFolder()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const values = ['Mohammed', 'mohamed', 'Atieno', 'José', 'xxx', 'Haile Mariam']
  const own = encodeFields(taskOf(folder, values), cleanerOf)
  const threads = openEncodingThreads({ records: 1_000_000, threads: 2 }, cleanerOf)
  t.after(() => threads.close())
  assert.deepEqual(await threads.run(taskOf(folder, values)), own)
  const [exact, phonetic] = own.columns
  assert.equal(phonetic!.codes[0], phonetic!.codes[1], 'two spellings sound alike')
  assert.notEqual(exact!.codes[0], exact!.codes[1])
  assert.equal(exact!.codes[values.length], 0, 'a record without a value')
})

test('what a thread cannot read is told to whoever waits for it', async (t) => {
  const folder = testFolder()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const task = taskOf(folder, ['Amina'])
  rmSync(task.fields[0]!.values)
  const threads = openEncodingThreads({ records: 1_000_000, threads: 1 }, cleanerOf)
  t.after(() => threads.close())
  await assert.rejects(threads.run(task), /ENOENT/)
})
