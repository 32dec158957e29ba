import Type from 'typebox'
import type { Protocol } from '../../../src/exchange/plugin.ts'
import { failure } from './failure.ts'
import { syncSearch } from './sync-search.ts'
import { domains } from './targets.ts'

// Only the outline: the envelope is checked by the protocol itself, which answers in the standard's own reason codes.
const Request = Type.Object(
  {
    signature: Type.Optional(Type.Unknown()),
    header: Type.Optional(Type.Unknown()),
    message: Type.Optional(Type.Unknown()),
  },
  { additionalProperties: true, description: 'MsgHeader and SearchRequest of the DCI registry core API 1.0.0' },
)
const Reply = Type.Object(
  {
    signature: Type.Optional(Type.String()),
    header: Type.Optional(Type.Unknown()),
    message: Type.Unknown(),
    errors: Type.Optional(Type.Array(Type.Object({ code: Type.String(), message: Type.String() }))),
  },
  {
    additionalProperties: true,
    description: 'MsgCallbackHeader and SearchResponse of the DCI registry core API 1.0.0',
  },
)

const names = { sr: 'social registry', crvs: 'civil registration', ibr: 'integrated beneficiary registry' } as const

/** The standard of the Digital Convergence Initiative (spdci.org), registry core API 1.0.0. */
export const protocol: Protocol = {
  name: 'dci',
  failure,
  endpoints: domains.map((domain) => ({
    path: `/${domain}/v1.0.0/registry/sync/search`,
    summary: `Search the ${names[domain]} and wait for the answer (DCI sync/search)`,
    permission: 'registry.search',
    request: Request,
    response: Reply,
    answer: (call, house) => syncSearch(domain, call, house),
  })),
}
