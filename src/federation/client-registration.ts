import type { Problem } from '../kernel/problem.ts'
import type { PublicJwk } from '../kernel/signature.ts'
import { checkedKey, type KeyFault } from '../standards/verification-key.ts'
import type { ClientKey, ClientRegistration } from './schema.ts'

/** Why a client cannot be registered like this; undefined when it can. */
export function registrationFault(client: ClientRegistration): Problem | undefined {
  const { authentication, keys = [], secret } = client
  if (authentication === 'client_secret') {
    return secret === undefined ? fault(client, 'authenticates with a secret and has none', '/secret') : undefined
  }
  if (keys.length === 0) return fault(client, 'authenticates with a key and has none', '/keys')
  for (const [i, key] of keys.entries()) {
    const found = keyProblem(key)
    if (found !== undefined) return fault(client, `has a key that cannot be taken: ${found.message}`, `/keys/${i}`)
  }
  return undefined
}

/** Why a client cannot have this key; undefined when it can. */
export function keyProblem({ alg, jwk }: ClientKey): Problem | undefined {
  if (['d', 'p', 'q', 'k'].some((secret) => secret in jwk)) return faultyKey('private')
  const checked = checkedKey(jwk as PublicJwk)
  if (!checked.ok) return faultyKey(checked.problem)
  return checked.value.algorithm === alg ? undefined : faultyKey('algorithm')
}

const sentences: Readonly<Record<KeyFault | 'private', readonly [message: string, fix: string]>> = {
  private: ['the key holds its private part', 'Have a new key pair made, and register its public part only.'],
  unreadable: ['the key cannot be read', 'Give a public key as RFC 7517 writes it.'],
  algorithm: [
    'the key does not fit its algorithm',
    'Give an Ed25519 key for EdDSA, a P-256 key for ES256 or an RSA key for RS256.',
  ],
  use: ['the key says that it is not for signatures', 'Give a key for use sig.'],
  weak: [
    'signatures of this key prove nothing',
    'Give an RSA key of 2048 to 4096 bits with exponent 65537, or a newly made Ed25519 key.',
  ],
}

function faultyKey(variant: KeyFault | 'private'): Problem {
  const [message, fix] = sentences[variant]
  return { code: 'federation.faulty-key', variant, status: 422, message, fix, pointer: '/jwk' }
}

/** The members that make up the public key, and nothing else of what was sent. */
export function publicJwkOf({ jwk: { kty, crv, x, y, n, e } }: ClientKey): PublicJwk {
  const members = Object.entries({ crv, x, y, n, e }).filter(([, value]) => value !== undefined)
  return { kty, ...Object.fromEntries(members) }
}

const fault = ({ id }: Pick<ClientRegistration, 'id'>, what: string, pointer: string): Problem => ({
  code: 'federation.faulty-client',
  status: 422,
  message: `the client ${id} ${what}`,
  fix: 'Register a public key (RFC 7517) for EdDSA, ES256 or RS256, or a secret where those are allowed.',
  pointer,
})
