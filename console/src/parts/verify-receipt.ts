import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Verification, verifyReceipt } from '../../../src/ledger/verify.ts'

/** The same verifier that `kiungo verify` runs, with the cryptography of a browser. */
export function verifyInBrowser(receipt: unknown, trustedKey: string): Verification {
  return verifyReceipt(receipt, {
    sha256,
    ed25519Verify: (publicKey, message, signature) => ed25519.verify(signature, message, publicKey),
    trustedKey,
  })
}
