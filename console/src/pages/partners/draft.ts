import type { PartnerRegistration } from '../../../../src/federation/partners/schema.ts'
import type { ClientKey } from '../../../../src/federation/schema.ts'

/** A registration as it is typed: lists are lines, keys are the text that was pasted, nothing typed is nothing. */
export interface Draft {
  readonly id: string
  readonly client: string
  readonly name: string
  readonly contact: string
  readonly status: PartnerRegistration['status']
  readonly senderIds: string
  readonly specVersion: PartnerRegistration['specVersion']
  readonly baseUrl: string
  readonly hosts: string
  readonly callbackUrl: string
  readonly privateNetwork: boolean
  readonly signature: PartnerRegistration['signature']
  readonly canonicalForm: PartnerRegistration['canonicalForm']
  readonly unsigned: PartnerRegistration['unsigned']
  readonly jwksUrl: string
  /** A further key of the client: registered with it, not with the partner. */
  readonly clientKey: string
  readonly certificateNotAfter: string
  readonly encryptionSend: PartnerRegistration['encryption']['send']
  readonly encryptionRequire: boolean
  readonly encryptionKey: string
}

export const emptyDraft: Draft = {
  id: '',
  client: '',
  name: '',
  contact: '',
  status: 'active',
  senderIds: '',
  specVersion: '2025-12',
  baseUrl: '',
  hosts: '',
  callbackUrl: '',
  privateNetwork: false,
  signature: 'dci-httpsig',
  canonicalForm: 'python-json',
  unsigned: 'refuse',
  jwksUrl: '',
  clientKey: '',
  certificateNotAfter: '',
  encryptionSend: 'never',
  encryptionRequire: false,
  encryptionKey: '',
}

/** What is registered, ready to be changed. */
export function draftOf(partner: PartnerRegistration): Draft {
  const { encryption } = partner
  return {
    id: partner.id,
    client: partner.client,
    name: partner.name,
    contact: partner.contact ?? '',
    status: partner.status,
    senderIds: partner.senderIds.join('\n'),
    specVersion: partner.specVersion,
    baseUrl: partner.baseUrl ?? '',
    hosts: partner.hosts.join('\n'),
    callbackUrl: partner.callbackUrl ?? '',
    privateNetwork: partner.privateNetwork,
    signature: partner.signature,
    canonicalForm: partner.canonicalForm,
    unsigned: partner.unsigned,
    jwksUrl: partner.jwksUrl ?? '',
    clientKey: '',
    certificateNotAfter: partner.certificateNotAfter ?? '',
    encryptionSend: encryption.send,
    encryptionRequire: encryption.require,
    encryptionKey: encryption.key === undefined ? '' : JSON.stringify(encryption.key, null, 2),
  }
}

export const linesOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** The registration that is sent; only of a draft without faults. */
export function registrationOfDraft(draft: Draft): PartnerRegistration {
  const { name, baseUrl, callbackUrl, jwksUrl, certificateNotAfter, contact, encryptionKey } = draft
  const key = encryptionKey.trim()
  return {
    id: draft.id.trim(),
    client: draft.client.trim(),
    name: name.trim(),
    status: draft.status,
    senderIds: linesOf(draft.senderIds),
    hosts: linesOf(draft.hosts.toLowerCase()),
    privateNetwork: draft.privateNetwork,
    ...given({ baseUrl, callbackUrl, jwksUrl, certificateNotAfter, contact }),
    specVersion: draft.specVersion,
    signature: draft.signature,
    canonicalForm: draft.canonicalForm,
    unsigned: draft.unsigned,
    encryption: {
      send: draft.encryptionSend,
      require: draft.encryptionRequire,
      ...(key === '' ? {} : { key: JSON.parse(key) }),
    },
  }
}

const algorithms: Readonly<Record<string, ClientKey['alg']>> = { OKP: 'EdDSA', EC: 'ES256', RSA: 'RS256' }

/** The pasted key of the client, with the algorithm that its kind is used with. */
export function clientKeyOf({ clientKey }: Draft): ClientKey | undefined {
  if (clientKey.trim() === '') return undefined
  const jwk = JSON.parse(clientKey) as ClientKey['jwk']
  return { alg: algorithms[jwk.kty] ?? 'EdDSA', jwk }
}

function given<T extends Readonly<Record<string, string>>>(values: T): Partial<T> {
  const typed = Object.entries(values).map(([name, value]) => [name, value.trim()] as const)
  return Object.fromEntries(typed.filter(([, value]) => value !== '')) as Partial<T>
}

/** `Registre social, Bénin` becomes `registre-social-benin`. */
export const idFrom = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/-+$/, '')
