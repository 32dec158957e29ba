import { civil, type Day, dayOf } from './dates.ts'
import { type Enrolment, enrolmentKey } from './enrolments.ts'
import type { ProgrammeCode, Programmes } from './programmes.ts'
import type { World } from './site.ts'

export type Provider = 'mobile_money' | 'benki_ya_umoja' | 'benki_ya_pwani'
export type Payment = {
  readonly cycle: string
  readonly paidOn: Day | null
  readonly status: 'paid' | 'failed' | 'returned'
  readonly amountCents: number
  readonly provider: Provider
  readonly defect: 'overpaid' | 'repeated-failure' | null
}

/** The two-month cycles from January 2023 to the last one closed at `asOf`, by name. */
export function cyclesUntil(asOf: Day): string[] {
  const cycles: string[] = []
  for (let year = 2023; year <= civil(asOf).year; year++) {
    for (let month = 1; month <= 11; month += 2) {
      if (dayOf(year, month + 1, 28) < asOf) cycles.push(`${year}-${String(month).padStart(2, '0')}`)
    }
  }
  return cycles
}

const cycleStart = (cycle: string): Day => dayOf(Number(cycle.slice(0, 4)), Number(cycle.slice(5)), 1)

export type PayOffice = {
  readonly world: World
  readonly programmes: Programmes
  readonly cycles: readonly string[]
  /** Enrolments that a named defect befalls: exact counts, so that small countries have them too. */
  readonly overpaid: ReadonlySet<Enrolment>
  readonly failing: ReadonlySet<Enrolment>
}

const overpaidRate = 0.0006
const failingRate = 0.001

export function openPayOffice(world: World, programmes: Programmes, enrolments: readonly Enrolment[]): PayOffice {
  const active = enrolments.filter((e) => e.status === 'active' && !e.onDroughtOnly)
  const draw = (name: string, rate: number): Set<Enrolment> => {
    const order = world.streams(name)
    const ranked = active.map((e) => ({ e, rank: order(enrolmentKey(e)).next() })).sort((a, b) => a.rank - b.rank)
    return new Set(ranked.slice(0, Math.max(1, Math.round(enrolments.length * rate))).map(({ e }) => e))
  }
  return {
    world,
    programmes,
    cycles: cyclesUntil(world.asOf),
    overpaid: draw('overpaid', overpaidRate),
    failing: draw('failing', failingRate),
  }
}

/** Every payment attempt of an enrolment, oldest first. */
export function paymentsOf(office: PayOffice, enrolment: Enrolment): Payment[] {
  const random = office.world.streams('payments')(enrolmentKey(enrolment))
  const provider = random.weighted({ mobile_money: 70, benki_ya_umoja: 20, benki_ya_pwani: 10 })
  const due = office.cycles.filter((cycle) => isDue(office, enrolment, cycle))
  const overpaidAt = office.overpaid.has(enrolment) ? due.length - 2 : -1
  const failingFrom = office.failing.has(enrolment) ? due.length - 3 : due.length
  return due.map((cycle, i) => {
    const day = cycleStart(cycle) + random.int(45, 57)
    const draw = random.next()
    const amountCents = enrolment.programme.amountCents * (i === overpaidAt ? 2 : 1)
    const failed = i >= failingFrom || draw < 0.02
    const status = failed ? 'failed' : draw < 0.025 ? 'returned' : 'paid'
    const defect = i === overpaidAt ? 'overpaid' : i >= failingFrom ? 'repeated-failure' : null
    return { cycle, paidOn: status === 'paid' ? day : null, status, amountCents, provider, defect }
  })
}

function isDue(office: PayOffice, enrolment: Enrolment, cycle: string): boolean {
  const start = cycleStart(cycle)
  if (enrolment.onDroughtOnly && !office.programmes.droughtCycles.includes(cycle)) return false
  return enrolment.from <= start && (enrolment.until === null || enrolment.until > start + 40)
}

/** Programmes whose payments the integrated beneficiary registry holds. */
export const ibrProgrammes: ReadonlySet<ProgrammeCode> = new Set(['SCP', 'OVC', 'PWSD', 'DSN', 'NTU'])
