import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
  Logger as WorkerLogger,
} from 'graphile-worker'
import { Counter, type Registry } from 'prom-client'
import { Check } from 'typebox/value'
import type { Logger } from '../telemetry/logger.ts'
import { watchOrphans } from './orphans.ts'
import type { Task } from './task.ts'

export interface JobsOptions {
  readonly url: string
  readonly tasks: readonly Task[]
  readonly logger: Logger
  readonly metrics: Registry
  readonly jobsAtOnceLimit?: number
}

export interface Jobs {
  stop(): Promise<void>
}

const restartDelayMs = 1_000
const stopLimitMs = 10_000
const failedRoundsLimit = 2
const defaultJobsAtOnce = 8

/** Installs the job tables in a schema of their own; safe to repeat. */
export async function installJobs(url: string, logger: Logger): Promise<void> {
  await runMigrations({ connectionString: url, logger: workerLogger(logger), maxPoolSize: 1 })
}

/** Runs jobs until stopped; when the database goes away, it starts again after it is back. */
export async function startJobs(options: JobsOptions): Promise<Jobs> {
  const stopped = new AbortController()
  const plan = { ...options, stopped: stopped.signal, events: countJobs(options.metrics) }
  const orphans = await watchOrphans(options.url, plan.events, options.logger)
  await orphans.free()
  const renewals = new EventEmitter()
  orphans.onReconnect(() => renewals.emit('due'))
  onOnlyFailures(plan, () => renewals.emit('due'))
  const runners = new Set<Runner>()
  const leave = async (runner: Runner) => {
    await runner.stop().catch(() => undefined)
    runners.delete(runner)
  }
  const first = await startRunner(plan)
  const supervision = (async () => {
    for (let runner: Runner | undefined = first; !stopped.signal.aborted; runner = await startAgain(plan)) {
      if (runner === undefined) continue
      runners.add(runner)
      await endOf(runner, renewals, plan)
      // Not waited for: a worker of the runner may sleep for minutes before it sees that the database is back.
      if (!stopped.signal.aborted) void leave(runner)
    }
  })()
  return {
    stop: async () => {
      stopped.abort()
      await supervision
      const limit = sleep(stopLimitMs, undefined, { ref: false })
      await Promise.race([Promise.all([...runners].map(leave)), limit])
      await orphans.close()
    },
  }
}

/** Resolves when the runner has ended, is to be replaced, or all is being stopped. */
async function endOf(runner: Runner, renewals: EventEmitter, { logger, stopped }: Plan): Promise<void> {
  const settled = new AbortController()
  const signal = AbortSignal.any([stopped, settled.signal])
  const renewal = once(renewals, 'due', { signal }).catch(() => undefined)
  const ended = runner.promise.catch((error) => logger.warn({ err: error }, 'the job runner stopped'))
  await Promise.race([renewal, ended])
  settled.abort()
}

async function startAgain(plan: Plan): Promise<Runner | undefined> {
  await sleep(restartDelayMs, undefined, { signal: plan.stopped }).catch(() => undefined)
  return plan.stopped.aborted ? undefined : startRunner(plan).catch(() => undefined)
}

/**
 * graphile-worker 0.18 keeps a failed look-up of its tasks for ever: a runner whose first look met a dead database never
 * finds a job again. A runner that only fails is therefore replaced.
 */
function onOnlyFailures({ events, jobsAtOnceLimit = defaultJobsAtOnce }: Plan, replace: () => unknown): void {
  let failures = 0
  const works = () => {
    failures = 0
  }
  events.on('worker:getJob:empty', works)
  events.on('job:start', works)
  events.on('worker:getJob:error', () => {
    failures++
    if (failures < jobsAtOnceLimit * failedRoundsLimit) return
    failures = 0
    replace()
  })
}

interface Plan extends JobsOptions {
  readonly stopped: AbortSignal
  readonly events: WorkerEvents
}

function startRunner({
  url,
  tasks,
  logger,
  events,
  jobsAtOnceLimit = defaultJobsAtOnce,
  stopped,
}: Plan): Promise<Runner> {
  return run({
    connectionString: url,
    taskList: taskList({ tasks, logger, stopped }),
    concurrency: jobsAtOnceLimit,
    maxPoolSize: jobsAtOnceLimit + 2,
    noHandleSignals: true,
    crontab: '',
    // A job's end is otherwise written by a promise that nobody waits for: a database that dies then ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: workerLogger(logger),
    events,
  })
}

function taskList({ tasks, logger, stopped }: Pick<Plan, 'tasks' | 'logger' | 'stopped'>): TaskList {
  return Object.fromEntries(
    tasks.map((task) => [
      task.name,
      async (payload: unknown, helpers: { job: { id: string | number; attempts: number } }) => {
        // Written by us, perhaps by an older version of us.
        if (!Check(task.payload, payload)) throw new Error(`the payload does not fit the task ${task.name}`)
        const { id, attempts } = helpers.job
        await task.run(payload, {
          logger: logger.child({ job: id, task: task.name }),
          attempt: attempts,
          signal: stopped,
        })
      },
    ]),
  )
}

function countJobs(metrics: Registry): WorkerEvents {
  const done = new Counter({
    name: 'kiungo_jobs_total',
    help: 'Jobs ended, by task and outcome.',
    labelNames: ['task', 'outcome'],
    registers: [metrics],
  })
  const events: WorkerEvents = new EventEmitter()
  events.on('job:success', ({ job }) => done.inc({ task: job.task_identifier, outcome: 'done' }))
  events.on('job:error', ({ job }) => done.inc({ task: job.task_identifier, outcome: 'failed' }))
  return events
}

/** The library writes sentences with ids of jobs; its debug lines are left out. */
function workerLogger(logger: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message) => {
    if (level === 'error') logger.error({ source: 'jobs' }, message)
    else if (level === 'warning') logger.warn({ source: 'jobs' }, message)
  })
}
