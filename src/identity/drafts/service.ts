import { setImmediate as breathe } from 'node:timers/promises'
import { digestOf } from '../../kernel/digest.ts'
import type { Language } from '../../kernel/language.ts'
import { type ProblemMessages, translateProblem } from '../../kernel/problem-messages.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Clock } from '../../platform/clock.ts'
import { blockingWarnings } from '../linkage/blocking/cost.ts'
import { estimateRules, type RuleEstimate } from '../linkage/blocking/estimate.ts'
import { isTrained } from '../linkage/compare/weights.ts'
import { faultsOfBlocking, faultsOfModel } from '../linkage/model/check.ts'
import type { CleanerOf } from '../linkage/model/cleaned.ts'
import { columnsOfField } from '../linkage/model/columns.ts'
import { fieldKinds, type LinkageModel } from '../linkage/model/schema.ts'
import { modelDigest } from '../linkage/model/signed.ts'
import { pairsAmong } from '../linkage/pairs.ts'
import { budgetFor } from '../linkage/profile/blocking.ts'
import { comparisonOf } from '../linkage/profile/comparisons.ts'
import { findModel } from '../models/store.ts'
import { type EncodedSource, encodeSource, keepSources } from './encoded.ts'
import { tooManyAtOnce } from './problems.ts'
import { profileOf } from './profile.ts'
import type { Checked, Estimate, EstimateRequest, FieldParts, Profile, ProfileRequest } from './schema.ts'
import { type SourceReach, withRecords } from './source.ts'
import { inTurns } from './turns.ts'

export interface DraftWorld extends SourceReach {
  readonly cleanerOf: CleanerOf
  readonly clock: Clock
  readonly messages: ProblemMessages
}

/** What an analyst asks while a model is being written. Nothing of it is kept, and no value of anybody is answered. */
export interface DraftDesk {
  profile(request: ProfileRequest, language: Language): Promise<Result<Profile>>
  check(candidate: unknown, language: Language): Promise<Checked>
  estimate(request: EstimateRequest): Promise<Result<Estimate>>
  readonly fieldParts: readonly FieldParts[]
}

export function openDrafts(world: DraftWorld): DraftDesk {
  const { pool, cleanerOf, clock, messages } = world
  const sources = keepSources(() => clock.now().getTime())
  const inTurn = inTurns(maxProfilesWaiting)
  return {
    async profile(request, language) {
      const profiled = inTurn(() =>
        withRecords(request.source, 'all', world, (read) =>
          profileOf(read, request, { cleanerOf, language, messages }),
        ),
      )
      return profiled ?? fail(tooManyAtOnce)
    },
    async check(candidate, language) {
      const faults = faultsOfModel(candidate).map((fault) => {
        const { message, fix } = translateProblem(fault, language, messages).problem
        return { pointer: fault.pointer ?? '', code: fault.variant ?? fault.code, message, fix }
      })
      if (faults.length > 0) return { faults, trained: false }
      const model = candidate as LinkageModel
      const digest = modelDigest(model)
      return { faults, digest, kept: (await findModel(pool, digest)) !== undefined, trained: isTrained(model) }
    },
    async estimate(request) {
      const started = performance.now()
      const { fields, blocking } = request
      const fault = faultsOfBlocking(request)[0]
      if (fault !== undefined) return fail(fault)
      const reading = sources.get(digestOf({ source: request.source, fields }), () =>
        encodeSource(request.source, fields, world),
      )
      if (reading === undefined) return fail(tooManyAtOnce)
      const source = await reading
      if (!source.ok) return source
      const estimate = await estimateOf(source.value, blocking)
      return ok({ ...estimate, seconds: (performance.now() - started) / 1000 })
    },
    fieldParts,
  }
}

const placeSteps = ['widest', 'wide', 'narrow', 'narrowest']

const fieldParts: readonly FieldParts[] = fieldKinds.map((kind) => {
  const field = { id: 'field', kind, from: kind === 'place' ? placeSteps : ['column'] }
  const comparison = comparisonOf(field, [field])
  return {
    kind,
    parts: columnsOfField(field).map(({ part, coding, domain }) => ({
      ...{ part, coding },
      ...(domain === undefined ? {} : { domain }),
    })),
    ...(comparison === undefined ? {} : { comparison }),
  }
})

const maxProfilesWaiting = 4
/** Pairs of a rule up to which each is looked at; of more so many are drawn. Both take some milliseconds. */
const countedPairs = 200_000
const drawnPairs = 50_000

async function estimateOf(
  source: EncodedSource,
  blocking: LinkageModel['blocking'],
): Promise<Omit<Estimate, 'seconds'>> {
  const { records, counted } = source
  const weight = records / counted
  /** A pair is among those looked at with the square of the chance that a record is. */
  const scale = counted < 2 ? 1 : pairsAmong(records) / pairsAmong(counted)
  const limits = { counted: countedPairs, drawn: drawnPairs, breathe: () => breathe(), weight }
  const rules = (await estimateRules(source.columns, blocking, limits)).map((rule) => scaledBy(rule, weight, scale))
  const warnings = blockingWarnings(rules, records)
  return {
    ...{ records, counted, without: [...source.without] },
    ...{ all: pairsAmong(records), budget: budgetFor(records).pairs },
    rules: rules.map(({ rule: id, pairs, fresh, purged, largest }, i) => ({
      ...{ id, pairs, fresh, purged, largestBlock: largest.records },
      ...shapeOf(source, blocking.rules[i]!.columns, largest.row),
      warnings: warnings.filter(({ rule }) => rule === id).map(({ warning }) => warning),
    })),
    union: rules.reduce((sum, { fresh }) => sum + fresh, 0),
    method: weight === 1 && rules.every(({ freshCounted }) => freshCounted) ? 'exact' : 'sampled',
  }
}

function scaledBy(rule: RuleEstimate, weight: number, scale: number): RuleEstimate {
  const { pairs, fresh, purged, largest } = rule
  return {
    ...rule,
    pairs: Math.round(pairs * scale),
    fresh: Math.round(fresh * scale),
    largest: { ...largest, records: Math.round(largest.records * weight) },
    purged: {
      blocks: purged.blocks,
      records: Math.round(purged.records * weight),
      pairs: Math.round(purged.pairs * scale),
    },
  }
}

/** How the value of a block is written, field by field. */
function shapeOf({ shapeOf: of }: EncodedSource, columns: readonly string[], row: number): { shape?: string } {
  if (row < 0) return {}
  const fields = [...new Set(columns.map((column) => column.split('.')[0] ?? ''))]
  return { shape: fields.map((field) => of(field, row) ?? '').join(' + ') }
}
