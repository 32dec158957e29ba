import type { Problem } from '../kernel/problem.ts'
import { importPublicJwk, type PublicJwk } from '../kernel/signature.ts'
import type { ClientKey, ClientRegistration } from './schema.ts'

const keyTypes = { EdDSA: 'OKP', ES256: 'EC', RS256: 'RSA' } as const
const rsaBitsLeast = 2048

/** Why a client cannot be registered like this; undefined when it can. */
export function registrationFault(client: ClientRegistration): Problem | undefined {
  const { authentication, keys = [], secret } = client
  if (authentication === 'client_secret') {
    return secret === undefined ? fault(client, 'authenticates with a secret and has none', '/secret') : undefined
  }
  if (keys.length === 0) return fault(client, 'authenticates with a key and has none', '/keys')
  for (const [i, key] of keys.entries()) {
    const found = keyFault(key)
    if (found !== undefined) return fault(client, found, `/keys/${i}`)
  }
  return undefined
}

function keyFault(key: ClientKey): string | undefined {
  if (['d', 'p', 'q', 'k'].some((secret) => secret in key.jwk)) return 'has a key with its private part'
  if (keyTypes[key.alg] !== key.jwk.kty) return `has a key that cannot be used with ${key.alg}`
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = importPublicJwk(publicJwkOf(key))
    const kind = { EdDSA: 'ed25519', ES256: 'ec', RS256: 'rsa' }[key.alg]
    if (asymmetricKeyType !== kind) return `has a key that cannot be used with ${key.alg}`
    if (key.alg === 'ES256' && asymmetricKeyDetails?.namedCurve !== 'prime256v1') return 'has a key of another curve'
    if (key.alg === 'RS256' && (asymmetricKeyDetails?.modulusLength ?? 0) < rsaBitsLeast) {
      return `has an RSA key of less than ${rsaBitsLeast} bits`
    }
    return undefined
  } catch {
    return 'has a key that cannot be read'
  }
}

/** The members that make up the public key, and nothing else of what was sent. */
export function publicJwkOf({ jwk: { kty, crv, x, y, n, e } }: ClientKey): PublicJwk {
  const members = Object.entries({ crv, x, y, n, e }).filter(([, value]) => value !== undefined)
  return { kty, ...Object.fromEntries(members) }
}

const fault = ({ id }: ClientRegistration, what: string, pointer: string): Problem => ({
  code: 'federation.faulty-client',
  status: 422,
  message: `the client ${id} ${what}`,
  fix: 'Register a public key (RFC 7517) for EdDSA, ES256 or RS256, or a secret where those are allowed.',
  pointer,
})
