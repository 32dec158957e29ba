import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { sha256Hex } from '../../../kernel/digest.ts'
import { mustBeOk } from '../../../kernel/result.ts'
import { signDetached, verifyDetached } from '../../../standards/detached-jws.ts'
import type { PlainRecord } from '../encoding/encoder.ts'
import { checked, encodeTo, kernelFolder, keys, openTestBook, people, secretOf, testFolder } from '../test-project.ts'
import { runZone } from './run.ts'

const of = checked()

function openZone(t: TestContext) {
  const folder = testFolder(t)
  const files = Object.fromEntries(
    (['a', 'b', 'decisions', 'certificate'] as const).map((name) => [name, join(folder, `${name}.ndjson`)]),
  ) as Record<'a' | 'b' | 'decisions' | 'certificate', string>
  const book = openTestBook()
  const world = { checked: of, key: keys.zone, book, kernelFolder, now: () => new Date('2026-06-15T09:00:00Z') }
  return { files, book, world, run: () => runZone(files, world) }
}

const withTypos: readonly PlainRecord[] = [
  { given: 'Wanjiku', family: 'Kamoto', born: '1951-03-14', sex: 'F' },
  { given: 'Fatima', family: 'Ismailova', born: '1957-09-11', sex: 'F' },
  { given: 'Somebody', family: 'Else', born: '1990-01-17', sex: 'M' },
  { given: 'محمد', family: 'عبد الرحمن', born: '1949-12-05', sex: 'M' },
  { given: 'ገብረ', family: 'ኪዳን', born: '1953-05-30', sex: 'M' },
  {},
]

test('two parties learn which of their records are of one person, and the zone keeps nothing', async (t) => {
  const { files, book, run } = openZone(t)
  const ownersA = encodeTo(files.a, people, { of, party: 'nida' })
  const ownersB = encodeTo(files.b, withTypos, { of, party: 'dss' })
  for (const { family = '', born = '' } of [...people, ...withTypos]) {
    for (const text of [family, born].filter((one) => one !== '')) {
      assert.ok(!readFileSync(files.a, 'utf8').includes(text) && !readFileSync(files.b, 'utf8').includes(text), text)
    }
  }
  if (process.platform !== 'win32') assert.equal(statSync(files.a).mode & 0o077, 0, 'for its owner only')
  const statement = mustBeOk(await run())
  const text = readFileSync(files.decisions, 'utf8')
  const [header, ...pairs] = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(header.parties, { a: 'nida', b: 'dss' })
  const linked = pairs.map(({ a, b }) => [ownersA.get(a)?.born, ownersB.get(b)?.born])
  assert.deepEqual(linked.map(([day]) => day).sort(), ['1949-12-05', '1951-03-14', '1953-05-30', '1957-09-11'])
  assert.ok(linked.every(([a, b]) => a === b))
  assert.ok(!text.includes('score'))

  assert.equal(existsSync(files.a) || existsSync(files.b), false, 'the encodings are gone')
  const certificate = JSON.parse(readFileSync(files.certificate, 'utf8'))
  assert.deepEqual(book.certificates, [certificate])
  assert.deepEqual(certificate.statement, statement)
  assert.ok(verifyDetached(statement, certificate.signature, keys.zone.publicJwk))
  assert.equal(statement.decisions, sha256Hex(text))
  assert.deepEqual(
    statement.inputs.map(({ party, count }) => [party, count]),
    [
      ['nida', 6],
      ['dss', 5],
    ],
  )
  assert.equal(statement.pairs, 4)
})

test('a party without records, or with records that say nothing, gives no pairs and no error', async (t) => {
  const { files, run } = openZone(t)
  encodeTo(files.a, [], { of, party: 'nida' })
  encodeTo(files.b, [{}, { given: '' }], { of, party: 'dss' })
  const { pairs, compared } = mustBeOk(await run())
  assert.deepEqual([pairs, compared], [0, 0])
})

