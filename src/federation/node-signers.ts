import { type KeyObject, sign } from 'node:crypto'
import type { MessageSigner } from '../standards/dci/signature/sign.ts'
import type { NodeKey, NodeKeys } from './key-ring.ts'

/** This node's keys as messages are signed and read with them; the first of each is the current one. */
export interface NodeSigners {
  readonly ed25519: readonly MessageSigner[]
  readonly rs256: readonly MessageSigner[]
  readonly decryption: readonly { readonly kid: string; readonly privateKey: KeyObject }[]
}

export const nodeSigners = (keys: NodeKeys): NodeSigners => ({
  ed25519: keys.of('signing').map(signerOf),
  rs256: keys.of('rs256').map(signerOf),
  decryption: keys.of('encryption'),
})

const signerOf = ({ kid, kind, privateKey }: NodeKey): MessageSigner =>
  kind === 'rs256'
    ? { kid, algorithm: 'RS256', sign: (data) => sign('sha256', data, privateKey) }
    : { kid, algorithm: 'EdDSA', sign: (data) => sign(null, data, privateKey) }
