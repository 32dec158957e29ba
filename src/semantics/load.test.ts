import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { mustBeOk } from '../kernel/result.ts'
import { loadMappings, loadVocabulary } from './load.ts'
import { dataKinds } from './schema.ts'

const tumaini = join(import.meta.dirname, '../../countries/tumaini')

async function packCopy(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vocabulary-'))
  t.after(() => rm(folder, { recursive: true }))
  for (const part of ['dictionary', 'codelists', 'mappings']) {
    await cp(join(tumaini, part), join(folder, part), { recursive: true })
  }
  return folder
}

test('the dictionary, code lists and mappings of the demo country are sound', async () => {
  const vocabulary = mustBeOk(await loadVocabulary(tumaini))
  assert.ok(vocabulary.elements.size > 100)
  const mappings = mustBeOk(await loadMappings(tumaini, vocabulary))
  for (const mapping of mappings.values()) assert.ok(mapping.fields.length > 0, mapping.id)
})

test('every element of the demo country says what it is about, in a word that the law knows', async () => {
  const { elements, codeLists } = mustBeOk(await loadVocabulary(tumaini))
  const without = [...elements.values()].filter(({ element }) => element.kind === undefined)
  assert.deepEqual(
    without.map(({ element }) => element.id),
    [],
  )
  const listed = codeLists.get('data-kind')?.codes.map(({ code }) => code) ?? []
  assert.deepEqual(listed.toSorted(), [...dataKinds].toSorted())
})

test('all faults are named at once, by file and place', async (t) => {
  const folder = await packCopy(t)
  const label = '{ en: a, sw: a, fr: a }'
  const common = `label: ${label}, definition: ${label}, classification: personal, steward: x, sourceOfTruth: x`
  await writeFile(
    join(folder, 'dictionary/more.yaml'),
    `elements:
  - { id: person.colour, recordTypes: [person], type: code, codeList: colour, ${common} }
  - { id: person.sex, recordTypes: [person], type: text, ${common} }
  - { id: person.kin, recordTypes: [person], type: records, ${common} }
  - { id: person.size, recordTypes: [person], type: text, pattern: '([', ${common} }
`,
  )
  await writeFile(
    join(folder, 'codelists/shoe.yaml'),
    `{ id: boot, label: ${label}, version: '1', codes: [{ code: a, label: ${label} }, { code: a, label: ${label}, replacedBy: z }] }`,
  )
  await writeFile(join(folder, 'codelists/short.yaml'), 'id: short')
  await writeFile(join(folder, 'codelists/torn.yaml'), 'id: [')
  const loaded = await loadVocabulary(folder)
  assert.equal(loaded.ok, false)
  if (loaded.ok) return
  for (const place of [
    'dictionary/more.yaml#/elements/0/codeList',
    'dictionary/more.yaml#/elements/2/of',
    'dictionary/more.yaml#/elements/3/pattern',
    'dictionary/person.yaml#.*|dictionary/more.yaml#/elements/1/id',
    'codelists/shoe.yaml#/id',
    'codelists/shoe.yaml#/codes/1/code',
    'codelists/shoe.yaml#/codes/1/replacedBy',
    'codelists/short.yaml#',
    'codelists/torn.yaml#',
  ]) {
    assert.match(loaded.problem.message, new RegExp(place))
  }
})

test('a kind of data that the country’s list does not have is refused', async (t) => {
  const folder = await packCopy(t)
  const list = join(folder, 'codelists/data-kind.yaml')
  const without = (await readFile(list, 'utf8')).split('\n').filter((line) => !line.includes('code: health'))
  await writeFile(list, without.join('\n'))
  const loaded = await loadVocabulary(folder)
  assert.match(loaded.ok ? '' : loaded.problem.message, /death\.cause: "health" is not in the code list data-kind/)
})

test('a mapping that names an unknown element is refused with its file', async (t) => {
  const folder = await packCopy(t)
  await writeFile(
    join(folder, 'mappings/bad.yaml'),
    '{ id: bad, system: x, recordType: person, question: [], answer: [{ element: person.shoe-size, from: a }] }',
  )
  const loaded = await loadMappings(folder, mustBeOk(await loadVocabulary(folder)))
  assert.equal(loaded.ok, false)
  if (!loaded.ok) assert.match(loaded.problem.message, /mappings\/bad\.yaml#.*person\.shoe-size/)
})

test('a file with aliases is refused: a small file could stand for a huge value', async (t) => {
  const folder = await packCopy(t)
  await writeFile(join(folder, 'codelists/bomb.yaml'), 'a: &a [x, x]\nid: [*a, *a]')
  assert.equal((await loadVocabulary(folder)).ok, false)
})
