import { ok, type Result } from '../../kernel/result.ts'
import { compareRunFiles, type DividedGroup, type LinkedByOne } from '../linkage/evaluate/compared.ts'
import { agreementOf } from '../linkage/evaluate/stability.ts'
import { findModel } from '../models/store.ts'
import type { By } from '../people/world.ts'
import { type DoneRun, refOf } from '../runs/found.ts'
import { withinAreas } from '../runs/visible.ts'
import { type MeasuringWorld, measuredRun } from './reading.ts'
import type { ExampleGroup, ExamplePair, RunComparison } from './schema.ts'
import { measuringDatabase } from './under-way.ts'

export interface Compared {
  /** Runs, or the latest runs of two models. */
  readonly first: string
  readonly second: string
  readonly examples: number
}

/** More than these are not looked through for those of the reader's areas. */
const lookedThrough = 500

export async function compareRuns(
  asked: Compared,
  { by, signal }: { readonly by: By; readonly signal: AbortSignal },
  world: MeasuringWorld,
): Promise<Result<RunComparison>> {
  const first = await measuredRun(world, asked.first)
  if (!first.ok) return first
  const second = await measuredRun(world, asked.second)
  if (!second.ok) return second
  const folders = { first: first.value.folder, second: second.value.folder }
  const what = { kind: 'comparison', runs: [asked.first, asked.second] } as const
  return world.measuring.measure(what, signal, async (watch) => {
    const compared = await measuringDatabase(folders.first, signal, (database) =>
      compareRunFiles(database, folders, asked.examples === 0 ? 0 : lookedThrough, watch),
    )
    const { records, pairs, clusters, linkedByOne, divided } = compared
    const ofPairs = await withinAreas(world.pool, by, linkedByOne.map(pairOf), (one) => [one.first, one.second])
    const ofGroups = await withinAreas(world.pool, by, divided.map(groupOf), (one) => one.first.flat())
    return ok({
      ...{ first: await sideOf(first.value, world), second: await sideOf(second.value, world) },
      ...{ records, pairs: { ...pairs, agreement: agreementOf(pairs) }, clusters },
      examples: { pairs: ofPairs.slice(0, asked.examples), groups: ofGroups.slice(0, asked.examples) },
    })
  })
}

function pairOf({ side, first, second, weight, otherWeight, reason }: LinkedByOne): ExamplePair {
  const other = side === 'first' ? 'second' : 'first'
  return {
    ...{ first: refOf(first), second: refOf(second), linkedBy: side },
    weights: { [side]: weight, ...(otherWeight === undefined ? {} : { [other]: otherWeight }) },
    ...(reason === undefined ? {} : { reason: reason as NonNullable<ExamplePair['reason']> }),
  }
}

function groupOf({ first, second, ...group }: DividedGroup): ExampleGroup {
  const named = (parts: DividedGroup['first']) => parts.map((part) => part.map(refOf))
  return { ...group, first: named(first), second: named(second) }
}

async function sideOf({ run }: DoneRun, { pool }: MeasuringWorld): Promise<RunComparison['first']> {
  const { report, charts } = run
  const model = run.trained ?? run.model
  const kept = await findModel(pool, model)
  const chosen = report.expected.chosen
  const { review, kin } = kept?.model.thresholds ?? { review: chosen.threshold, kin: 0 }
  const side: RunComparison['first'] = {
    ...{ run: run.id, model, endedAt: run.endedAt ?? '', records: report.records, pairs: report.pairs },
    thresholds: { link: chosen.threshold, review, kin },
    clusters: { all: report.clusters.all, ofSeveral: report.clusters.ofSeveral },
    ...{ expected: chosen, weights: charts?.weights ?? [] },
  }
  return side
}
