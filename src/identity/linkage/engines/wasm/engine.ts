import type { DuckDBConnection } from '@duckdb/node-api'
import type { TrainedModel } from '../../compare/weights.ts'
import type { Prepared } from '../../encode/prepared.ts'
import type { LinkageModel } from '../../model/schema.ts'
import type { LinkageEngine, RuleYield, Scored } from '../contract.ts'
import { compileKernel } from './compile.ts'
import { gathered } from './gathered.ts'
import { linesOf } from './lines.ts'
import { codeReader, type LoadedRecords, loadRecords, placesOf, rarityColumns } from './memory.ts'
import { type RarityTables, rarityTables } from './rarity.ts'
import { kernelSource } from './source.ts'
import { ownTables, passTables, requiredMasks, weightTable } from './tables.ts'
import { type KernelThreads, openKernelThreads } from './tasks.ts'

export interface WasmEngineOptions {
  readonly folder: string
  readonly prepared: Prepared
  /** Decides which columns are loaded and how they are compared; its trained numbers are not used here. */
  readonly model: LinkageModel
  readonly workers: number
  /** Where compiled kernels are kept. */
  readonly kernelFolder: string
}

/** Shares of the pattern counts of candidate pairs, for training. */
export interface PatternSample {
  /** Expected number of candidate pairs with each pattern. */
  readonly patterns: ReadonlyMap<number, number>
  /** Candidate pairs by rule, estimated, with those that several rules find counted at each. */
  readonly pairs: readonly number[]
}

export interface WasmEngine extends LinkageEngine {
  readonly loaded: LoadedRecords
  /** How often values occur, by column. */
  readonly counts: LoadedRecords['counts']
  codes(column: string): (record: number) => number
  /** About `target` candidate pairs in all, drawn by `seed`. */
  samplePatterns(target: number, seed: number): Promise<PatternSample>
  /** Patterns of the pairs that are listed, two records each. */
  patternsOf(pairs: Int32Array): Promise<Int32Array>
  close(): Promise<void>
}

const hashes = 2 ** 32

/** Loads prepared records into memory that threads share, and compares them there by a kernel made for the model. */
export async function openWasmEngine(
  database: DuckDBConnection,
  { folder, prepared, model, workers, kernelFolder }: WasmEngineOptions,
): Promise<WasmEngine> {
  const lines = linesOf(model, prepared)
  const module = await compileKernel(kernelSource(model, lines, placesOf(model, prepared.texts)), kernelFolder)
  const equalities = model.comparisons.flatMap(({ levels }) =>
    levels.flatMap(({ when }) => when.flat().flatMap((one) => (one.test === 'equal' ? [one.column] : []))),
  )
  const counted = [...new Set([...rarityColumns(model), ...equalities])]
  const loaded = await loadRecords(database, { folder, prepared, model, lines, workers, counted })
  const rarity = rarityTables(loaded)
  const threads = openKernelThreads(module, loaded.memory, loaded.layout.workers)
  const reader = codeReader(loaded)
  const purges = await findPurges(threads, model)
  const own = ownTables(requiredMasks(model, lines), purges.bits)
  new Uint8Array(loaded.memory.buffer).set(own, loaded.layout.ownTables)
  const world: World = { model, loaded, threads, rarity, purges, own }
  return {
    loaded,
    counts: loaded.counts,
    codes: reader,
    samplePatterns: (target, seed) => samplePatterns(world, target, seed),
    patternsOf: (pairs) => patternsOf(world, pairs),
    scorePairs: (trained, threshold, progress) => scorePairs(world, trained, threshold, progress),
    close: () => threads.close(),
  }
}

interface World {
  readonly model: LinkageModel
  readonly loaded: LoadedRecords
  readonly threads: KernelThreads
  readonly rarity: RarityTables
  readonly purges: Purges
  readonly own: Uint8Array
}

interface Purges {
  /** Rules of which blocks are left out. */
  readonly bits: number
  readonly byRule: readonly RuleYield['purged'][]
}

