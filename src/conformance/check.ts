import type { LocalText } from '../kernel/nouns.ts'
import type { RegistryName } from '../standards/dci/registries.ts'
import type { Probe } from './probe.ts'

/** One expectation of the standard's text. */
export interface Check {
  /** Stable: `search.unknown-identifier-is-an-empty-answer`. */
  readonly id: string
  readonly title: string
  /** What of the standard's text it rests on. */
  readonly clause: string
  readonly level: 'must' | 'should'
  /** The registries that it is made of; all unless told. */
  readonly registries?: readonly RegistryName[]
  /** Throws `Unmet` or `Skip`; whatever else it throws is a fault of the check. */
  run(probe: Probe): Promise<void>
}

export interface CheckGroup {
  readonly id: string
  readonly name: LocalText
  readonly checks: readonly Check[]
}

/** The server does not do what is expected. The message holds no personal data. */
export class Unmet extends Error {}

/** The check could not be made, which is no fault of the server. */
export class Skip extends Error {}

export function expect(condition: unknown, detail: string): asserts condition {
  if (!condition) throw new Unmet(detail)
}

export function need<T>(value: T | undefined, reason: string): T {
  if (value === undefined) throw new Skip(reason)
  return value
}
