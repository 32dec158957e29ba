import { Worker } from 'node:worker_threads'

/** Threads that do tasks as they come, each on the first one that is free. */
export interface Threads<Task, Outcome> {
  run(task: Task): Promise<Outcome>
  close(): Promise<void>
}

/** One thread of `script` for each of `data`; it answers each message with one. */
export function openThreads<Task, Outcome>(script: URL, data: readonly unknown[]): Threads<Task, Outcome> {
  const workers = data.map((workerData) => new Worker(script, { workerData }))
  const free = [...workers]
  const waiting: ((worker: Worker) => void)[] = []
  const release = (worker: Worker) => {
    const next = waiting.shift()
    if (next === undefined) free.push(worker)
    else next(worker)
  }
  return {
    async run(task) {
      const worker = free.shift() ?? (await new Promise<Worker>((resolve) => waiting.push(resolve)))
      try {
        return await answerOf(worker, task)
      } finally {
        release(worker)
      }
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

function answerOf<Task, Outcome>(worker: Worker, task: Task): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      worker.off('message', answered)
      worker.off('error', failed)
      worker.off('exit', ended)
      end()
    }
    const answered = (outcome: Outcome) => settle(() => resolve(outcome))
    const failed = (error: Error) => settle(() => reject(error))
    const ended = (code: number) => settle(() => reject(new Error(`a thread of the linkage ended with ${code}`)))
    worker.once('message', answered)
    worker.once('error', failed)
    worker.once('exit', ended)
    worker.postMessage(task)
  })
}
