import Type, { type Static } from 'typebox'
import { Id } from '../../kernel/nouns.ts'

const closed = { additionalProperties: false }

export const Roster = Type.Object({ source: Id, records: Type.Integer({ minimum: 0 }) }, closed)
export type Roster = Static<typeof Roster>
