import Type, { type Static } from 'typebox'
import { Id, LocalText } from '../../kernel/nouns.ts'
import { UploadSource } from '../runs/schema.ts'

const closed = { additionalProperties: false }

export const RosterRequest = Type.Object(
  {
    ...UploadSource.properties,
    whole: Type.Optional(
      Type.Boolean({
        description:
          'the file is the whole roster: whoever was on it before and is not any more is taken out of the map. Otherwise records are added and changed only',
      }),
    ),
  },
  closed,
)
export type RosterRequest = Static<typeof RosterRequest>

export const Roster = Type.Object(
  {
    source: Id,
    records: Type.Integer({ minimum: 0 }),
    left: Type.Integer({ minimum: 0, description: 'taken out of the map, since the whole roster has them no longer' }),
    told: Type.Integer({
      minimum: 0,
      description: 'people whose links by same numbers came, went or changed level, and of whom subscribers are told',
    }),
  },
  closed,
)
export type Roster = Static<typeof Roster>

/** For what, and by which agreement, identifiers may be looked up. */
export const LookupPurpose = Type.Object(
  { purpose: Id, label: Type.Optional(LocalText), agreement: Id, version: Type.Integer() },
  closed,
)
export type LookupPurpose = Static<typeof LookupPurpose>
