import type { Agreement } from '../schema.ts'
import type { SlaProperty } from './contract.ts'

/** What is promised of time and amount, in the standard's words where it has them. */
export function serviceLevels(agreement: Agreement): SlaProperty[] {
  const { serviceLevel, breach, retention = [], volume, validFrom, validUntil } = agreement
  return [
    { property: 'generalAvailability', value: validFrom },
    { property: 'endOfSupport', value: validUntil },
    ...(['perMinute', 'perDay', 'perMonth'] as const).flatMap((window): SlaProperty[] => {
      const value = volume[window]
      return value === undefined ? [] : [{ property: 'throughput', value, unit: units[window], driver: 'operational' }]
    }),
    ...(serviceLevel === undefined ? [] : promised(serviceLevel)),
    ...(breach === undefined
      ? []
      : [{ property: 'timeToNotify', value: breach.noticeHours, unit: 'h', driver: 'regulatory' } as const]),
    ...retention.flatMap(({ elements, period, action }): SlaProperty[] => [
      {
        property: 'retention',
        ...inUnits(period),
        ...(elements === undefined ? {} : { element: elements.join(',') }),
        driver: 'regulatory',
      },
      { property: 'retentionEnd', value: action, ...(elements === undefined ? {} : { element: elements.join(',') }) },
    ]),
  ]
}

const units = { perMinute: 'questions/min', perDay: 'questions/d', perMonth: 'questions/month' } as const

const promised = (level: NonNullable<Agreement['serviceLevel']>): SlaProperty[] => [
  { property: 'availability', value: level.availabilityPercent, unit: 'percent', driver: 'operational' },
  { property: 'latency', value: level.latencyP95Ms, unit: 'ms', driver: 'operational' },
  { property: 'supportHours', value: level.supportHours },
  { property: 'changeNotice', value: level.changeNoticeDays, unit: 'd' },
]

/** `P90D` is 90 d: the standard has a number and a unit. */
const inUnits = (period: string): { value: number; unit: string } => ({
  value: Number(period.slice(1, -1)),
  unit: period.slice(-1).toLowerCase(),
})
