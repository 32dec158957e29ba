import type { ListedAgreement } from '../../api/types.ts'

export type AgreementState = 'in-force' | 'not-yet' | 'expired' | 'suspended' | 'terminated' | 'signed' | 'draft'

/** Why an agreement does or does not bind today; the server says whether it does. */
export function stateOf(
  { agreement, inForce }: Pick<ListedAgreement, 'agreement' | 'inForce'>,
  today: string,
): AgreementState {
  if (inForce) return 'in-force'
  if (agreement.status !== 'active') return agreement.status
  return today < agreement.validFrom ? 'not-yet' : 'expired'
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
