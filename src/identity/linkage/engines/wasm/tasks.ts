import type { TrainedModel } from '../../compare/weights.ts'
import { openThreads } from '../../threads.ts'
import type { Edges } from '../contract.ts'
import type { WorkerPlace } from './layout.ts'

export interface WorkerData {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly place: WorkerPlace
}

/** A rule, and which of its keys: those whose 32-bit hash lies in the range. */
interface Part {
  readonly rule: number
  readonly low: number
  readonly high: number
  /** Most pairs of a block; larger ones are left out. */
  readonly limit: number
  /** Rules, as bits, of which blocks are left out. */
  readonly purging: number
}

export type Task =
  /** Texts of a domain, by the address of the words that tell of them: their signatures are made. */
  | { readonly kind: 'sign'; readonly texts: number }
  | { readonly kind: 'crowd'; readonly rule: number }
  | { readonly kind: 'purge'; readonly rule: number; readonly limit: number }
  /** Records from a number up to another: what follows from their own values is put beside them. */
  | { readonly kind: 'complete'; readonly from: number; readonly to: number }
  | (Part & { readonly kind: 'sample'; readonly target: number; readonly seed: number })
  | (Part & { readonly kind: 'score'; readonly model: TrainedModel; readonly threshold: number })
  /** Pairs of records, two numbers each; no more of them than there are records. */
  | { readonly kind: 'tell'; readonly pairs: Int32Array }

export type Outcome =
  /** Pairs whose hashes begin alike, in all buckets and in the fullest. */
  | { readonly kind: 'crowd'; readonly pairs: number; readonly fullest: number }
  | { readonly kind: 'purge'; readonly blocks: number; readonly records: number; readonly pairs: number }
  | {
      readonly kind: 'sample'
      readonly share: number
      /** Pairs in the blocks, of which `share` was looked at. */
      readonly pairs: number
      readonly patterns: readonly (readonly [pattern: number, count: number])[]
    }
  | { readonly kind: 'sign' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'score'; readonly pairs: number; readonly edges: Edges }
  | { readonly kind: 'tell'; readonly patterns: Int32Array }

type OutcomeOf<T extends Task> = Extract<Outcome, { kind: T['kind'] }>

/** Threads that share one memory. */
export interface KernelThreads {
  /** Outcomes in the order of the tasks. */
  all<T extends Task>(
    tasks: readonly T[],
    done?: (index: number, outcome: OutcomeOf<T>) => void,
  ): Promise<OutcomeOf<T>[]>
  close(): Promise<void>
}

export function openKernelThreads(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  places: readonly WorkerPlace[],
): KernelThreads {
  const data = places.map((place) => ({ module, memory, place }) satisfies WorkerData)
  const threads = openThreads<Task, Outcome>(new URL('./worker.ts', import.meta.url), data)
  return {
    all: (tasks, done) =>
      Promise.all(
        tasks.map(async (task, index) => {
          const outcome = (await threads.run(task)) as OutcomeOf<(typeof tasks)[number]>
          done?.(index, outcome)
          return outcome
        }),
      ),
    close: () => threads.close(),
  }
}
