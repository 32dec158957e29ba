import type { Agreement, DecisionRequest, Facts, LegalBasis } from '../schema.ts'

export const isByConsent = (bases: readonly LegalBasis[]): boolean => bases.some(({ ground }) => ground === 'consent')

/** Whether a person's consent is asked for anywhere: as the ground, or as what permits the transfer abroad. */
export const needsConsent = ({ transfer }: Agreement, bases: readonly LegalBasis[]): boolean =>
  isByConsent(bases) || transfer?.mechanism === 'consent'

/**
 * The ground of each party for the purpose, consumer first: its own for this purpose or the nearest broader one, else the
 * agreement's.
 */
export function basesOf(
  agreement: Agreement,
  request: DecisionRequest,
  facts: Pick<Facts, 'broaderPurposes'>,
): readonly LegalBasis[] {
  const { partyBases, legalBasis } = agreement
  if (partyBases === undefined || partyBases.length === 0) return [legalBasis]
  const covering = facts.broaderPurposes.get(request.purpose) ?? []
  return [request.consumer, request.provider].map((member) => {
    const own = partyBases.filter((basis) => basis.member === member)
    const nearest = covering.flatMap((purpose) => own.filter((basis) => basis.purpose === purpose))[0]
    if (nearest === undefined) return legalBasis
    const { member: _, purpose, ...basis } = nearest
    return basis
  })
}
