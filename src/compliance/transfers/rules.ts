import type { Transfer } from '../../agreements/clauses/safeguards.ts'
import { type IsoDate, isIsoDate } from '../../kernel/dates.ts'
import type { Problem } from '../../kernel/problem.ts'
import { faultyTransfer } from './problems.ts'
import type { TransferAssessment, TransferContent, TransferFault } from './schema.ts'

/** What is wrong between what is agreed and what was assessed; none: the transfer is covered today. */
export function transferFaultsOf(
  { countries, mechanism }: Transfer,
  assessment: TransferAssessment | undefined,
  today: IsoDate,
): TransferFault[] {
  if (assessment === undefined) return ['not-assessed']
  const covered = new Set(assessment.countries)
  return [
    ...(countries.every((country) => covered.has(country)) ? [] : (['country-not-covered'] as const)),
    ...(mechanism === assessment.mechanism ? [] : (['other-mechanism'] as const)),
    ...(today <= assessment.reviewAgainBy ? [] : (['review-overdue'] as const)),
  ]
}

/** Why an assessment cannot stand as it is sent; undefined: it can. */
export function contentFault({ reviewedOn, reviewAgainBy }: TransferContent, today: IsoDate): Problem | undefined {
  if (!isIsoDate(reviewedOn) || reviewedOn > today) return faultyTransfer('/reviewedOn', 'no-past-day')
  return isIsoDate(reviewAgainBy) && reviewAgainBy > reviewedOn
    ? undefined
    : faultyTransfer('/reviewAgainBy', 'not-after-review')
}
