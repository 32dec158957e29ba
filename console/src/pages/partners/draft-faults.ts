import { type Draft, linesOf } from './draft.ts'

export const steps = ['client', 'senders', 'place', 'signing', 'keys', 'encryption', 'review'] as const
export type StepKey = (typeof steps)[number]

export type Fault =
  | 'missing'
  | 'id'
  | 'taken'
  | 'url'
  | 'http'
  | 'host'
  | 'hostOfUrl'
  | 'anyPort'
  | 'tooMany'
  | 'json'
  | 'noJwk'
  | 'privateKey'
  | 'noKey'
  | 'day'

export type Faults = Readonly<Partial<Record<keyof Draft, Fault>>>

const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/
const hostPattern = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:([0-9]{1,5}|\*))?$/
const dayPattern = /^\d{4}-\d{2}-\d{2}$/
const sendersMost = 10
const hostsMost = 20
const privateMembers = ['d', 'p', 'q', 'k', 'dp', 'dq', 'qi']

/** What keeps a step from being done, by the field beside which it is said. The server judges again. */
export function faultsOf(step: StepKey, draft: Draft, taken: readonly string[]): Faults {
  switch (step) {
    case 'client':
      return found({
        client: draft.client.trim() === '' ? 'missing' : undefined,
        name: draft.name.trim() === '' ? 'missing' : undefined,
        id: idFault(draft.id.trim(), taken),
      })
    case 'senders': {
      const senders = linesOf(draft.senderIds).length
      return found({ senderIds: senders === 0 ? 'missing' : senders > sendersMost ? 'tooMany' : undefined })
    }
    case 'place':
      return found({
        baseUrl: urlFault(draft.baseUrl, draft),
        callbackUrl: urlFault(draft.callbackUrl, draft),
        hosts: hostsFault(draft),
      })
    case 'signing':
      return {}
    case 'keys':
      return found({
        jwksUrl: urlFault(draft.jwksUrl, draft),
        clientKey: draft.clientKey.trim() === '' ? undefined : jwkFault(draft.clientKey),
        certificateNotAfter:
          draft.certificateNotAfter === '' || dayPattern.test(draft.certificateNotAfter) ? undefined : 'day',
      })
    case 'encryption':
      return found({ encryptionKey: encryptionKeyFault(draft) })
    case 'review':
      return {}
  }
}

/** The question that a problem of the server is about, by its JSON pointer into what was sent. */
export function stepOfPointer(pointer: string | undefined): StepKey | undefined {
  return pointer === undefined ? undefined : stepOfMember[pointer.split('/')[1] ?? '']
}

const stepOfMember: Readonly<Record<string, StepKey>> = {
  id: 'client',
  client: 'client',
  name: 'client',
  contact: 'client',
  senderIds: 'senders',
  hosts: 'place',
  baseUrl: 'place',
  callbackUrl: 'place',
  signature: 'signing',
  jwksUrl: 'keys',
  jwk: 'keys',
  certificateNotAfter: 'keys',
  encryption: 'encryption',
}

/** The first step that is not done: no later one can be looked at before it. */
export const firstOpenStep = (draft: Draft, taken: readonly string[]): StepKey =>
  steps.find((step) => Object.keys(faultsOf(step, draft, taken)).length > 0) ?? 'review'

function idFault(id: string, taken: readonly string[]): Fault | undefined {
  if (!idPattern.test(id)) return 'id'
  return taken.includes(id) ? 'taken' : undefined
}

/** Nothing is ever sent to a host that is not on the list: an address of another host would never be used. */
function urlFault(text: string, { hosts, privateNetwork }: Draft): Fault | undefined {
  const typed = text.trim()
  if (typed === '') return undefined
  if (!/^https?:\/\/[^\s]+$/.test(typed) || !URL.canParse(typed)) return 'url'
  const { host, hostname, port, protocol } = new URL(typed)
  if (protocol === 'http:' && !privateNetwork) return 'http'
  const allowed = linesOf(hosts.toLowerCase())
  const named = allowed.includes(host) || (port === '' && allowed.includes(`${host}:${defaultPorts[protocol]}`))
  return named || (privateNetwork && allowed.includes(`${hostname}:*`)) ? undefined : 'hostOfUrl'
}

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

function hostsFault({ hosts, privateNetwork }: Draft): Fault | undefined {
  const given = linesOf(hosts.toLowerCase())
  if (given.length > hostsMost) return 'tooMany'
  if (!given.every((host) => hostPattern.test(host))) return 'host'
  return !privateNetwork && given.some((host) => host.endsWith(':*')) ? 'anyPort' : undefined
}

function encryptionKeyFault({ encryptionKey, encryptionSend, jwksUrl }: Draft): Fault | undefined {
  if (encryptionKey.trim() === '') return encryptionSend !== 'never' && jwksUrl.trim() === '' ? 'noKey' : undefined
  return jwkFault(encryptionKey)
}

export function jwkFault(text: string): Fault | undefined {
  const jwk = parsed(text)
  if (jwk === undefined) return 'json'
  if (privateMembers.some((member) => member in jwk)) return 'privateKey'
  return typeof jwk.kty === 'string' && ['OKP', 'EC', 'RSA'].includes(jwk.kty) ? undefined : 'noJwk'
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function found(faults: { readonly [K in keyof Draft]?: Fault | undefined }): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== undefined))
}
