import Type, { type Static } from 'typebox'
import type { Due } from '../agreements/law/clocks.ts'
import { Day, Instant } from '../kernel/nouns.ts'

/** When something must be done, and by which row of the law. */
export const DueBy = Type.Object(
  {
    at: Instant,
    day: Day,
    rule: Type.String({ maxLength: 60 }),
    act: Type.String({ maxLength: 200 }),
    section: Type.String({ maxLength: 80 }),
    provisional: Type.Boolean({ description: 'moving holidays of that time are not known yet' }),
  },
  { additionalProperties: false },
)
export type DueBy = Static<typeof DueBy>

export const dueShown = ({ row, at, day, provisional }: Due): DueBy => ({
  at: at.toISOString(),
  ...{ day, provisional },
  rule: row.clock.id,
  act: row.act,
  section: row.clock.source.section,
})
