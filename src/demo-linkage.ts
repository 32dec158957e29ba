import { setTimeout as sleep } from 'node:timers/promises'
import type { Modules } from './modules.ts'
import type { Logger } from './platform/telemetry/logger.ts'

export interface DemoLinkageWorld extends Pick<Modules, 'models' | 'runs'> {
  readonly logger: Logger
}

const nobodysPermissions = { member: 'nsps', permissions: new Set<string>() }
/** Two people put a model in use; the demo has two stewards. */
const steward = { id: 'steward', ...nobodysPermissions }
const secondSteward = { id: 'second-steward', ...nobodysPermissions }
const lookEveryMs = 500

/**
 * The demo's stewards find a queue and a search before registering: one of them has ordered a run over the registry, once, as a job
 * after the start, and the other confirms the model that it proposes.
 */
export function startDemoLinkage(world: DemoLinkageWorld): { stop(): Promise<void> } {
  const stopped = new AbortController()
  const working = firstModel(world, stopped.signal).catch((err: unknown) => {
    if (!stopped.signal.aborted) world.logger.warn({ err }, 'the demo has no linkage model in use')
  })
  return {
    async stop() {
      stopped.abort()
      await working
    },
  }
}

async function firstModel({ models, runs }: DemoLinkageWorld, signal: AbortSignal): Promise<void> {
  const before = await runs.list()
  if (before.length === 0) await runs.start({ sources: [{ registry: 'person' }] }, steward)
  // What its readers have begun since is theirs.
  else if (before.length > 1 || before[0]?.account !== steward.id) return
  for (; ; await sleep(lookEveryMs, undefined, { signal })) {
    const [first] = (await runs.list()).toReversed()
    if (first === undefined || first.state === 'failed' || first.state === 'cancelled') return
    if (first.trained === undefined) continue
    const kept = await models.read(first.trained)
    // Whoever refused or confirmed it meanwhile has the last word.
    const isAsked = kept.ok && kept.value.uses.length === 1 && kept.value.uses[0]?.state === 'proposed'
    if (isAsked) await models.confirm(first.trained, { replaces: null }, secondSteward)
    return
  }
}
