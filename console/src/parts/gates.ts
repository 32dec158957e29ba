import type { Gate } from '../../../src/agreements/schema.ts'

// A record, not the rooms' own list: that would bring the validator along for twelve words.
const known: Readonly<Record<Gate, true>> = {
  ...{ G1: true, G2: true, G3: true, G4: true, G5: true, G6: true },
  ...{ G7: true, G8: true, G9: true, G10: true, G11: true, G12: true },
}

const isGate = (gate: string): gate is Gate => Object.hasOwn(known, gate)

/** Locale key of a gate's name; what is refused outside the gates is "other". */
export function gateKey(gate: string): `gates.${Gate | 'other'}` {
  return `gates.${isGate(gate) ? gate : 'other'}`
}
