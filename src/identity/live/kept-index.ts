import { setImmediate as breathe } from 'node:timers/promises'
import type pg from 'pg'
import type { CleanerOf } from '../linkage/model/cleaned.ts'
import { liveDigest, liveModel } from '../models/store.ts'
import { socialRegistry } from '../people/records.ts'
import { type Matcher, openMatcher } from './matcher.ts'
import { changesAfter, everybody, lastEvent, peopleNow } from './registry.ts'

export interface LiveWorld {
  readonly pool: pg.Pool
  readonly cleanerOf: CleanerOf
}

/** The registry in memory, by the model in use, as it was a moment ago. */
export interface LiveIndex {
  /** Undefined while no trained model is in use. The first call reads the whole registry. */
  current(): Promise<Matcher | undefined>
}

interface Loaded {
  readonly matcher: Matcher
  position: number
}

export function openLiveIndex({ pool, cleanerOf }: LiveWorld): LiveIndex {
  let loaded: Promise<Loaded | undefined> | undefined
  let digest: string | undefined
  let catching: Promise<void> | undefined

  async function load(): Promise<Loaded | undefined> {
    const inUse = await liveModel(pool)
    if (inUse === undefined) return undefined
    // Changes made while it is read are read again.
    const position = await lastEvent(pool)
    const matcher = openMatcher(inUse.model, cleanerOf)
    for await (const people of everybody(pool, inUse.model)) {
      for (const [ref, values] of people) matcher.put(ref, values)
      await breathe()
    }
    matcher.settle()
    return { matcher, position }
  }

  async function catchUp(index: Loaded): Promise<void> {
    for (;;) {
      const { people, position } = await changesAfter(pool, index.position)
      if (position === index.position) return
      const now = await peopleNow(pool, people)
      const there = new Set(now.map(([{ record }]) => record))
      for (const [ref, values] of now) index.matcher.put(ref, values)
      for (const record of people) if (!there.has(record)) index.matcher.remove({ source: socialRegistry, record })
      index.position = position
    }
  }

  return {
    async current() {
      const wanted = await liveDigest(pool)
      if (loaded === undefined || wanted !== digest) {
        digest = wanted
        loaded = load().catch((error: unknown) => {
          loaded = undefined
          throw error
        })
      }
      const index = await loaded
      if (index === undefined) return undefined
      catching ??= catchUp(index).finally(() => {
        catching = undefined
      })
      await catching
      return index.matcher
    },
  }
}
