import type { Problem } from '../../kernel/problem.ts'
import { encryptionAlgorithm } from '../../standards/dci/encryption.ts'
import type { Partner, PartnerRegistration } from './schema.ts'

export interface RegisteredAround {
  readonly clients: ReadonlyMap<string, unknown>
  readonly partners: Iterable<Pick<Partner, 'id' | 'client' | 'senderIds'>>
}

/** Why a partner cannot be registered like this; undefined when it can. */
export function partnerFault(partner: PartnerRegistration, around: RegisteredAround): Problem | undefined {
  if (!around.clients.has(partner.client)) return fault('no-client', '/client', { client: partner.client })
  for (const other of around.partners) {
    if (other.id === partner.id) continue
    if (other.client === partner.client) return fault('client-taken', '/client', { partner: other.id })
    const shared = partner.senderIds.findIndex((sender) => other.senderIds.includes(sender))
    if (shared >= 0) return fault('sender-taken', `/senderIds/${shared}`, { partner: other.id })
  }
  return addressFault(partner) ?? encryptionFault(partner)
}

const urls = ['baseUrl', 'callbackUrl', 'jwksUrl'] as const

function addressFault({ hosts, privateNetwork, ...partner }: PartnerRegistration): Problem | undefined {
  const anyPort = hosts.findIndex((host) => host.endsWith(':*'))
  if (anyPort >= 0 && !privateNetwork) return fault('any-port', `/hosts/${anyPort}`)
  for (const name of urls) {
    const text = partner[name]
    if (text === undefined) continue
    const pointer = `/${name}`
    if (!URL.canParse(text)) return fault('no-url', pointer)
    const url = new URL(text)
    if (url.username !== '' || url.password !== '' || url.hash !== '') return fault('no-url', pointer)
    if (url.protocol === 'http:' && !privateNetwork) return fault('http', pointer)
    if (!hostsOf(url).some((host) => hosts.includes(host))) return fault('other-host', pointer, { host: url.host })
  }
  return undefined
}

/** The spellings that may stand for this address among a partner's hosts. */
const hostsOf = (url: URL): string[] => [
  url.host,
  `${url.hostname}:*`,
  ...(url.port === '' ? [`${url.hostname}:${url.protocol === 'https:' ? 443 : 80}`] : []),
]

function encryptionFault({ encryption: { send, key }, jwksUrl }: PartnerRegistration): Problem | undefined {
  if (key !== undefined) {
    if (['d', 'p', 'q', 'k'].some((secret) => secret in key)) return fault('private-key', '/encryption/key')
    if (encryptionAlgorithm(key as Parameters<typeof encryptionAlgorithm>[0]) === undefined) {
      return fault('encryption-key', '/encryption/key')
    }
  }
  return send !== 'never' && key === undefined && jwksUrl === undefined
    ? fault('no-key', '/encryption/send')
    : undefined
}

const sentences = {
  'no-client': [
    'there is no client {client}',
    'Register the client first: a partner is what is agreed about its messages.',
  ],
  'client-taken': ['the client is the partner {partner} already', 'Change that partner, or name another client.'],
  'sender-taken': [
    'the sender id is of the partner {partner} already',
    'A sender id tells whose message it is: choose one that no other partner uses.',
  ],
  'any-port': ['any port of a host may be called in a private network only', 'Name the port, or set privateNetwork.'],
  'no-url': [
    'the address is no URL that can be called',
    'Give an http or https address without credentials and fragment.',
  ],
  http: ['http is for private networks only', 'Give an https address, or set privateNetwork.'],
  'other-host': [
    'the host {host} is none of the partner’s hosts',
    'Add it to hosts, or give an address of one of them.',
  ],
  'private-key': ['the key holds its private part', 'Have the partner make a new one, and send the public part only.'],
  'encryption-key': [
    'messages cannot be encrypted to this key',
    'Give an RSA key of 2048 to 4096 bits, or an EC or X25519 key, for use enc.',
  ],
  'no-key': ['there is no key to encrypt to', 'Give encryption.key, or a jwksUrl with a key for use enc.'],
} as const

function fault(variant: keyof typeof sentences, pointer: string, params: Record<string, string> = {}): Problem {
  const [message, fix] = sentences[variant]
  const filled = message.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  return { code: 'federation.faulty-partner', variant, status: 422, message: filled, fix, pointer, params }
}
