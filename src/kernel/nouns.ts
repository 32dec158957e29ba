import Type, { type Static } from 'typebox'

/** Lower-case words with hyphens: the id of something that people name (member, system, agreement, purpose). */
export const Id = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 80 })
export type Id = Static<typeof Id>

/** Pattern of a text without control characters; the database takes no U+0000. */
export const noControls = '^[^\\u0000-\\u001f\\u007f]*$'

/** Calendar day, `YYYY-MM-DD`. */
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** Instant with offset (RFC 3339). */
export const Instant = Type.String({ format: 'date-time' })

/** A text in every language of the product. */
export const LocalText = Type.Object(
  {
    en: Type.String({ minLength: 1, maxLength: 2000 }),
    sw: Type.String({ minLength: 1, maxLength: 2000 }),
    fr: Type.String({ minLength: 1, maxLength: 2000 }),
  },
  { additionalProperties: false },
)
export type LocalText = Static<typeof LocalText>
