import { join } from 'node:path'
import { mustBeOk } from '../kernel/result.ts'
import { loadMappings, loadVocabulary } from './load.ts'
import type { CompiledMapping } from './mapping/compile.ts'
import type { Vocabulary } from './vocabulary.ts'

// The words of the demo country, for tests of other rooms: hundreds of them need them, nobody changes them, and to read
// them takes a quarter of a second. So each process reads them once.

const country = join(import.meta.dirname, '../../countries/tumaini')

let vocabulary: Promise<Vocabulary> | undefined
let mappings: Promise<ReadonlyMap<string, CompiledMapping>> | undefined

export function demoVocabulary(): Promise<Vocabulary> {
  vocabulary ??= loadVocabulary(country).then(mustBeOk)
  return vocabulary
}

export function demoMappings(): Promise<ReadonlyMap<string, CompiledMapping>> {
  mappings ??= demoVocabulary().then(async (words) => mustBeOk(await loadMappings(country, words)))
  return mappings
}
