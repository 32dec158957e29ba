import { administer } from '../federation/administration.ts'
import { newId } from '../kernel/ids.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Clock } from '../platform/clock.ts'
import type { Principal } from '../platform/http/access.ts'
import type { RouteScope } from '../platform/http/route.ts'
import { enqueue } from '../platform/jobs/enqueue.ts'
import type { Task } from '../platform/jobs/task.ts'
import { type RunWorld, runLimitMs, runTask } from './jobs.ts'
import { otherRunUnderWay, runFailed, stillRunning, unknownReport } from './problems.ts'
import { conformanceRoutes } from './routes.ts'
import type { ConformanceReport, ConformanceRun, ReportSummary, RunRequest } from './schema.ts'
import { serverUnderTest } from './server-under-test.ts'
import { findReport, findRun, giveUpRunsBefore, insertRun, listReports } from './store.ts'

export interface ConformanceWorld extends RunWorld {
  readonly clock: Pick<Clock, 'now'>
  readonly ledger: Pick<Ledger, 'append'>
}

export interface Conformance {
  start(asked: RunRequest, by: Pick<Principal, 'id' | 'member'>): Promise<Result<ConformanceRun>>
  run(id: string): Promise<Result<ConformanceRun>>
  report(id: string): Promise<Result<ConformanceReport>>
  reports(): Promise<ReportSummary[]>
}

/** Runs end by themselves in time; one that has not by then has lost its process. */
const lostAfterMs = 1.5 * runLimitMs

/** Runs of the checks that are started here, and the reports that are kept of them. */
export function openConformance(world: ConformanceWorld): { readonly scope: RouteScope; readonly tasks: Task[] } {
  const { pool, clock, ledger } = world
  const task = runTask(world)
  const giveUp = (database: Parameters<typeof giveUpRunsBefore>[0]) =>
    giveUpRunsBefore(database, new Date(clock.now().getTime() - lostAfterMs))

  async function run(id: string): Promise<Result<ConformanceRun>> {
    await giveUp(pool)
    const found = await findRun(pool, id)
    return found === undefined ? fail(unknownReport(id)) : ok(found)
  }

  const conformance: Conformance = {
    run,
    reports: () => listReports(pool),
    async start(asked, by) {
      const server = await serverUnderTest(asked, world)
      if (!server.ok) return server
      const at = clock.now()
      const { baseUrl } = server.value.consumer
      const started: ConformanceRun = {
        ...{ id: newId('conf', at.getTime()), at: at.toISOString(), state: 'running', baseUrl },
        ...{ callbacks: true, ...asked },
      }
      await giveUp(pool)
      const begun = await administer(ledger, {
        ...{ by, at, act: 'conformance.run', concerns: server.value.member ?? by.member, subject: started.id },
        details: { ...asked },
        async write(tx) {
          if (!(await insertRun(tx, started, by))) return false
          await enqueue(tx, { task, payload: { id: started.id }, attemptsLimit: 1 })
          return true
        },
      })
      if (begun.ok) return ok(started)
      return fail(begun.problem.code === 'ledger.rejected' ? otherRunUnderWay : begun.problem)
    },
    async report(id) {
      const report = await findReport(pool, id)
      if (report !== undefined) return ok(report)
      const found = await run(id)
      if (!found.ok) return found
      return fail(found.value.state === 'failed' ? runFailed(id) : stillRunning(id))
    },
  }
  return { scope: { name: 'conformance', routes: conformanceRoutes(conformance) }, tasks: [task] }
}
