import assert from 'node:assert/strict'
import { join } from 'node:path'
import test from 'node:test'
import { mustBeOk } from '../kernel/result.ts'
import { loadMappings, loadVocabulary } from './load.ts'

const pack = join(import.meta.dirname, '../../countries/tumaini')

test('the DCI term of an element is where the DCI mappings put it, and what they put has its term', async () => {
  const vocabulary = mustBeOk(await loadVocabulary(pack))
  const mappings = mustBeOk(await loadMappings(pack, vocabulary))
  const dci = [...mappings.values()].filter(({ system }) => system === 'dci')
  const places = dci.flatMap(({ fields }) => fields)
  for (const { element } of vocabulary.elements.values()) {
    // DCI has no noun for the assistance of an organisation: its terms are the nearest ones, for readers.
    if (element.id.startsWith('assistance.')) continue
    const paths = places.filter((field) => field.element === element.id && field.transform !== 'fixed')
    const term = element.dci?.split('.')[1]
    assert.equal(paths.length > 0, term !== undefined, element.id)
    if (term !== undefined)
      assert.ok(
        paths.every(({ from }) => from.includes(term)),
        `${element.id}: ${term}`,
      )
  }
})
