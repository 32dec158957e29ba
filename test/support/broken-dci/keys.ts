import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { generateSigningKey, type PublicJwk, signEd25519 } from '../../../src/kernel/signature.ts'
import type { MessageSigner } from '../../../src/standards/dci/signature/sign.ts'

export interface TestKeys {
  readonly signer: MessageSigner
  readonly jwk: PublicJwk
  readonly privateJwk: object
  readonly encryption: {
    readonly kid: string
    readonly privateKey: KeyObject
    readonly jwk: PublicJwk & { kid: string }
  }
}

export function makeKeys(): TestKeys {
  const { kid, privateKey, publicJwk } = generateSigningKey()
  const pair = generateKeyPairSync('x25519')
  const jwk = {
    ...(pair.publicKey.export({ format: 'jwk' }) as PublicJwk),
    kid: `enc-${kid}`,
    use: 'enc' as const,
    alg: 'ECDH-ES+A256KW',
  }
  return {
    signer: { kid, algorithm: 'EdDSA', sign: (data) => signEd25519(privateKey, data) },
    jwk: publicJwk,
    privateJwk: { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'EdDSA' },
    encryption: { kid: jwk.kid, privateKey: pair.privateKey, jwk },
  }
}
