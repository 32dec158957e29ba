/** What is agreed with whoever is at the other end: who it may say that it is, and how its messages are sealed. */
import type { Caller, NodeSigner, PartnerProfile, ProtocolHouse } from '../../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../../src/kernel/result.ts'
import { decryptMessage, encryptMessage } from '../../../../src/standards/dci/encryption.ts'
import { algorithmOfProfile, type MessageSigner, signedText } from '../../../../src/standards/dci/signature/sign.ts'
import { verifySignature } from '../../../../src/standards/dci/signature/verify.ts'
import type { Body } from './acknowledgement.ts'
import { type MessageFault, refused } from './fault.ts'
import type { Tree } from './json.ts'
import type { Sending } from './reply.ts'

export const partnerOf = (caller: Caller, house: ProtocolHouse): PartnerProfile => house.partners.of(caller)

/** A caller without a partner record may name itself as it likes: its access token says who it is. */
export function senderFault(
  { senderIds, anySenderId, suspended }: PartnerProfile,
  senderId: string,
): Result<true, MessageFault> {
  if (suspended === true) return refused('err.request.forbidden', 'messages of this partner are suspended')
  if (anySenderId === true || senderIds.length === 0 || senderIds.includes(senderId)) return ok(true)
  return refused('err.sender_id.invalid', 'header.sender_id is none that is registered for this caller')
}

export interface Received {
  readonly signature: unknown
  readonly header: Tree
  readonly message: Tree
}

export interface Verified {
  /** Digest of what was signed, to be taken once until its end; absent without a signature. */
  readonly token?: { readonly digest: string; readonly until: Date }
}

/** A signature that is there must hold, whatever the token says; whether there must be one is the partner's profile. */
export async function verified(
  received: Received,
  partner: PartnerProfile,
  house: ProtocolHouse,
): Promise<Result<Verified, MessageFault>> {
  const keysOf = (kid: string | undefined) => house.partners.verificationKeys(partner, kid)
  const check = await verifySignature(received, keysOf, house.now())
  switch (check.result) {
    case 'valid':
      return ok({ token: { digest: check.token, until: check.expires } })
    case 'none':
      return partner.unsigned === 'accept' ? ok({}) : refused('err.signature.missing', 'the message is not signed')
    case 'invalid':
      return refused('err.signature.invalid', signatureText[check.reason] ?? 'the signature does not hold')
  }
}

/** What an honest sender needs to mend it; which key was tried is not told. */
const signatureText: Readonly<Record<string, string>> = {
  malformed: 'the signature has none of the forms that are read here',
  algorithm: 'the signature is made with another algorithm than its key is for',
  stale: 'the signature has expired',
  future: 'the signature is of a later time than now',
  lifetime: 'the signature would live too long, or ends before it begins',
  'unknown-key': 'the signature is made with a key that is not registered',
  mismatch: 'the signature does not fit the message and a registered key',
  digest: 'the signature is of another message',
}

export async function deciphered(
  { header, message }: { readonly header: { readonly encrypted: boolean }; readonly message: Tree },
  partner: PartnerProfile,
  house: ProtocolHouse,
): Promise<Result<Tree, MessageFault>> {
  if (!header.encrypted) {
    if (!partner.encryption.require) return ok(message)
    return refused('err.encryption.invalid', 'messages of this partner must be encrypted')
  }
  const clear = await decryptMessage(message, house.partners.own.decryption)
  return clear.ok ? clear : refused('err.encryption.invalid', 'the message cannot be decrypted with a key of this node')
}

/** The text to send. Encrypted first and signed then: the signature binds header and message. */
export async function sealed(sending: Sending, house: ProtocolHouse): Promise<Result<string, 'no-key'>> {
  const { partner, encryptedBefore } = sending
  let { header, message } = sending
  if (partner.encryption.send === 'always' || (partner.encryption.send === 'when-asked' && encryptedBefore)) {
    const key = await house.partners.encryptionKey(partner)
    const encrypted = key === undefined ? undefined : await encryptMessage(message, key)
    if (encrypted === undefined || !encrypted.ok) return fail('no-key')
    header = { ...header, is_msg_encrypted: true }
    message = encrypted.value as unknown as Body
  }
  const signer = signerFor(partner, house)
  if (signer === undefined) return ok(JSON.stringify({ header, message }))
  const habits = {
    profile: partner.signature,
    canonicalForm: partner.canonicalForm,
    senderId: house.nodeName,
    at: house.now(),
  }
  return ok(signedText({ header, message }, habits, signer))
}

function signerFor({ signature }: PartnerProfile, house: ProtocolHouse): MessageSigner | undefined {
  if (signature === 'none') return undefined
  const algorithm = algorithmOfProfile(signature)
  const { own } = house.partners
  const key: NodeSigner | undefined = algorithm === 'EdDSA' ? own.ed25519[0] : own.rs256[0]
  if (key === undefined) throw new Error(`this node has no key for ${algorithm}`)
  return { kid: key.kid, algorithm, sign: (data) => key.sign(data) }
}
