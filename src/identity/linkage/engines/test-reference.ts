// What the engines must find, worked out pair by pair from the model alone.

import { levelsOfPattern, type PairView, patternOf, patternPlaces } from '../compare/levels.ts'
import { evidenceOf, type TrainedModel, weightOf } from '../compare/weights.ts'
import { chunksOf, literal, withDatabase } from '../encode/duckdb.ts'
import { columnFiles, type Prepared } from '../encode/prepared.ts'
import { rarityOf } from './rarity.ts'
import { readTextsOf } from './wasm/memory.ts'

export interface ReferenceEdge {
  readonly a: number
  readonly b: number
  readonly weight: number
  readonly pattern: number
}

export async function readColumns(folder: string, prepared: Prepared): Promise<Map<string, Int32Array>> {
  const columns = new Map(prepared.columns.map(({ name }) => [name, new Int32Array(prepared.records)]))
  const names = [...columns.keys()].map((name) => `"${name}"`).join(', ')
  await withDatabase({ threads: 1, memoryMiB: 500, spillFolder: folder }, async (database) => {
    for await (const chunk of chunksOf(
      database,
      `select "row", ${names} from read_parquet(${literal(columnFiles(folder))})`,
    )) {
      const rows = chunk.getColumnValues(0) as number[]
      for (const [c, to] of [...columns.values()].entries()) {
        chunk.getColumnValues(c + 1).forEach((code, i) => {
          to[rows[i]!] = code as number
        })
      }
    }
  })
  return columns
}

/** Every pair of records that some rule finds, in a block that is not too large, with a weight from the threshold on. */
export async function referenceEdges(
  folder: string,
  prepared: Prepared,
  model: TrainedModel,
  threshold: number,
): Promise<ReferenceEdge[]> {
  const columns = await readColumns(folder, prepared)
  const texts = readTextsOf(folder, prepared.texts)
  const domains = new Map(prepared.columns.map(({ name, domain = '' }) => [name, domain]))
  const code = (column: string, record: number): number => columns.get(column)![record]!
  const keyOf = (rule: readonly string[], record: number): string | undefined => {
    const codes = rule.map((column) => code(column, record))
    return codes.includes(0) ? undefined : codes.join()
  }
  const candidates = new Set<number>()
  for (const { columns: rule } of model.blocking.rules) {
    const blocks = new Map<string, number[]>()
    for (let record = 0; record < prepared.records; record++) {
      const key = keyOf(rule, record)
      if (key !== undefined) blocks.set(key, [...(blocks.get(key) ?? []), record])
    }
    for (const block of blocks.values()) {
      if ((block.length * (block.length - 1)) / 2 > model.blocking.maxPairsPerBlock) continue
      block.forEach((a, i) => {
        for (const b of block.slice(i + 1)) candidates.add(a * prepared.records + b)
      })
    }
  }
  const counts = (column: string): Int32Array => {
    const of = new Int32Array(prepared.columns.find(({ name }) => name === column)!.largest + 1)
    for (const value of columns.get(column)!) of[value]!++
    return of
  }
  const rarity = new Map<string, Float32Array>()
  const rarityIn = (column: string): Float32Array => {
    const known = rarity.get(column) ?? rarityOf(counts(column))
    rarity.set(column, known)
    return known
  }
  const evidence = evidenceOf(model)
  const places = patternPlaces(model)
  return [...candidates]
    .sort((x, y) => x - y)
    .flatMap((candidate) => {
      const a = Math.floor(candidate / prepared.records)
      const b = candidate % prepared.records
      const view: PairView = {
        left: (column) => code(column, a),
        right: (column) => code(column, b),
        text: (column, value) => {
          const { offsets, points } = texts.get(domains.get(column)!)!
          return points.subarray(offsets[value], offsets[value + 1])
        },
      }
      const pattern = patternOf(model, view)
      let rare = 0
      levelsOfPattern(places, pattern).forEach((level, i) => {
        const column = model.comparisons[i]!.levels[level - 1]?.frequencies
        if (column !== undefined) rare += rarityIn(column)[code(column, a)]!
      })
      const weight = weightOf(evidence(pattern), rare)
      return weight >= threshold ? [{ a, b, weight, pattern }] : []
    })
}
