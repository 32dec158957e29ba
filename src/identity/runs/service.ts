import Type from 'typebox'
import { administer } from '../../federation/administration.ts'
import { sha256Hex } from '../../kernel/digest.ts'
import { newId } from '../../kernel/ids.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { enqueue } from '../../platform/jobs/enqueue.ts'
import { type Task, type TaskContext, task } from '../../platform/jobs/task.ts'
import type { LinkageModel } from '../linkage/model/schema.ts'
import { modelDigest } from '../linkage/model/signed.ts'
import { unknownModel } from '../models/problems.ts'
import { findModel, keepModel, liveModel } from '../models/store.ts'
import type { By, PeopleWorld } from '../people/world.ts'
import { proposalsFrom } from '../review/proposing.ts'
import { type Label, RunId } from '../review/schema.ts'
import { insertProposals } from '../review/store.ts'
import { householdsOf, suspiciousOf } from './found.ts'
import { cannotGoOn, runBrokeOff, runEnded, unknownRun, unknownUpload } from './problems.ts'
import { registryModel } from './registry-model.ts'
import type {
  HouseholdLink,
  Run,
  RunFault,
  RunProgress,
  RunReport,
  RunRequest,
  SuspiciousCluster,
  Upload,
} from './schema.ts'
import {
  askToCancel,
  beginRun,
  endedBefore,
  endRun,
  findRun,
  insertRun,
  insertUpload,
  listRuns,
  listUploads,
  noteProgress,
  reopenRun,
  uploadBytes,
  uploadWith,
} from './store.ts'
import { keepTrained } from './trained.ts'
import { chartsOf, clearAway, columnsOfFile, link, type Order, pairsOf, type RunningWorld, runFolder } from './work.ts'

export interface RunsWorld extends PeopleWorld, RunningWorld {
  /** What stewards decided on pairs of a model. */
  readonly labels: (model: string) => Promise<readonly Label[]>
}

export interface RunDesk {
  start(request: RunRequest, by: By): Promise<Result<Run>>
  list(): Promise<Run[]>
  read(id: string): Promise<Result<Run>>
  cancel(id: string, by: By): Promise<Result<Run>>
  /** With a run that was cancelled or broken off, from its last whole stage. */
  goOn(id: string, by: By): Promise<Result<Run>>
  suspicious(id: string, by: By): Promise<Result<SuspiciousCluster[]>>
  households(
    of: { readonly id: string; readonly change: HouseholdLink['change'] | undefined },
    by: By,
  ): Promise<Result<HouseholdLink[]>>
  upload(file: { name: string; format: Upload['format']; bytes: Buffer }, by: By): Promise<Result<Upload>>
  uploads(): Promise<Upload[]>
  columnsOfUpload(id: string): Promise<Result<readonly string[]>>
  readonly task: Task
}

const listed = 100
/** More proposals than this of one run would bury the queue; those left out are counted. */
const maxProposals = 20_000

export function openRuns(world: RunsWorld): RunDesk {
  const { pool, clock } = world
  const work: Task = task({
    name: 'identity.run-linkage',
    payload: Type.Object({ run: RunId }, { additionalProperties: false }),
    run: ({ run }, context) => workOn(run, world, context),
  })
  const read = async (id: string): Promise<Result<Run>> => {
    const run = await findRun(pool, id)
    return run === undefined ? fail(unknownRun(id)) : ok(run)
  }
  return {
    task: work,
    start: (request, by) => start(request, by, world, work),
    list: () => listRuns(pool, listed),
    read,
    async cancel(id, by) {
      const run = await read(id)
      if (!run.ok) return run
      const at = clock.now()
      const appended = await administer(world.ledger, {
        ...{ by, at, act: 'identity.cancel-run', concerns: by.member, subject: id, details: {} },
        write: (tx) => askToCancel(tx, id, at),
      })
      if (!appended.ok) return appended.problem.code === 'ledger.rejected' ? fail(runEnded) : appended
      return read(id)
    },
    async goOn(id, by) {
      const begun = await takeUpAgain(id, by, world, work)
      return begun.ok ? read(id) : begun
    },
    suspicious: (id, by) => suspiciousOf(id, by, world),
    households: (of, by) => householdsOf(of, by, world),
    upload: (file, by) => upload(file, by, world),
    uploads: () => listUploads(pool),
    async columnsOfUpload(id) {
      const kept = await uploadBytes(pool, id)
      return kept === undefined ? fail(unknownUpload(id)) : columnsOfFile(kept, world)
    },
  }
}

