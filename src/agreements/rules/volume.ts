import { type Case, notReached, pass, refuse, type Verdict } from './gate.ts'
import { hoursOf, isWithinHours } from './time-window.ts'

/** G10: the hour is agreed, and the volume is not used up in any of its windows (minute, day, month) nor by the user. */
export function volume(given: Case): Verdict {
  const { candidate, request, facts } = given
  if (candidate === undefined) return notReached('agreements.nothing-to-check')
  const { agreement, usage } = candidate
  const { perMinute, perDay, perMonth } = agreement.volume
  const perUser = agreement.conditions?.perUserPerDay
  const { id } = agreement
  if (!isWithinHours(given)) {
    return refuse('agreements.outside-hours', { agreement: id, time: facts.time, ...hoursOf(given) })
  }
  if (perMinute !== undefined && usage.lastMinute >= perMinute) {
    return refuse('agreements.minute-volume-used-up', { agreement: id, limit: perMinute })
  }
  if (perDay !== undefined && usage.today >= perDay) {
    return refuse('agreements.day-volume-used-up', { agreement: id, limit: perDay })
  }
  if (perMonth !== undefined && usage.thisMonth >= perMonth) {
    return refuse('agreements.month-volume-used-up', { agreement: id, limit: perMonth })
  }
  if (perUser !== undefined && request.user !== undefined && (usage.byUserToday ?? 0) >= perUser) {
    return refuse('agreements.user-volume-used-up', { agreement: id, limit: perUser })
  }
  return pass('agreements.volume-left', { agreement: id })
}
