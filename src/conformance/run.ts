/** A run: every check of a registry, one after another, and what each found. */
import { newId } from '../kernel/ids.ts'
import { type Check, Skip, Unmet } from './check.ts'
import { checkGroups } from './groups.ts'
import { createProbe, type ProbeOptions } from './probe.ts'
import type { CheckResult, ConformanceReport, RegistryName } from './schema.ts'

export interface Planned {
  readonly group: string
  readonly check: Check
}

export const plannedChecks = (registry: RegistryName): Planned[] =>
  checkGroups.flatMap(({ id: group, checks }) =>
    checks
      .filter(({ registries }) => registries === undefined || registries.includes(registry))
      .map((check) => ({ group, check })),
  )

/** The longest a check may take, callbacks and notifications included. */
const checkLimitMs = 120_000
const detailLimit = 2000

/** One after another, as a server under test is not to be mistaken for a slow one. */
export async function* runConformance(
  options: ProbeOptions,
  planned: readonly Planned[] = plannedChecks(options.registry),
): AsyncGenerator<CheckResult> {
  const probe = createProbe(options)
  for (const { group, check } of planned) {
    const began = performance.now()
    const outcome = await outcomeOf(check, () => check.run(probe))
    const { id, title, clause, level } = check
    yield { id, group, title, clause, level, ...outcome, durationMs: Math.round(performance.now() - began) }
  }
}

type Outcome = Pick<CheckResult, 'result' | 'detail'>

async function outcomeOf(check: Check, run: () => Promise<void>): Promise<Outcome> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Unmet(`not done within ${checkLimitMs} ms`)), checkLimitMs)
  try {
    await Promise.race([run(), late.promise])
    return { result: 'passed' }
  } catch (error) {
    if (error instanceof Unmet) return { result: 'failed', detail: error.message.slice(0, detailLimit) }
    if (error instanceof Skip) return { result: 'skipped', detail: error.message.slice(0, detailLimit) }
    throw new Error(`the check ${check.id} cannot deal with what it was answered`, { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

export interface Ran {
  readonly options: ProbeOptions
  readonly at: Date
  readonly durationMs: number
  readonly tool: string
  readonly checks: readonly CheckResult[]
}

export const specVersion = 'DCI registry core API 1.0.0 (2025-12)'

export function reportOf({ options, at, durationMs, tool, checks }: Ran): ConformanceReport {
  const count = (result: CheckResult['result']) => checks.filter((check) => check.result === result).length
  return {
    format: 'kiungo-conformance/1',
    id: newId('conf', at.getTime()),
    at: at.toISOString(),
    baseUrl: options.consumer.options.baseUrl,
    registry: options.registry,
    specVersion,
    tool,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    conforms: conforms(checks),
    durationMs: Math.round(durationMs),
    checks: [...checks],
  }
}

/** No must is unmet, and something was met: a server that nothing could be checked of does not conform. */
export const conforms = (checks: readonly CheckResult[]): boolean =>
  checks.some(({ result }) => result === 'passed') &&
  checks.every(({ level, result }) => level === 'should' || result !== 'failed')
