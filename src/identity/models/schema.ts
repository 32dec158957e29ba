import Type, { type Static } from 'typebox'
import { Instant } from '../../kernel/nouns.ts'
import { LinkageModel } from '../linkage/model/schema.ts'

const closed = { additionalProperties: false }

export const ModelDigest = Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 })

/** A linkage model in one of its versions, which never changes. */
export const KeptModel = Type.Object(
  {
    digest: ModelDigest,
    at: Instant,
    account: Type.String(),
    trained: Type.Boolean(),
    /** Records are matched by it as they come. */
    live: Type.Boolean(),
    model: LinkageModel,
  },
  closed,
)
export type KeptModel = Static<typeof KeptModel>
