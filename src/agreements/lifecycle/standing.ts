import type { AgreementEvent, AgreementStanding } from './schema.ts'

/**
 * How a version stands. The order of events counts, never their time: a clock that was moved back undoes nothing. An order
 * of the regulator lies over all versions of the agreement until the regulator lifts it, whatever the parties do below.
 */
export function standingOf(
  ofVersion: readonly AgreementEvent[],
  ofAgreement: readonly AgreementEvent[],
): AgreementStanding | undefined {
  const own = ownStanding(ofVersion)
  const order = orderInForce(ofAgreement)
  if (order === undefined || own?.status !== 'active') return own
  return { ...standing(order), order: true }
}

/** As the parties have it, without regard to orders. */
export function ownStanding(ofVersion: readonly AgreementEvent[]): AgreementStanding | undefined {
  const last = ofVersion.findLast(({ step }) => !isOrder(step))
  return last === undefined ? undefined : standing(last)
}

export function orderInForce(ofAgreement: readonly AgreementEvent[]): AgreementEvent | undefined {
  const last = ofAgreement.findLast(({ step }) => isOrder(step))
  return last?.step === 'order' ? last : undefined
}

const isOrder = (step: AgreementEvent['step']): boolean => step === 'order' || step === 'lift'

const standing = ({ status, at, by, reason }: AgreementEvent): AgreementStanding => ({
  status,
  since: at,
  by,
  ...(reason === undefined ? {} : { reason }),
})

/** Whether exchanges ever ran under the version: a text withdrawn before that does not end the one in force. */
export const tookEffect = (events: readonly AgreementEvent[]): boolean =>
  events.some(({ status }) => status === 'active' || status === 'suspended' || status === 'expired')
