import type { PublicJwk } from '../../kernel/signature.ts'
import { thumbprint } from '../../kernel/signature.ts'
import type { AllowedHosts } from '../../platform/outbound/target.ts'
import { encryptionAlgorithm } from '../../standards/dci/encryption.ts'
import { verificationKey } from '../../standards/verification-key.ts'
import { thumbprintOf } from '../client-keys.ts'
import { publicJwkOf } from '../client-registration.ts'
import type { Directory } from '../directory.ts'
import type { NodeKeys } from '../key-ring.ts'
import { type NodeSigners, nodeSigners } from '../node-signers.ts'
import type { RegisteredClient } from '../store.ts'
import type { KeySetAddress, KeySets } from './key-set.ts'
import type { Partner } from './schema.ts'
import type { TakenSignatures } from './taken.ts'

/** What is agreed with whoever sends a message; the defaults for a client without a partner record. */
export interface Profile
  extends Pick<Partner, 'id' | 'client' | 'member' | 'specVersion' | 'signature' | 'canonicalForm' | 'unsigned'> {
  readonly senderIds: readonly string[]
  readonly encryption: Omit<Partner['encryption'], 'key'>
  readonly callbackUrl?: string
  readonly anySenderId?: boolean
  /** Its messages are refused, and it is neither answered later nor notified. */
  readonly suspended?: boolean
}

type Sender = { readonly id: string; readonly member: string }

/** `PartnerDesk` of the exchange's plugin surface. */
export interface Desk {
  of(caller: Sender): Profile
  named(senderId: string): Profile | undefined
  verificationKeys(partner: Pick<Profile, 'id' | 'client'>, kid?: string): Promise<readonly PublicJwk[]>
  encryptionKey(partner: Pick<Profile, 'id'>): Promise<(PublicJwk & { readonly kid: string }) | undefined>
  takeOnce(partner: Pick<Profile, 'id'>, token: string, until: Date): Promise<boolean>
  readonly own: NodeSigners
  /** Where a client may be called, as agreed with it now; undefined: nowhere. */
  hostsOf(client: string): AllowedHosts | undefined
}

export interface DeskWorld {
  readonly directory: Directory
  readonly keys: NodeKeys
  readonly keySets: KeySets
  readonly taken: Pick<TakenSignatures, 'takeOnce'>
}

const defaults = {
  senderIds: [],
  specVersion: '2025-12',
  signature: 'dci-httpsig',
  canonicalForm: 'python-json',
  unsigned: 'accept',
  encryption: { send: 'when-asked', require: false },
} as const

export function partnerDesk({ directory, keys, keySets, taken }: DeskWorld): Desk {
  return {
    of(caller) {
      const partner = directory.partnerOf(caller.id)
      return partner === undefined
        ? { ...defaults, id: caller.id, client: caller.id, member: caller.member }
        : profileOf(partner)
    },
    named(senderId) {
      const partner = directory.partnerNamed(senderId)
      return partner?.status === 'active' ? profileOf(partner) : undefined
    },
    async verificationKeys({ id, client }, kid) {
      // Whoever sends without a token is known by these keys alone: they are decided on as they are now.
      const { partners } = await directory.current()
      if (partners.get(id)?.status === 'suspended') return []
      const owner = directory.client(client)
      const registered = registeredKeys(owner)
      const partner = partners.get(id)
      if (partner?.jwksUrl === undefined || registered.some((key) => key.kid === kid)) return registered
      const fetched = await keySets.keysOf({ url: partner.jwksUrl, allowed: allowedOf(partner) }, kid)
      const revoked = owner?.revoked ?? none
      return [...registered, ...fetched.filter((key) => !verificationKey(key)?.kids.some((one) => revoked.has(one)))]
    },
    async encryptionKey({ id }) {
      const partner = directory.partner(id)
      if (partner === undefined) return undefined
      const given = partner.encryption.key as PublicJwk | undefined
      const offered = given === undefined ? await keysOffered(partner, keySets) : [given]
      const key = offered.find((one) => encryptionAlgorithm(one) !== undefined)
      return key === undefined ? undefined : { ...key, kid: key.kid ?? thumbprint(key) }
    },
    takeOnce: ({ id }, token, until) => taken.takeOnce(id, token, until),
    get own() {
      return nodeSigners(keys)
    },
    hostsOf(client) {
      const partner = directory.partnerOf(client)
      return partner?.status === 'active' ? allowedOf(partner) : undefined
    },
  }
}

export const allowedOf = ({ hosts, privateNetwork }: Partner): AllowedHosts => ({ hosts, privateNetwork })

async function keysOffered(partner: Partner, keySets: KeySets): Promise<readonly PublicJwk[]> {
  if (partner.jwksUrl === undefined) return []
  const address: KeySetAddress = { url: partner.jwksUrl, allowed: allowedOf(partner) }
  // A key that says no use could be one for signing.
  return (await keySets.keysOf(address)).filter(({ use }) => use === 'enc')
}

function profileOf(partner: Partner): Profile {
  const { send, require } = partner.encryption
  const { id, client, member, senderIds, specVersion, signature, canonicalForm, unsigned, callbackUrl } = partner
  return {
    ...{ id, client, member, senderIds, specVersion, signature, canonicalForm, unsigned },
    encryption: { send, require },
    ...(callbackUrl === undefined ? {} : { callbackUrl }),
    ...(partner.anySenderId === true ? { anySenderId: true } : {}),
    ...(partner.status === 'suspended' ? { suspended: true } : {}),
  }
}

const none: ReadonlySet<string> = new Set()

/** Kept with the client's row, so that a key is read once and not for every message. */
const keysOfClient = new WeakMap<RegisteredClient, readonly PublicJwk[]>()

function registeredKeys(client: RegisteredClient | undefined): readonly PublicJwk[] {
  if (client === undefined) return []
  const known = keysOfClient.get(client)
  if (known !== undefined) return known
  const made = client.keys.map((key) => ({
    ...publicJwkOf(key),
    kid: key.jwk.kid ?? thumbprintOf(key),
    alg: key.alg,
  }))
  keysOfClient.set(client, made)
  return made
}
