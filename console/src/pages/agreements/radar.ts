import type { Agreement } from '../../../../src/agreements/schema.ts'

/** A day on which traffic under an agreement stops by itself, or nobody may sign for a party any more. */
export interface Deadline {
  readonly kind: 'end' | 'review' | 'registration' | 'mandate'
  readonly day: string
  readonly member?: string
}

const dayMs = 86_400_000

/** The nearest first. */
export function deadlinesOf({ validUntil, review, parties = [] }: Agreement): readonly Deadline[] {
  const deadlines: readonly (Omit<Deadline, 'day'> & { readonly day: string | undefined })[] = [
    { kind: 'end', day: validUntil },
    { kind: 'review', day: review?.next },
    ...parties.map(
      ({ member, registration }) => ({ kind: 'registration', day: registration.validUntil, member }) as const,
    ),
    ...parties.map(({ member, signatory }) => ({ kind: 'mandate', day: signatory.mandateUntil, member }) as const),
  ]
  return deadlines
    .filter((deadline): deadline is Deadline => deadline.day !== undefined)
    .toSorted((a, b) => a.day.localeCompare(b.day))
}

/** Whole days until then; negative when it has passed. The day itself still counts. */
export const daysUntil = (day: string, today: string): number => (Date.parse(day) - Date.parse(today)) / dayMs

/** Those that fall due in so many days, and those that have passed. */
export const dueWithin = (agreement: Agreement, days: number, today: string): readonly Deadline[] =>
  deadlinesOf(agreement).filter(({ day }) => daysUntil(day, today) <= days)
