import { type Gate, gates } from '../../../src/agreements/schema.ts'

/** Locale key of a gate's name; what is refused outside the gates is "other". */
export function gateKey(gate: string): `gates.${Gate | 'other'}` {
  return `gates.${gates.find((known) => known === gate) ?? 'other'}`
}
