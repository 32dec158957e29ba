import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Day, parseDay } from './dates.ts'

export type ProgrammeCode = 'SCP' | 'OVC' | 'PWSD' | 'DSN' | 'NTU' | 'NGO' | 'SMB'
export type Programme = {
  readonly code: ProgrammeCode
  readonly places: number
  readonly registeredPlaces: number
  readonly coverage: number
  readonly startedOn: Day
  readonly amountCents: number
}
export type Programmes = {
  readonly byCode: Readonly<Record<ProgrammeCode, Programme>>
  readonly droughtCycles: readonly string[]
}

type Raw = {
  droughtCycles: string[]
  programmes: {
    code: ProgrammeCode
    places?: number
    registeredPlaces?: number
    coverage?: number
    startedOn: string
    amountCents: number
  }[]
}

export function readProgrammes(): Programmes {
  const raw = parse(readFileSync(new URL('../programmes.yaml', import.meta.url), 'utf8')) as Raw
  const entries = raw.programmes.map((p): [ProgrammeCode, Programme] => [
    p.code,
    {
      code: p.code,
      places: p.places ?? 0,
      registeredPlaces: p.registeredPlaces ?? 0,
      coverage: p.coverage ?? 1,
      startedOn: parseDay(p.startedOn),
      amountCents: p.amountCents,
    },
  ])
  return { byCode: Object.fromEntries(entries) as Record<ProgrammeCode, Programme>, droughtCycles: raw.droughtCycles }
}
