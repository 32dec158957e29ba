import { generateKeyPairSync, sign } from 'node:crypto'
import { generateSigningKey, type PublicJwk, type SignatureAlgorithm, thumbprint } from '../../../kernel/signature.ts'
import type { MessageSigner, SigningHabits } from './sign.ts'

export interface TestSigner extends MessageSigner {
  readonly jwk: PublicJwk
}

/** A key pair as a partner has it: what it signs with, and what it registered. */
export function testSigner(algorithm: SignatureAlgorithm): TestSigner {
  if (algorithm === 'EdDSA') {
    const { kid, privateKey, publicJwk } = generateSigningKey()
    return { kid, algorithm, jwk: publicJwk, sign: (data) => sign(null, data, privateKey) }
  }
  const { privateKey, publicKey } =
    algorithm === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const plain = publicKey.export({ format: 'jwk' }) as PublicJwk
  const kid = thumbprint(plain)
  const key = algorithm === 'ES256' ? ({ key: privateKey, dsaEncoding: 'ieee-p1363' } as const) : privateKey
  return { kid, algorithm, jwk: { ...plain, kid, alg: algorithm }, sign: (data) => sign('sha256', data, key) }
}

export const testNow = new Date('2026-11-23T08:00:00Z')

export const testHabits = (profile: SigningHabits['profile'], at = testNow): SigningHabits => ({
  profile,
  canonicalForm: 'python-json',
  senderId: 'spmis.example.org',
  at,
})
