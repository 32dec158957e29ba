/**
 * How a message is signed. `dci-httpsig`: the standard's signature header (Ed25519 over a digest). `jws-compact`: the
 * whole message attached to a JWS (RFC 7515). `jws-detached`: a JWS with its payload left out (RFC 7515 appendix F).
 */
export const signatureProfiles = ['dci-httpsig', 'jws-compact', 'jws-detached', 'none'] as const
export type SignatureProfile = (typeof signatureProfiles)[number]

/** What is signed of `{header, message}`: Python's `json.dumps(sort_keys)`, or RFC 8785. */
export const canonicalForms = ['python-json', 'rfc8785'] as const
export type CanonicalForm = (typeof canonicalForms)[number]