async function start(request: RunRequest, by: By, world: RunsWorld, work: Task): Promise<Result<Run>> {
  const { clock, ledger } = world
  const now = clock.now()
  const model = await modelOf(request, by, world)
  if (!model.ok) return model
  const id = newId('lr', now.getTime())
  const run: Run = {
    ...{ id, member: by.member, account: by.id, state: 'waiting', request, model: modelDigest(model.value) },
    ...{ requestedAt: now.toISOString(), attempts: 0 },
    progress: { stage: 'load', percent: 0, at: now.toISOString() },
  }
  const appended = await administer(ledger, {
    ...{ by, at: now, act: 'identity.start-run', concerns: by.member, subject: id },
    details: { model: run.model, sources: request.sources.length },
    async write(tx) {
      await insertRun(tx, run)
      // One at a time: each takes most of the machine.
      await enqueue(tx, { task: work, payload: { run: id }, queue: 'linkage', attemptsLimit: 5 })
      return true
    },
  })
  return appended.ok ? ok(run) : appended
}

/** For so long what an ended run has read is kept; then it is other people than it was. */
const takenUpWithinMs = 24 * 60 * 60_000

async function takeUpAgain(
  id: string,
  by: By,
  { ledger, clock, pool }: RunsWorld,
  work: Task,
): Promise<Result<unknown>> {
  const run = await findRun(pool, id)
  if (run === undefined) return fail(unknownRun(id))
  const at = clock.now()
  const appended = await administer(ledger, {
    ...{ by, at, act: 'identity.go-on-with-run', concerns: by.member, subject: id, details: {} },
    async write(tx) {
      const since = new Date(at.getTime() - takenUpWithinMs)
      if (!(await reopenRun(tx, id, { since, brokeOff: runBrokeOff.code }))) return false
      await enqueue(tx, { task: work, payload: { run: id }, queue: 'linkage', attemptsLimit: 5 })
      return true
    },
  })
  return appended.ok || appended.problem.code !== 'ledger.rejected' ? appended : fail(cannotGoOn)
}

async function modelOf({ model }: RunRequest, by: By, { pool, clock }: RunsWorld): Promise<Result<LinkageModel>> {
  if (model !== undefined) {
    const kept = await findModel(pool, model)
    return kept === undefined ? fail(unknownModel(model)) : ok(kept.model)
  }
  const inUse = await liveModel(pool)
  if (inUse !== undefined) return ok(inUse.model)
  const { rows } = await pool.query<{ count: string }>('select count(*) from person')
  return ok(await keepModel(pool, registryModel(Number(rows[0]?.count)), { account: by.id, at: clock.now() }))
}

class Cancelled extends Error {}

async function workOn(id: string, world: RunsWorld, { signal, logger, attempt }: TaskContext): Promise<void> {
  const { pool, clock } = world
  if (!(await beginRun(pool, id, clock.now()))) return
  const run = await findRun(pool, id)
  const kept = run === undefined ? undefined : await findModel(pool, run.model)
  if (run === undefined || kept === undefined) return
  const progress = progressOf(id, world, signal)
  const stale = await endedBefore(pool, new Date(clock.now().getTime() - takenUpWithinMs))
  for (const ended of stale) clearAway(runFolder(world.folder, ended))
  try {
    const labels = run.request.retrain === true ? await world.labels(run.model) : []
    const order: Order = { run, model: kept.model, labels, onProgress: progress.note }
    const linked = await link(order, world)
    await progress.settle()
    if (linked.ok) await finish(order, { run, linked: linked.value }, world, progress)
    else await endRun(pool, id, { state: 'failed', at: clock.now(), fault: faultOf(linked.problem) })
  } catch (error) {
    if (error instanceof Cancelled && !signal.aborted) {
      await endRun(pool, id, { state: 'cancelled', at: clock.now() })
      return
    }
    logger.error({ err: error, run: id }, 'a linkage run was broken off')
    // It is tried again, and goes on from its last whole stage; in the end somebody is told.
    if (attempt < maxAttempts) throw error
    await endRun(pool, id, { state: 'failed', at: clock.now(), fault: faultOf(runBrokeOff) })
  }
}

