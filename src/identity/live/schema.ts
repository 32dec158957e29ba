import Type, { type Static } from 'typebox'
import { Day, noControls } from '../../kernel/nouns.ts'
import { ModelDigest } from '../models/schema.ts'
import { EntityId, RecordRef } from '../people/schema.ts'
import { Explanation } from '../review/schema.ts'

const closed = { additionalProperties: false }
const Text = Type.String({ pattern: noControls, minLength: 1, maxLength: 300 })

/** Somebody who is about to be registered, as far as they are known; in the registry's own terms. */
export const Applicant = Type.Object(
  {
    given_name: Type.Optional(Text),
    middle_name: Type.Optional(Text),
    surname: Type.Optional(Text),
    sex: Type.Optional(Type.String({ pattern: noControls, minLength: 1, maxLength: 20 })),
    birth_date: Type.Optional(Day),
    national_id: Type.Optional(Type.String({ pattern: noControls, minLength: 1, maxLength: 40 })),
    birth_registration_number: Type.Optional(Type.String({ pattern: noControls, minLength: 1, maxLength: 40 })),
    phone: Type.Optional(Type.String({ pattern: noControls, minLength: 1, maxLength: 30 })),
    region_code: Type.Optional(Type.String({ pattern: noControls, minLength: 1, maxLength: 40 })),
    county_code: Type.Optional(Type.String({ pattern: noControls, minLength: 1, maxLength: 40 })),
    ward_code: Type.Optional(Type.String({ pattern: noControls, minLength: 1, maxLength: 40 })),
    village_code: Type.Optional(Type.String({ pattern: noControls, minLength: 1, maxLength: 40 })),
  },
  { ...closed, minProperties: 2 },
)
export type Applicant = Static<typeof Applicant>

/** A record that may be the same person: evidence, never a verdict. */
export const ShownCandidate = Type.Object(
  {
    ...RecordRef.properties,
    entity: Type.Optional(EntityId),
    weight: Type.Number(),
    kinWeight: Type.Number(),
    probability: Type.Number({ minimum: 0, maximum: 1 }),
    explanation: Explanation,
  },
  closed,
)
export type ShownCandidate = Static<typeof ShownCandidate>

export const Candidates = Type.Object(
  {
    model: ModelDigest,
    records: Type.Integer({ description: 'that were searched' }),
    compared: Type.Integer(),
    candidates: Type.Array(ShownCandidate),
    passedOver: Type.Array(Type.String(), { description: 'blocking rules whose block was too large to look through' }),
  },
  closed,
)
export type Candidates = Static<typeof Candidates>
