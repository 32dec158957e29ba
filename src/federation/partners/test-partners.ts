import { generateKeyPairSync } from 'node:crypto'
import type pg from 'pg'
import type { SigningKey } from '../../kernel/signature.ts'
import type { Outbound } from '../../platform/outbound/outbound.ts'
import type { Directory } from '../directory.ts'
import type { NodeKeys } from '../key-ring.ts'
import type { ClientKey } from '../schema.ts'
import { type Desk, partnerDesk } from './desk.ts'
import { keySets } from './key-set.ts'
import type { PartnerRegistration } from './schema.ts'
import { takenSignatures } from './taken.ts'

/** For tests: a partner of the client `dss-mis`, with changes. */
export const examplePartner = (changes: Partial<PartnerRegistration> = {}): PartnerRegistration => ({
  ...{ id: 'dss', client: 'dss-mis', name: 'Social Services', status: 'active' },
  ...{ senderIds: ['dss.example.org'], hosts: ['dss.example.org'], privateNetwork: false },
  ...{ specVersion: '2025-12', signature: 'dci-httpsig', canonicalForm: 'python-json', unsigned: 'accept' },
  encryption: { send: 'never', require: false },
  ...changes,
})

export const exampleRsaJwk = (): ClientKey['jwk'] =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' }) as ClientKey['jwk']

interface DeskOfTest {
  readonly pool: pg.Pool
  readonly directory: Directory
  readonly outbound: Outbound
  readonly nodeKey: SigningKey
}

/** For tests: the desk of a node that has one key only, for signing. */
export function testPartnerDesk({ pool, directory, outbound, nodeKey }: DeskOfTest): Desk {
  const keys: NodeKeys = {
    of: (kind) => (kind === 'signing' ? [{ ...nodeKey, kind, file: 'node.pem' }] : []),
    current: nodeKey,
    byId: (kid) => (kid === nodeKey.kid ? nodeKey : undefined),
    jwks: () => ({ keys: [nodeKey.publicJwk] }),
  }
  return partnerDesk({ directory, keys, keySets: keySets(outbound), taken: takenSignatures(pool) })
}