const maxAttempts = 3
const faultOf = ({ code, message, fix, params }: Problem): RunFault => ({
  ...{ code, message, fix },
  ...(params === undefined ? {} : { params: { ...params } }),
})

const progressEveryMs = 300
const shares: Readonly<Record<RunProgress['stage'], readonly [number, number]>> = {
  load: [0, 10],
  prepare: [10, 40],
  train: [40, 60],
  score: [60, 85],
  cluster: [85, 92],
  propose: [92, 100],
}

interface Noting {
  readonly note: Order['onProgress']
  settle(): Promise<void>
}

/** Written now and then; whether somebody has asked to cancel is learnt on the way, and told by throwing. */
function progressOf(id: string, { pool, clock }: RunsWorld, signal: AbortSignal): Noting {
  let cancelled = false
  let last = 0
  let writing = Promise.resolve()
  return {
    note(stage, share) {
      if (cancelled || signal.aborted) throw new Cancelled()
      const now = clock.now()
      if (now.getTime() - last < progressEveryMs && share < 1) return
      last = now.getTime()
      const [from, to] = shares[stage]
      const progress = { stage, percent: Math.round(from + (to - from) * share), at: now.toISOString() }
      writing = writing
        .then(() => noteProgress(pool, id, progress))
        .then((asked) => {
          cancelled ||= asked
        })
        .catch(() => undefined)
    },
    async settle() {
      await writing
      if (cancelled || signal.aborted) throw new Cancelled()
    },
  }
}

type LinkedRecords = Extract<Awaited<ReturnType<typeof link>>, { ok: true }>['value']

/** The trained model is kept and perhaps proposed, pairs go into the queue, and the run is done. */
async function finish(
  { labels }: Order,
  { run, linked }: { readonly run: Run; readonly linked: LinkedRecords },
  world: RunsWorld,
  progress: Noting,
): Promise<void> {
  const { pool, clock } = world
  const folder = runFolder(world.folder, run.id)
  const isNew = linked.report.training !== null
  const trained = await keepTrained({ run, model: linked.model, labels, isNew }, world)
  const counts = { found: 0, fresh: 0, leftOut: 0 }
  for await (const pairs of pairsOf(folder, linked.model, trained)) {
    counts.found += pairs.length
    if (counts.found > maxProposals) {
      counts.leftOut += pairs.length
      continue
    }
    const proposals = await proposalsFrom(pool, pairs, { origin: 'run', run: run.id, at: clock.now() })
    counts.fresh += await insertProposals(pool, proposals)
    progress.note('propose', counts.found / (counts.found + 1_000))
    await progress.settle()
  }
  const done = { report: reportOf(linked), charts: chartsOf(linked), proposals: counts, trained }
  await endRun(pool, run.id, { state: 'done', at: clock.now(), ...done })
  clearAway(folder)
}

/** As it is kept: what is told of a run is what its schema says. */
const reportOf = ({ report }: LinkedRecords): RunReport => ({
  ...report,
  sources: [...report.sources],
  rules: [...report.rules],
})

async function upload(
  { name, format, bytes }: { readonly name: string; readonly format: Upload['format']; readonly bytes: Buffer },
  by: By,
  { pool, ledger, clock, folder }: RunsWorld,
): Promise<Result<Upload>> {
  const digest = sha256Hex(bytes)
  const before = await uploadWith(pool, digest)
  if (before !== undefined) return ok(before)
  const readable = await columnsOfFile({ name, format, bytes }, { folder })
  if (!readable.ok) return readable
  const at = clock.now()
  const kept: Upload = {
    ...{ id: newId('lu', at.getTime()), name, format, digest, bytes: bytes.length, again: false },
    ...{ member: by.member, account: by.id, at: at.toISOString() },
  }
  const appended = await administer(ledger, {
    ...{ by, at, act: 'identity.upload', concerns: by.member, subject: kept.id },
    ...{ details: { digest, format }, write: (tx) => insertUpload(tx, kept, bytes) },
  })
  if (appended.ok) return ok(kept)
  const other = appended.problem.code === 'ledger.rejected' ? await uploadWith(pool, digest) : undefined
  return other === undefined ? appended : ok(other)
}
