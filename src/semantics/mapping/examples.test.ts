// Every mapping of the demo country has examples that people can read; here they are run, and turned round.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { parse } from 'yaml'
import { mustBeOk } from '../../kernel/result.ts'
import { loadMappings, loadVocabulary } from '../load.ts'
import type { CanonicalRecord, MappingIssue, Value } from '../schema.ts'
import type { CompiledMapping } from './compile.ts'

interface Example {
  readonly name: string
  /** `in`: the source's record to ours. `out`: ours to theirs, as for DCI. */
  readonly direction: 'in' | 'out'
  readonly source: unknown
  readonly record: CanonicalRecord
  readonly issues: readonly MappingIssue[]
}

const pack = join(import.meta.dirname, '../../../countries/tumaini')
const vocabulary = mustBeOk(await loadVocabulary(pack))
const mappings = mustBeOk(await loadMappings(pack, vocabulary))
/** A date cell of a spreadsheet, which YAML has no plain form for. */
const dateCell = { tag: '!date', resolve: (day: string) => new Date(`${day}T00:00:00Z`) }

function examplesOf(id: string): readonly Example[] {
  const file = join(pack, 'mappings', `${id}.examples.yaml`)
  assert.ok(existsSync(file), `mappings/${id}.examples.yaml is missing`)
  return parse(readFileSync(file, 'utf8'), { customTags: [dateCell] }).examples
}

for (const mapping of mappings.values()) {
  test(`${mapping.id}: the examples hold`, () => {
    for (const example of examplesOf(mapping.id)) {
      const { name, direction, source, record, issues } = example
      if (direction === 'in') assert.deepEqual(mapping.toCanonical(source), { record, issues }, name)
      else assert.deepEqual(mapping.fromCanonical(record), { record: source, issues }, name)
    }
  })

  test(`${mapping.id}: what is written back reads the same, or is reported`, () => {
    for (const { name, record } of examplesOf(mapping.id)) {
      const back = mapping.fromCanonical(record)
      const again = mapping.toCanonical(back.record).record
      assertSame({ before: record, after: again, reported: elementsWithoutWay(mapping, back.issues), name })
    }
  })
}

interface Comparison {
  readonly before: CanonicalRecord
  readonly after: CanonicalRecord
  readonly reported: ReadonlySet<string>
  readonly name: string
}

/** Elements reported on the way back, and those that went to the additional attributes. */
function elementsWithoutWay(mapping: CompiledMapping, issues: readonly MappingIssue[]): ReadonlySet<string> {
  const reported = issues.flatMap(({ element }) => element ?? [])
  return new Set([...reported, ...(mapping.system === 'dci' ? vocabulary.elements.keys() : [])])
}

function assertSame({ before, after, reported, name }: Comparison): void {
  for (const [element, value] of Object.entries(before)) {
    if (isRecords(value)) {
      const others = after[element]
      if (reported.has(element) && isRecords(others) && others.length !== value.length) continue
      assert.ok(isRecords(others) && others.length === value.length, `${name}: ${element}`)
      value.forEach((inner, i) => {
        assertSame({ before: inner, after: others[i] ?? {}, reported, name })
      })
    } else if (!reported.has(element)) assert.deepEqual(after[element], value, `${name}: ${element}`)
    else assert.ok(after[element] === undefined || after[element] === value, `${name}: ${element} was changed`)
  }
}

const isRecords = (value: Value | undefined): value is readonly CanonicalRecord[] => Array.isArray(value)
