import type { Problem } from '../../kernel/problem.ts'

export const versionUnknown = (id: string, version: number): Problem => ({
  code: 'agreements.version-unknown',
  status: 404,
  message: `there is no version ${version} of an agreement ${id}`,
  fix: 'GET /v1/agreements/{id} lists the versions there are.',
  params: { agreement: id, version },
})

export const noMandate = (id: string, member: string): Problem => ({
  code: 'agreements.no-mandate',
  status: 403,
  message: `the agreement ${id} gives nobody with this key a mandate to sign for ${member} today`,
  fix: 'The signatory whom it names for the member must sign, with a key registered for their account.',
  params: { agreement: id, member },
})

export const signatureInvalid = (id: string): Problem => ({
  code: 'agreements.signature-invalid',
  status: 422,
  message: `the signature does not verify over this version of the agreement ${id}`,
  fix: 'Sign the canonical form (RFC 8785) of the version as it is served, with a registered key, as a detached JWS.',
  pointer: '/jws',
  params: { agreement: id },
})

/** A fault of a draft with its place in the document. */
export const draftProblem = (id: string, pointer: string, what: string): Problem => ({
  code: 'agreements.draft-refused',
  status: 422,
  message: `the draft of ${id} ${what}`,
  fix: 'Mend the document at that place.',
  pointer,
  params: { agreement: id, pointer },
})

export const keyWithdrawn = (kid: string): Problem => ({
  code: 'agreements.key-withdrawn',
  status: 409,
  message: `the key ${kid} was withdrawn, and nothing new is signed with it`,
  fix: 'Make a new key pair, register its public key, and sign with that.',
  pointer: '/jws',
  params: { kid },
})

export const keyUnknown = (kid: string): Problem => ({
  code: 'agreements.key-unknown',
  status: 404,
  message: `there is no key ${kid} of this person`,
  fix: 'GET /v1/signing-keys lists one’s own keys.',
  params: { kid },
})

export const ownDraft = (id: string): Problem => ({
  code: 'agreements.own-draft',
  status: 403,
  message: `who drafted this version of the agreement ${id} does not review it in law`,
  fix: 'Ask another legal officer of a party.',
  params: { agreement: id },
})

export const assessmentOutgrown = (
  id: string,
  { assessment, parts }: { readonly assessment: string; readonly parts: readonly string[] },
): Problem => ({
  code: 'agreements.assessment-outgrown',
  status: 409,
  message: `the agreement ${id} does more than its impact assessment ${assessment} covers: ${parts.join(', ')}`,
  fix: 'Have the assessment made anew over this version and approved, or send the version back to be narrowed.',
  params: { agreement: id, assessment, parts: parts.join(', ') },
})
