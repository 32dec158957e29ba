import type { Problem } from '../../../kernel/problem.ts'
import { problemJson } from '../../../platform/http/problems.ts'
import type { ErrorShape } from '../../../platform/http/route.ts'

const refusals = {
  'policy-in-use': 'an active data agreement stands under this policy',
  'policy-incomplete': 'a policy for consents must have jurisdiction, storageLocation and dataRetentionPeriodDays',
  'no-member': 'is no member',
  'no-purpose': 'is not in the scheme of purposes',
  'no-element': 'is not in the dictionary',
  twice: 'is there already',
  'not-by-consent': 'the data agreement rests on another basis than consent, and nobody is asked',
  'not-active': 'the data agreement is not active',
  'old-revision': 'is not the current revision of the data agreement',
  'other-individual': 'the record is of another individual',
  'record-exists': 'this individual has a record of this revision already',
  'individual-missing': 'the header X-ConsentBB-IndividualId names no individual',
  'other-person': 'an individual cannot become another person',
  'field-fixed': 'cannot be changed: only optIn can',
  'webhook-client': 'only the client that is called can set this up: a system has agreed hosts, a person has none',
  'webhook-address': 'is not among the hosts agreed with this client, or may not be called',
  'secret-hidden': 'is what answers show instead of a secret',
  'signature-payload': 'signs something else than what was given to be signed',
  'signature-old': 'was made too long after what is signed was given out; ask for it again',
  'signature-wrong': 'is no valid signature: a detached JWS with the public key in its header, EdDSA, ES256 or RS256',
  'signature-signer': 'verificationSignedBy is not the thumbprint of the key that signed',
  'signature-missing': 'there is nothing that waits to be signed: ask for it with POST',
  'draft-stale': 'is not a draft of the current revision with optIn true',
  child: 'the person is a child, for whom a parent or guardian consents (POST /v1/consents)',
} as const
export type Refusal = keyof typeof refusals

/** GovStack has one failure, 400; `pointer` is a place in the request. */
export const refused = (variant: Refusal, pointer = ''): Problem => ({
  code: 'consent.govstack-refused',
  variant,
  status: 400,
  message: `${pointer === '' ? 'the request' : pointer}: ${refusals[variant]}`,
  fix: 'Correct that, and send the request again.',
  pointer,
  params: { pointer },
})

export const unknownObject = (schema: string, id: string): Problem => ({
  code: 'consent.govstack-unknown',
  status: 404,
  message: `there is no ${schema} ${id}`,
  fix: 'The list of the same objects has those that there are.',
  params: { schema, id },
})

const badInput: ReadonlySet<number> = new Set([404, 409, 422])

/** The text has 400 for every fault of a request; the body is a problem (RFC 9457), as the text has none. */
export const govstackShape: ErrorShape = (problem, occurrence, request) =>
  problemJson({ ...problem, status: badInput.has(problem.status) ? 400 : problem.status }, occurrence, request)