/** On one thread: the marks of one record are changed by every rule. */
async function findPurges(threads: KernelThreads, { blocking }: LinkageModel): Promise<Purges> {
  const byRule: RuleYield['purged'][] = []
  for (const rule of blocking.rules.keys()) {
    const [found] = await threads.all([{ kind: 'purge', rule, limit: blocking.maxPairsPerBlock }])
    byRule.push({ blocks: found!.blocks, records: found!.records, pairs: found!.pairs })
  }
  return { bits: byRule.reduce((bits, { blocks }, rule) => (blocks > 0 ? bits | (1 << rule) : bits), 0), byRule }
}

const firstShare = 16

async function samplePatterns({ model, threads, purges }: World, target: number, seed: number): Promise<PatternSample> {
  const { rules, maxPairsPerBlock } = model.blocking
  const each = target / rules.length
  const common = { kind: 'sample', limit: maxPairsPerBlock, purging: purges.bits, target: each } as const
  const first = await threads.all(
    rules.map((_, rule) => ({ ...common, rule, low: 0, high: hashes / firstShare - 1, seed: seed + rule })),
  )
  // A rule of few pairs: the rest of its keys too, so that its pairs are not a sixteenth weighed sixteen times.
  const small = [...first.keys()].filter((rule) => first[rule]!.pairs * (firstShare - 1) < each * 2)
  const second = await threads.all(
    small.map((rule) => ({ ...common, rule, low: hashes / firstShare, high: hashes - 1, seed: seed + rule })),
  )
  const patterns = new Map<number, number>()
  const pairs = first.map((outcome) => outcome.pairs * firstShare)
  for (const [rule, outcome] of first.entries()) {
    const at = small.indexOf(rule)
    const rest = at < 0 ? undefined : second[at]!
    if (rest !== undefined) pairs[rule] = outcome.pairs + rest.pairs
    add(patterns, outcome, rest === undefined ? firstShare / outcome.share : 1 / outcome.share)
    if (rest !== undefined) add(patterns, rest, 1 / rest.share)
  }
  return { patterns, pairs }
}

function add(
  to: Map<number, number>,
  { patterns }: { readonly patterns: readonly (readonly [number, number])[] },
  weight: number,
): void {
  for (const [pattern, count] of patterns) to.set(pattern, (to.get(pattern) ?? 0) + count * weight)
}

async function patternsOf({ threads, loaded }: World, pairs: Int32Array): Promise<Int32Array> {
  const each = 2 * Math.min(loaded.records, 65_536)
  const parts = Array.from({ length: Math.ceil(pairs.length / each) }, (_, i) => pairs.slice(i * each, (i + 1) * each))
  const outcomes = await threads.all(parts.map((part) => ({ kind: 'tell', pairs: part }) as const))
  const patterns = new Int32Array(pairs.length / 2)
  for (const [i, outcome] of outcomes.entries()) patterns.set(outcome.patterns, (i * each) / 2)
  return patterns
}

async function scorePairs(
  { model, loaded, threads, rarity, purges, own }: World,
  trained: TrainedModel,
  threshold: number,
  progress: (share: number) => void,
): Promise<Scored> {
  const { memory, layout, lines, records } = loaded
  const limits = { threshold: threshold - 1e-6, rarest: rarity.most }
  new Uint8Array(memory.buffer).set(passTables(trained, lines, own, limits), layout.passTables)
  new Float64Array(memory.buffer).set(weightTable(trained, lines, rarity.most), layout.weights / 8)
  const { rules, maxPairsPerBlock } = model.blocking
  // Each part reads all records once: no more parts than threads, of which there are fewer than rules.
  const parts = layout.workers.length
  const common = { kind: 'score', limit: maxPairsPerBlock, purging: purges.bits, model: trained, threshold } as const
  const tasks = rules.flatMap((_, rule) =>
    Array.from({ length: parts }, (_, part) => ({
      ...common,
      rule,
      low: (hashes / parts) * part,
      high: (hashes / parts) * (part + 1) - 1,
    })),
  )
  let done = 0
  const outcomes = await threads.all(tasks, () => progress(++done / tasks.length))
  return {
    edges: gathered(
      outcomes.map(({ edges }) => edges),
      records,
    ),
    rules: rules.map(({ id }, rule) => ({
      rule: id,
      pairs: outcomes.filter((_, i) => tasks[i]!.rule === rule).reduce((sum, { pairs }) => sum + pairs, 0),
      purged: purges.byRule[rule]!,
    })),
  }
}
