import type { AgreementStatus } from '../../../../src/agreements/lifecycle/schema.ts'
import type { ListedAgreement } from '../../api/types.ts'

export type AgreementState = 'in-force' | 'not-yet' | 'stopped' | Exclude<AgreementStatus, 'active'>

/** Why an agreement does or does not bind today; the server says whether it does. */
export function stateOf(
  { agreement, standing, inForce }: Pick<ListedAgreement, 'agreement' | 'standing' | 'inForce'>,
  today: string,
): AgreementState {
  if (inForce) return 'in-force'
  if (standing.status !== 'active') return standing.status
  if (today < agreement.validFrom) return 'not-yet'
  return today > agreement.validUntil ? 'expired' : 'stopped'
}

export interface Meter {
  readonly window: 'perMinute' | 'perDay' | 'perMonth'
  readonly used: number
  readonly limit: number
}

export function metersOf({
  agreement: { volume },
  usage,
}: Pick<ListedAgreement, 'agreement' | 'usage'>): readonly Meter[] {
  const used = { perMinute: usage.lastMinute, perDay: usage.today, perMonth: usage.thisMonth }
  return (['perMinute', 'perDay', 'perMonth'] as const).flatMap((window) => {
    const limit = volume[window]
    return limit === undefined ? [] : [{ window, used: used[window], limit }]
  })
}
