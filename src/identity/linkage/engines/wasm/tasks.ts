import { Worker } from 'node:worker_threads'
import type { TrainedModel } from '../../compare/weights.ts'
import type { Edges } from '../contract.ts'
import type { WorkerPlace } from './memory.ts'

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
  | { readonly kind: 'purge'; readonly rule: number; readonly limit: number }
  | (Part & { readonly kind: 'sample'; readonly target: number; readonly seed: number })
  | (Part & { readonly kind: 'score'; readonly model: TrainedModel; readonly threshold: number })
  /** Pairs of records, two numbers each; no more of them than there are records. */
  | { readonly kind: 'tell'; readonly pairs: Int32Array }

export type Outcome =
  | { readonly kind: 'purge'; readonly blocks: number; readonly records: number; readonly pairs: number }
  | {
      readonly kind: 'sample'
      readonly share: number
      /** Pairs in the blocks, of which `share` was looked at. */
      readonly pairs: number
      readonly patterns: readonly (readonly [pattern: number, count: number])[]
    }
  | { readonly kind: 'score'; readonly pairs: number; readonly edges: Edges }
  | { readonly kind: 'tell'; readonly patterns: Int32Array }

type OutcomeOf<T extends Task> = Extract<Outcome, { kind: T['kind'] }>

/** Threads that share one memory. */
export interface Threads {
  /** Does the tasks, each on the first thread that is free; outcomes in the order of the tasks. */
  all<T extends Task>(
    tasks: readonly T[],
    done?: (index: number, outcome: OutcomeOf<T>) => void,
  ): Promise<OutcomeOf<T>[]>
  close(): Promise<void>
}

export function openThreads(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  places: readonly WorkerPlace[],
): Threads {
  const workers = places.map(
    (place) =>
      new Worker(new URL('./worker.ts', import.meta.url), {
        workerData: { module, memory, place } satisfies WorkerData,
      }),
  )
  return {
    async all(tasks, done) {
      const outcomes: OutcomeOf<(typeof tasks)[number]>[] = []
      let next = 0
      const work = async (worker: Worker): Promise<void> => {
        while (next < tasks.length) {
          const index = next++
          const outcome = (await answerOf(worker, tasks[index]!)) as OutcomeOf<(typeof tasks)[number]>
          outcomes[index] = outcome
          done?.(index, outcome)
        }
      }
      await Promise.all(workers.map(work))
      return outcomes
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

function answerOf(worker: Worker, task: Task): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      worker.off('message', answered)
      worker.off('error', failed)
      worker.off('exit', ended)
      end()
    }
    const answered = (outcome: Outcome) => settle(() => resolve(outcome))
    const failed = (error: Error) => settle(() => reject(error))
    const ended = (code: number) => settle(() => reject(new Error(`a thread of the linkage kernel ended with ${code}`)))
    worker.once('message', answered)
    worker.once('error', failed)
    worker.once('exit', ended)
    worker.postMessage(task)
  })
}
