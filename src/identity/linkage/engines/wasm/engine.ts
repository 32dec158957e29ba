import type { DuckDBConnection } from '@duckdb/node-api'
import type { TrainedModel } from '../../compare/weights.ts'
import type { Prepared } from '../../encode/prepared.ts'
import type { LinkageModel } from '../../model/schema.ts'
import { pairsAmong } from '../../pairs.ts'
import type { LinkageEngine, RuleYield, Scored } from '../contract.ts'
import { compileKernel } from './compile.ts'
import { gathered } from './gathered.ts'
import { countBits } from './kernel-text.ts'
import { placesOf, rarityColumns } from './layout.ts'
import { linesOf } from './lines.ts'
import { codeReader, type LoadedRecords, loadRecords } from './load.ts'
import { allocate } from './memory.ts'
import { type RarityTables, rarityTables } from './rarity.ts'
import { fillReach, reachSize } from './reach.ts'
import { kernelSource } from './source.ts'
import { ownTables, requiredMasks, weightTable } from './tables.ts'
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
  const places = placesOf(model, prepared.texts)
  const module = await compileKernel(kernelSource(model, lines, places), kernelFolder)
  const equalities = model.comparisons.flatMap(({ levels }) =>
    levels.flatMap(({ when }) => when.flat().flatMap((one) => (one.test === 'equal' ? [one.column] : []))),
  )
  const counted = [...new Set([...rarityColumns(model), ...equalities])]
  const room = allocate({ folder, prepared, model, lines, workers })
  // Before the records are read: the threads start meanwhile.
  const threads = openKernelThreads(module, room.memory, room.layout.workers)
  try {
    const signed = threads.all(prepared.texts.map((domain) => ({ kind: 'sign', texts: places.text(domain) }) as const))
    const [loaded] = await Promise.all([loadRecords(database, room, { folder, prepared, counted }), signed])
    return await opened(model, loaded, threads)
  } catch (error) {
    await threads.close()
    throw error
  }
}

async function opened(model: LinkageModel, loaded: LoadedRecords, threads: KernelThreads): Promise<WasmEngine> {
  const rarity = rarityTables(loaded)
  const reader = codeReader(loaded)
  await complete(threads, loaded)
  const purges = await findPurges(threads, model, loaded.records)
  const own = ownTables(requiredMasks(model, loaded.lines), purges.bits)
  new Uint8Array(loaded.memory.buffer).set(own, loaded.layout.ownTables)
  const world: World = { model, loaded, threads, rarity, purges }
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

/** Puts beside each record what follows from its own values. */
async function complete(threads: KernelThreads, { records, layout }: LoadedRecords): Promise<void> {
  const end = (part: number) => Math.floor((records * part) / layout.workers.length)
  await threads.all(
    layout.workers.map((_, part) => ({ kind: 'complete', from: end(part), to: end(part + 1) }) as const),
  )
}

interface World {
  readonly model: LinkageModel
  readonly loaded: LoadedRecords
  readonly threads: KernelThreads
  readonly rarity: RarityTables
  readonly purges: Purges
}

interface Purges {
  /** Rules of which blocks are left out. */
  readonly bits: number
  readonly byRule: readonly RuleYield['purged'][]
  /** How many pairs each rule has, about. */
  readonly pairs: readonly number[]
}

/** Only where many hashes begin alike can there be a large block; those are looked for on one thread, since all rules mark the same records. */
async function findPurges(threads: KernelThreads, { blocking }: LinkageModel, records: number): Promise<Purges> {
  const limit = blocking.maxPairsPerBlock
  const crowds = await threads.all(blocking.rules.map((_, rule) => ({ kind: 'crowd', rule }) as const))
  const byRule: RuleYield['purged'][] = []
  for (const [rule, { fullest }] of crowds.entries()) {
    const [found] = fullest > limit ? await threads.all([{ kind: 'purge', rule, limit }]) : [nothing]
    byRule.push({ blocks: found!.blocks, records: found!.records, pairs: found!.pairs })
  }
  const byChance = pairsAmong(records) / 2 ** countBits
  return {
    bits: byRule.reduce((bits, { blocks }, rule) => (blocks > 0 ? bits | (1 << rule) : bits), 0),
    byRule,
    pairs: crowds.map(({ pairs }, rule) => Math.max(0, pairs - byChance - byRule[rule]!.pairs)),
  }
}

const nothing: RuleYield['purged'] = { blocks: 0, records: 0, pairs: 0 }

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
  { model, loaded, threads, rarity, purges }: World,
  trained: TrainedModel,
  threshold: number,
  progress: (share: number) => void,
): Promise<Scored> {
  const { memory, layout, lines, records } = loaded
  const reach = { model: trained, lines, threshold: threshold - 1e-6, rarest: rarity.most }
  fillReach(reach, new Int16Array(memory.buffer, layout.reach, reachSize(lines)))
  new Float64Array(memory.buffer).set(weightTable(trained, lines, rarity.most), layout.weights / 8)
  const { rules, maxPairsPerBlock } = model.blocking
  const common = { kind: 'score', limit: maxPairsPerBlock, purging: purges.bits, model: trained, threshold } as const
  const tasks = partsOf(purges.pairs, layout.workers.length).map((part) => ({ ...common, ...part }))
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

interface RulePart {
  readonly rule: number
  readonly low: number
  readonly high: number
}

/** Each part reads all records once: only a rule that would keep one thread longer than the others is divided. The longest come first. */
function partsOf(pairs: readonly number[], threads: number): RulePart[] {
  const fair = pairs.reduce((sum, one) => sum + one, 0) / threads
  return pairs
    .flatMap((all, rule) => {
      const parts = Math.min(threads, Math.max(1, Math.ceil(all / Math.max(fair, 1))))
      return Array.from({ length: parts }, (_, part) => ({
        ...{ rule, pairs: all / parts },
        low: (hashes / parts) * part,
        high: (hashes / parts) * (part + 1) - 1,
      }))
    })
    .sort((x, y) => y.pairs - x.pairs)
    .map(({ rule, low, high }) => ({ rule, low, high }))
}