test('who is not the zone cannot match', async (t) => {
  const { files, world } = openZone(t)
  const refused = await runZone(files, { ...world, key: keys.nida })
  assert.equal(refused.ok ? '' : refused.problem.code, 'identity.private-not-the-zone')
})

/** What is done to the file of dss, and why it is refused. */
const badFiles: Readonly<Record<string, readonly [change: (file: string) => void, variant: string]>> = {
  'cut off in the middle': [edit((text) => text.slice(0, text.length / 2)), 'no-trailer'],
  'without its last line': [edit((text) => `${text.trimEnd().split('\n').slice(0, -1).join('\n')}\n`), 'no-trailer'],
  'with a record taken out': [edit((text) => text.split('\n').toSpliced(2, 1).join('\n')), 'altered'],
  'with a record put in twice': [edit((text) => twice(text)), 'wrong-count'],
  'with the same id twice': [edit((text) => sameId(text)), 'id-twice'],
  'with a bit changed': [
    edit((text) => text.replace(/"bits":"(.)/, (_, one) => `"bits":"${one === 'A' ? 'B' : 'A'}`)),
    'altered',
  ],
  'with a name in it': [edit((text) => text.replace('{"id"', '{"name":"Wanjiku","id"')), 'bad-record'],
  'with bits that are too many': [edit((text) => text.replace('"bits":"', '"bits":"AAAA')), 'bad-record'],
  'with a line that never ends': [
    edit((text) => text.replace('"bits":"', `"bits":"${'A'.repeat(5000)}`)),
    'bad-record',
  ],
  'with something after its end': [edit((text) => `${text}{"id":1}\n`), 'altered'],
  'that says another count': [edit((text) => text.replace('"count":5', '"count":4')), 'wrong-count'],
  'that says more than the project allows': [edit((text) => text.replace('"count":5', '"count":200000')), 'too-many'],
  'that is no such file': [edit(() => 'given,family\nWanjiku,Kamotho\n'), 'no-header'],
  'that is empty': [edit(() => ''), 'no-header'],
  'of a member that is no party': [edit((text) => text.replace('"party":"dss"', '"party":"revenue"')), 'not-a-party'],
  'with a signature of somebody else': [edit((text) => signedBySomebody(text)), 'not-signed'],
  'of another project': [
    (file) => encodeTo(file, withTypos, { of: checked({ id: 'other' }), party: 'dss' }),
    'other-project',
  ],
  'under another secret': [
    (file) => encodeTo(file, withTypos, { of, party: 'dss', secret: secretOf('x') }),
    'other-key',
  ],
  'of the same party': [(file) => encodeTo(file, withTypos, { of, party: 'nida' }), 'same-party'],
}

function edit(change: (text: string) => string) {
  return (file: string): void => writeFileSync(file, change(readFileSync(file, 'utf8')))
}

const twice = (text: string): string => {
  const lines = text.split('\n')
  return lines
    .toSpliced(2, 0, lines[1] ?? '')
    .join('\n')
    .replace(/("id":")./, '$1f')
}

const sameId = (text: string): string => {
  const lines = text.split('\n')
  return lines.with(2, lines[1] ?? '').join('\n')
}

const signedBySomebody = (text: string): string => {
  const lines = text.trimEnd().split('\n')
  const { digest } = JSON.parse(lines.at(-1) ?? '')
  const signature = signDetached({ format: 'kiungo-private-encodings/1', digest }, keys.nida)
  return `${lines.with(-1, JSON.stringify({ digest, signature })).join('\n')}\n`
}

for (const [name, [change, variant]] of Object.entries(badFiles)) {
  test(`a file ${name} is refused, no run is counted, and it is left where it is`, async (t) => {
    const { files, book, run } = openZone(t)
    encodeTo(files.a, people, { of, party: 'nida' })
    encodeTo(files.b, withTypos, { of, party: 'dss' })
    change(files.b)
    const refused = await run()
    assert.equal(refused.ok ? 'taken' : refused.problem.variant, variant)
    assert.equal(book.started, 0)
    assert.ok(existsSync(files.a) && existsSync(files.b) && !existsSync(files.decisions))
  })
}
