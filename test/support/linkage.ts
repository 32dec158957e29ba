// Registry-like people, prepared, with a model trained on them: what the tests of engines, clusters and runs start from.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { personColumns } from '../../bench/linkage/people.ts'
import { writePeople } from '../../bench/linkage/written.ts'
import { cleanersFor } from '../../src/identity/linkage/cleaning/cleaner.ts'
import { tumaini } from '../../src/identity/linkage/cleaning/test-country.ts'
import { isTrained, type TrainedModel } from '../../src/identity/linkage/compare/weights.ts'
import { withDatabase } from '../../src/identity/linkage/encode/duckdb.ts'
import { prepare } from '../../src/identity/linkage/encode/prepare.ts'
import type { Prepared } from '../../src/identity/linkage/encode/prepared.ts'
import { openWasmEngine, type WasmEngine } from '../../src/identity/linkage/engines/wasm/engine.ts'
import { personModel } from '../../src/identity/linkage/model/person.ts'
import type { LinkageModel } from '../../src/identity/linkage/model/schema.ts'
import { train } from '../../src/identity/linkage/train/train.ts'

export const cleanerOf = cleanersFor(tumaini())
/** One for all tests of a machine: kernels are kept by their digest. */
export const kernelFolder = join(tmpdir(), 'kiungo-test-kernels')
export const limits = { threads: 2, memoryMiB: 600, spillFolder: tmpdir() }

export const testFolder = (): string => mkdtempSync(join(tmpdir(), 'kiungo-linkage-'))

export async function preparePeople(
  records: number,
  folder: string,
  model: LinkageModel = personModel(personColumns),
): Promise<{ readonly prepared: Prepared; readonly truth: string; readonly folder: string }> {
  const { people, truth } = await writePeople(records, 'tests', folder)
  const to = join(folder, 'prepared')
  const preparation = {
    raw: `select * from '${people}'`,
    fingerprint: 'tests',
    model,
    cleanerOf,
    folder: to,
    threads: 2,
  }
  const prepared = await withDatabase(limits, (database) =>
    prepare(database, { ...preparation, progress: () => undefined }),
  )
  return { prepared, truth, folder: to }
}

export const openEngine = (folder: string, prepared: Prepared, model: LinkageModel): Promise<WasmEngine> =>
  withDatabase(limits, (database) => openWasmEngine(database, { folder, prepared, model, workers: 2, kernelFolder }))

export async function trained(model: LinkageModel, engine: WasmEngine, prepared: Prepared): Promise<TrainedModel> {
  if (isTrained(model)) return model
  const options = { seed: 1, sampledPairs: 300_000, labels: [] }
  return (await train(model, { ...engine, records: prepared.records }, options)).model
}
