import { sha256 } from '../kernel/digest.ts'
import { newId } from '../kernel/ids.ts'
import { parseJws, signJws, verifyJws } from './jws.ts'
import type { NodeKeys } from './key-ring.ts'

/** What an access token says (RFC 9068). */
export interface AccessClaims {
  readonly clientId: string
  readonly scopes: readonly string[]
  /** Thumbprint of the client's key that it was got with: it lives no longer than that key counts. */
  readonly key?: string
  /** Seconds since 1970. */
  readonly expiresAt: number
}

export interface AccessTokens {
  issue(claims: Omit<AccessClaims, 'expiresAt'>): { readonly token: string; readonly expiresInSeconds: number }
  /** Undefined for anything but a token of ours that is valid now. Whether its client may still call is not said. */
  verify(token: string): AccessClaims | undefined
}

export interface AccessTokenOptions {
  readonly keys: NodeKeys
  /** Issuer and audience: this node. */
  readonly issuer: string
  readonly ttlSeconds: number
  readonly now: () => Date
}

const verifiedLimit = 10_000
const type = 'at+jwt'

export function createAccessTokens({ keys, issuer, ttlSeconds, now }: AccessTokenOptions): AccessTokens {
  // By digest of the exact bytes: a token is verified once, and no token lies in memory.
  const verified = new Map<string, AccessClaims>()
  const seconds = () => Math.floor(now().getTime() / 1000)

  function remember(digest: string, claims: AccessClaims): AccessClaims {
    if (verified.size >= verifiedLimit) {
      const [oldest] = verified.keys()
      if (oldest !== undefined) verified.delete(oldest)
    }
    verified.set(digest, claims)
    return claims
  }

  function verifyNew(token: string): AccessClaims | undefined {
    const jws = parseJws(token)
    // RFC 9068 §4: the type keeps other JWTs of ours, and assertions of clients, from passing as access tokens.
    if (jws?.header.typ !== type || typeof jws.header.kid !== 'string') return undefined
    const key = keys.byId(jws.header.kid)
    if (key === undefined || !verifyJws(jws, 'EdDSA', key.publicKey)) return undefined
    const { iss, aud, exp, client_id: clientId, client_key: clientKey, scope } = jws.claims
    if (iss !== issuer || aud !== issuer) return undefined
    if (typeof exp !== 'number' || typeof clientId !== 'string' || typeof scope !== 'string') return undefined
    const scopes = scope.split(' ').filter((one) => one !== '')
    return { clientId, scopes, expiresAt: exp, ...(typeof clientKey === 'string' ? { key: clientKey } : {}) }
  }

  return {
    issue({ clientId, scopes, key: clientKey }) {
      const iat = seconds()
      const claims = {
        iss: issuer,
        sub: clientId,
        aud: issuer,
        client_id: clientId,
        iat,
        exp: iat + ttlSeconds,
        jti: newId('token'),
        scope: scopes.join(' '),
        ...(clientKey === undefined ? {} : { client_key: clientKey }),
      }
      return { token: signJws(type, claims, keys.current), expiresInSeconds: ttlSeconds }
    },
    verify(token) {
      const digest = sha256(token).toString('base64')
      const known = verified.get(digest)
      const claims = known ?? verifyNew(token)
      if (claims === undefined) return undefined
      if (seconds() >= claims.expiresAt) {
        verified.delete(digest)
        return undefined
      }
      return known ?? remember(digest, claims)
    },
  }
}
