import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import Type, { type TSchema } from 'typebox'
import { Check } from 'typebox/value'
import { parse } from 'yaml'
import { fail, ok, type Result } from '../kernel/result.ts'
import { type CompiledMapping, compileMapping } from './mapping/compile.ts'
import { type Fault, shapeFaults } from './mapping/faults.ts'
import { own } from './mapping/path.ts'
import { CodeList, Element } from './schema.ts'
import { makeVocabulary, type Vocabulary } from './vocabulary.ts'

const DictionaryFile = Type.Object(
  { elements: Type.Array(Element, { minItems: 1, maxItems: 500 }) },
  { additionalProperties: false },
)

/** A fault with the file it is in, relative to the country pack. */
interface FileFault extends Fault {
  readonly file: string
}

interface Loaded<T> {
  readonly file: string
  readonly value: T
}

const maxFileBytes = 1_000_000
const maxFiles = 500
const maxFaultsNamed = 25

/** The dictionary and code lists of a country pack (`dictionary/*.yaml`, `codelists/*.yaml`), all faults at once. */
export async function loadVocabulary(folder: string): Promise<Result<Vocabulary>> {
  const faults: FileFault[] = []
  const dictionaries = checked(DictionaryFile, await readFolder(folder, 'dictionary', faults), faults)
  const codeLists = checked(CodeList, await readFolder(folder, 'codelists', faults), faults)
  const elements = dictionaries.flatMap(({ file, value }) =>
    value.elements.map((element, i) => ({ file, pointer: `/elements/${i}`, element })),
  )
  faults.push(
    ...codeListFaults(codeLists),
    ...elementFaults(
      elements,
      codeLists.map(({ value }) => value),
    ),
  )
  if (faults.length > 0) return fail(vocabularyProblem(faults))
  return ok(
    makeVocabulary(
      elements.map(({ element }) => element),
      codeLists.map(({ value }) => value),
    ),
  )
}

/** The mappings of a country pack (`mappings/<id>.yaml`), compiled, by id. */
export async function loadMappings(
  folder: string,
  vocabulary: Vocabulary,
): Promise<Result<ReadonlyMap<string, CompiledMapping>>> {
  const faults: FileFault[] = []
  const mappings = new Map<string, CompiledMapping>()
  for (const { file, value } of await readFolder(folder, 'mappings', faults)) {
    const compiled = compileMapping(value, vocabulary)
    if (!compiled.ok) faults.push({ file, pointer: '', message: compiled.problem.message })
    else if (file !== `mappings/${compiled.value.id}.yaml`) {
      faults.push({ file, pointer: '/id', message: `the file of mapping ${compiled.value.id} has that name` })
    } else mappings.set(compiled.value.id, compiled.value)
  }
  return faults.length > 0 ? fail(vocabularyProblem(faults)) : ok(mappings)
}

async function readFolder(folder: string, part: string, faults: FileFault[]): Promise<Loaded<unknown>[]> {
  const names = await readdir(join(folder, part)).catch(() => undefined)
  if (names === undefined) {
    faults.push({ file: part, pointer: '', message: 'the folder cannot be read' })
    return []
  }
  const files = names.filter((name) => name.endsWith('.yaml') && !name.endsWith('.examples.yaml')).sort()
  if (files.length > maxFiles) faults.push({ file: part, pointer: '', message: `has more than ${maxFiles} files` })
  const loaded: Loaded<unknown>[] = []
  for (const name of files.slice(0, maxFiles)) {
    const file = `${part}/${name}`
    const value = await readYaml(join(folder, part, name))
    if (value.ok) loaded.push({ file, value: value.value })
    else faults.push({ file, pointer: '', message: value.problem })
  }
  return loaded
}

async function readYaml(path: string): Promise<Result<unknown, string>> {
  try {
    if ((await stat(path)).size > maxFileBytes) return fail(`is larger than ${maxFileBytes} bytes`)
    // No aliases: a small file could otherwise stand for a huge value.
    return ok(parse(await readFile(path, 'utf8'), { maxAliasCount: 0 }))
  } catch (error) {
    return fail(error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : 'cannot be read')
  }
}

function checked<S extends TSchema>(schema: S, files: readonly Loaded<unknown>[], faults: FileFault[]) {
  return files.flatMap(({ file, value }) => {
    if (Check(schema, value)) return [{ file, value }]
    faults.push(...shapeFaults(schema, value, '').map((fault) => ({ ...fault, file })))
    return []
  })
}

function codeListFaults(lists: readonly Loaded<CodeList>[]): FileFault[] {
  return lists.flatMap(({ file, value }) => {
    const faults: FileFault[] = []
    if (file !== `codelists/${value.id}.yaml`) {
      faults.push({ file, pointer: '/id', message: `the file of list ${value.id} has that name` })
    }
    const codes = new Set<string>()
    value.codes.forEach(({ code, replacedBy }, i) => {
      if (codes.has(code)) faults.push({ file, pointer: `/codes/${i}/code`, message: `"${code}" is there twice` })
      codes.add(code)
      if (replacedBy !== undefined && !value.codes.some((other) => other.code === replacedBy)) {
        faults.push({ file, pointer: `/codes/${i}/replacedBy`, message: `"${replacedBy}" is not in the list` })
      }
    })
    return faults
  })
}

interface PlacedElement {
  readonly file: string
  readonly pointer: string
  readonly element: Element
}

/** The list that kinds of elements come from. */
const kindList = 'data-kind'

function elementFaults(elements: readonly PlacedElement[], codeLists: readonly CodeList[]): FileFault[] {
  const seen = new Set<string>()
  const lists = new Set(codeLists.map(({ id }) => id))
  const kinds = new Set(codeLists.find(({ id }) => id === kindList)?.codes.map(({ code }) => code))
  return elements.flatMap(({ file, pointer, element }) => {
    const faults: FileFault[] = []
    const fault = (member: string, message: string) =>
      faults.push({ file, pointer: `${pointer}/${member}`, message: `${element.id}: ${message}` })
    if (seen.has(element.id)) fault('id', 'is in the dictionary twice')
    seen.add(element.id)
    if ((element.type === 'code') !== (element.codeList !== undefined)) fault('codeList', 'goes with type code')
    if (element.codeList !== undefined && !lists.has(element.codeList)) {
      fault('codeList', `there is no code list ${element.codeList}`)
    }
    if (element.kind !== undefined && !kinds.has(element.kind)) {
      fault('kind', `"${element.kind}" is not in the code list ${kindList}`)
    }
    if ((element.type === 'records') !== (element.of !== undefined)) fault('of', 'goes with type records')
    if (element.pattern !== undefined && !isPattern(element)) fault('pattern', 'is not a pattern for text')
    return faults
  })
}

function isPattern(element: Element): boolean {
  if (element.type !== 'text' && element.type !== 'identifier') return false
  try {
    return new RegExp(String(own(element, 'pattern')), 'u') instanceof RegExp
  } catch {
    return false
  }
}

function vocabularyProblem(faults: readonly FileFault[]) {
  const named = faults.slice(0, maxFaultsNamed).map(({ file, pointer, message }) => `${file}#${pointer}: ${message}`)
  return {
    code: 'semantics.vocabulary-invalid',
    status: 500,
    message: `${faults.length} faults in the country's vocabulary\n${named.join('\n')}`,
    fix: 'Correct each file at the place named after #; src/semantics/README.md describes the formats.',
  }
}
