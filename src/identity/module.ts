import type { RouteScope } from '../platform/http/route.ts'
import type { Task } from '../platform/jobs/task.ts'
import { draftRoutes } from './drafts/routes.ts'
import { openDrafts } from './drafts/service.ts'
import { isTrained } from './linkage/compare/weights.ts'
import type { CleanerOf } from './linkage/model/cleaned.ts'
import { followingTask } from './live/follow.ts'
import { type LiveIndex, openLiveIndex } from './live/kept-index.ts'
import { liveRoutes } from './live/routes.ts'
import { frequenciesOf, openLive } from './live/service.ts'
import type { IdentifierMap } from './mapping/declared.ts'
import { raiseLinkChanges, type Telling } from './mapping/events.ts'
import type { NumberChanges } from './mapping/number-changes.ts'
import { openRosters, type RosterDesk } from './mapping/roster.ts'
import { mappingRoutes } from './mapping/routes.ts'
import { measureRoutes } from './measures/routes.ts'
import { modelRoutes } from './models/routes.ts'
import { type ModelDesk, openModels } from './models/service.ts'
import { findModel } from './models/store.ts'
import { overlapRoutes } from './overlap/routes.ts'
import type { OverlapRules } from './overlap/rules.ts'
import { openCases } from './people/cases.ts'
import { openReading, type ReadingWorld } from './people/reading.ts'
import { peopleRoutes } from './people/routes.ts'
import { openDecisions } from './people/service.ts'
import { privateRoutes } from './private/routes.ts'
import type { PrivateWorld } from './private/service.ts'
import { problemMessages } from './problem-messages.ts'
import { openBulk } from './review/bulk.ts'
import { explain } from './review/explaining.ts'
import { reviewRoutes } from './review/routes.ts'
import { openReview, type ReviewWorld } from './review/service.ts'
import { settleProposals } from './review/store.ts'
import { runRoutes } from './runs/routes.ts'
import { openRuns, type RunDesk } from './runs/service.ts'

export interface IdentityWorld extends ReadingWorld, PrivateWorld {
  /** Who is told of changed links. */
  readonly telling: Telling
  /** Of links by same numbers. */
  readonly changes: NumberChanges
  readonly map: IdentifierMap
  readonly cleanerOf: CleanerOf
  readonly overlap: OverlapRules
  /** Of the identity room in the data folder. */
  readonly folder: string
}

export interface IdentityRoom {
  readonly scopes: readonly RouteScope[]
  readonly tasks: readonly Task[]
  readonly recurring: readonly Task[]
  readonly index: LiveIndex
  readonly models: ModelDesk
  readonly runs: RunDesk
  readonly rosters: RosterDesk
}

/** Which records are about whom: stewards decide, and every decision can be taken back. */
export function openIdentity(world: IdentityWorld): IdentityRoom {
  const { pool } = world
  const decisions = openDecisions({
    ...world,
    async onDecided(tx, decision) {
      await settleProposals(tx, decision)
      await raiseLinkChanges(tx, decision, world.telling)
    },
  })
  const index = openLiveIndex(world)
  const review = reviewWorld(world, { decisions, index })
  const reviewDesk = openReview(review)
  const runs = openRuns({ ...world, labels: reviewDesk.labels })
  const models = openModels(world)
  const rosters = openRosters(world)
  const routes = [
    ...peopleRoutes({ decisions, reading: openReading(world), cases: openCases(world), pool }),
    ...reviewRoutes(reviewDesk, openBulk(review)),
    ...liveRoutes(openLive(world, index)),
    ...draftRoutes(openDrafts({ ...world, messages: problemMessages })),
    ...modelRoutes(models),
    ...runRoutes(runs),
    ...measureRoutes(world),
    ...overlapRoutes(world, world.overlap),
    ...mappingRoutes(world.map, rosters),
  ]
  const follow = followingTask(world, index)
  const scopes = [
    { name: 'identity', routes },
    { name: 'private-linkage', routes: privateRoutes(world) },
  ]
  return { scopes, tasks: [follow, runs.task], recurring: [follow], index, models, runs, rosters }
}

interface Parts {
  readonly decisions: ReviewWorld['decisions']
  readonly index: LiveIndex
}

function reviewWorld(world: IdentityWorld, { decisions, index }: Parts): ReviewWorld {
  return {
    ...world,
    decisions,
    async explain({ model: digest, pattern }, { values }, language) {
      const kept = await findModel(world.pool, digest)
      if (kept === undefined || !isTrained(kept.model)) return undefined
      const matcher = await index.current()
      // Frequencies are those of the records as they are now, by the model in use: another's columns may differ.
      const frequencies = matcher?.digest === digest ? { frequencies: frequenciesOf(matcher, values) } : {}
      return explain(kept.model, { pattern, ...frequencies }, language)
    },
    async scorePair(first, second) {
      const matcher = await index.current()
      return matcher === undefined
        ? undefined
        : { model: matcher.digest, ...matcher.compare(first.values, second.values) }
    },
  }
}
