import type { Principal } from '../../platform/http/access.ts'
import type { Assessments } from '../assessments/service.ts'
import { type BreachWorld, openRecipients } from '../breaches/service.ts'
import { indirectNotices } from '../notices/timer.ts'
import { type RetentionWorld, schedule } from '../retention/service.ts'
import { memberSeen, type RightsWorld, showCase } from '../rights/service.ts'
import { openCases } from '../rights/store.ts'
import { transferStandings } from '../transfers/service.ts'
import { dutiesOf } from './rules.ts'
import type { Duties, DutyFilter } from './schema.ts'

export interface DutiesWorld extends RetentionWorld, BreachWorld, Pick<RightsWorld, 'law' | 'country'> {
  readonly directory: RetentionWorld['directory'] & BreachWorld['directory']
  readonly agreements: RetentionWorld['agreements']
  readonly assessments: Pick<Assessments, 'list'>
}

const defaultSoonDays = 30
/** More open cases than one desk works on; the earliest are taken. */
const caseLimit = 1_000

/**
 * What is due, overdue and soon, of everything that runs against a clock; derived each time it is asked for. Cases of persons
 * and breaches are those that the caller may see.
 */
export async function dutiesFor(filter: DutyFilter, by: Principal, world: DutiesWorld): Promise<Duties> {
  const { pool, clock, law, country, timeZone, assessments } = world
  const { soonDays = defaultSoonDays, member, kind, urgency } = filter
  const now = clock.now()
  const [agreements, { law: tables }] = await Promise.all([world.agreements.list(), law.get()])
  const [cases, breaches, notices, assessed, retention, transfers] = await Promise.all([
    by.permissions.has('rights.read') ? openCases(pool, memberSeen(by), caseLimit) : [],
    by.permissions.has('breach.read') ? openRecipients(by, world) : [],
    indirectNotices({ pool, table: tables.clocks, country, now, agreements }),
    assessments.list(undefined),
    schedule(undefined, world),
    transferStandings(world),
  ])
  const facts = {
    now,
    today: clock.today(),
    ...{ timeZone, soonDays, breaches },
    notices,
    assessments: assessed,
    retention,
    transfers,
    agreements,
  }
  const duties = dutiesOf({ ...facts, cases: cases.map((kept) => showCase(kept, now)) }).filter(
    (duty) => (member === undefined || duty.members.includes(member)) && (kind === undefined || duty.kind === kind),
  )
  const counts = { overdue: 0, soon: 0, later: 0 }
  for (const duty of duties) counts[duty.urgency]++
  return {
    ...{ asOf: now.toISOString(), timeZone, soonDays, counts },
    duties: duties.filter((duty) => urgency === undefined || duty.urgency === urgency),
  }
}
