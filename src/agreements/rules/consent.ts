import type { ConsentFacts } from '../circumstances.ts'
import type { AgreedService, DecisionRequest, Facts } from '../schema.ts'
import { isByConsent } from './bases.ts'
import { type Case, notReached, pass, refuse, type Verdict } from './gate.ts'

/** G6: where the ground is consent, there is one: given, for this purpose, today, so often, and by who may give it. */
export function consent(given: Case): Verdict {
  const { candidate, bases, facts, request } = given
  if (candidate === undefined) return notReached('agreements.nothing-to-check')
  if (!isByConsent(bases)) return pass('agreements.consent-not-needed')
  const receipt = facts.consent
  if (receipt === undefined) return refuse('agreements.consent-missing', { purpose: request.purpose })
  return consentRefusal(receipt, given) ?? pass('agreements.consent-given', { receipt: receipt.receipt })
}

/** The part of a case that a consent is held against. */
export interface ConsentCase extends Pick<Case, 'today'> {
  readonly facts: Pick<Facts, 'broaderPurposes' | 'subject'>
  readonly request: Pick<DecisionRequest, 'purpose'>
  readonly service: Pick<AgreedService, 'mode'> | undefined
}

export function consentRefusal(
  consent: ConsentFacts,
  { facts, request, service, today }: ConsentCase,
): Verdict | undefined {
  const { receipt, status, validFrom, validUntil } = consent
  if (status !== 'given') return refuse('agreements.consent-not-given', { receipt, status })
  if (facts.broaderPurposes.get(request.purpose)?.includes(consent.purpose) !== true) {
    return refuse('agreements.consent-other-purpose', { receipt, purpose: request.purpose, given: consent.purpose })
  }
  if (today < validFrom) return refuse('agreements.consent-not-yet-valid', { receipt, validFrom, today })
  if (validUntil !== undefined && today > validUntil) {
    return refuse('agreements.consent-expired', { receipt, validUntil, today })
  }
  const isToldOf = service?.mode === 'subscribe' || service?.mode === 'push'
  if (isToldOf && consent.mode !== 'stream') {
    return refuse('agreements.consent-other-mode', { receipt, mode: consent.mode })
  }
  if (consent.frequency !== undefined && consent.frequency.used >= consent.frequency.times) {
    return refuse('agreements.consent-used-up', { receipt, times: consent.frequency.times })
  }
  if (facts.subject?.child === true && consent.givenBy !== 'guardian') {
    return refuse('agreements.guardian-missing', { receipt })
  }
  return undefined
}
