import type { Result } from '../kernel/result.ts'
import { type Beginning, beginExchange, type Exchange, type Findings, stop } from './exchange.ts'
import type { StepName } from './schema.ts'
import type { Settled } from './settled.ts'
import { appendEvidence } from './steps/append-evidence.ts'
import { askProvider } from './steps/ask-provider.ts'
import { decide } from './steps/decide.ts'
import { release } from './steps/release.ts'
import { translateAnswer } from './steps/translate-answer.ts'
import { translateQuestion } from './steps/translate-question.ts'
import type { ExchangeWorld } from './world.ts'

type StepFunction = (exchange: Exchange, world: ExchangeWorld) => Findings | Promise<Findings>

/**
 * The way of an exchange (DESIGN §4). The caller was authenticated and its message parsed before; a step that stops the
 * exchange skips the ones after it, but never the evidence.
 */
const way: readonly (readonly [StepName, StepFunction])[] = [
  ['decide', decide],
  ['translate-question', translateQuestion],
  ['ask-provider', askProvider],
  ['translate-answer', translateAnswer],
  ['release', release],
]

/** A problem means that nothing was written, so nothing may be answered. */
export async function runExchange(beginning: Beginning, world: ExchangeWorld): Promise<Result<Settled>> {
  let exchange = beginExchange(beginning)
  for (const [name, step] of way) exchange = await walk(exchange, { name, step }, world)
  return appendEvidence(exchange, world)
}

interface NamedStep {
  readonly name: StepName
  readonly step: StepFunction
}

async function walk(exchange: Exchange, { name, step }: NamedStep, world: ExchangeWorld): Promise<Exchange> {
  if (exchange.status !== undefined) {
    return { ...exchange, trace: [...exchange.trace, { step: name, result: 'skipped', micros: 0 }] }
  }
  const started = performance.now()
  const found = await attempt(exchange, step, world)
  const micros = microsSince(started)
  const stopped = found.reason !== undefined
  const line = { step: name, result: stopped ? 'stopped' : 'done', micros } as const
  const trace = [...exchange.trace, found.reason === undefined ? line : { ...line, reason: found.reason }]
  return { ...exchange, ...found, trace }
}

/** Our own mistake in a step must not leave a question without an entry: it ends as invalid, and is reported. */
async function attempt(exchange: Exchange, step: StepFunction, world: ExchangeWorld): Promise<Findings> {
  try {
    return await step(exchange, world)
  } catch (error) {
    world.report(error, exchange.id)
    return stop('invalid', 'exchange.fault', { exchange: exchange.id })
  }
}

export const microsSince = (started: number): number => Math.max(0, Math.round((performance.now() - started) * 1000))
