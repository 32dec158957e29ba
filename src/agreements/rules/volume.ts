import { type Case, notReached, pass, refuse, type Verdict } from './gate.ts'

/** G10: the agreed volume is not used up in any of its windows (minute, day, month). */
export function volume({ candidate }: Case): Verdict {
  if (candidate === undefined) return notReached('agreements.nothing-to-check')
  const { agreement, usage } = candidate
  const { perMinute, perDay, perMonth } = agreement.volume
  const { id } = agreement
  if (perMinute !== undefined && usage.lastMinute >= perMinute) {
    return refuse('agreements.minute-volume-used-up', { agreement: id, limit: perMinute })
  }
  if (perDay !== undefined && usage.today >= perDay) {
    return refuse('agreements.day-volume-used-up', { agreement: id, limit: perDay })
  }
  if (perMonth !== undefined && usage.thisMonth >= perMonth) {
    return refuse('agreements.month-volume-used-up', { agreement: id, limit: perMonth })
  }
  return pass('agreements.volume-left', { agreement: id })
}
