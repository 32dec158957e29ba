import { decodeBase64 } from '../../../kernel/base64.ts'

/** The signature header of the standard: its text, apart from what it signs. */
export interface HttpSignature {
  readonly kid: string
  /** Seconds since 1970. */
  readonly created: number
  readonly expires: number
  readonly signature: Uint8Array
}

/** `digest`: base64 of the SHA-256 over the canonical message. The standard names the parts, OpenSPP this algorithm. */
export const signingString = (
  { created, expires }: Pick<HttpSignature, 'created' | 'expires'>,
  digest: string,
): string => `(created): ${created}\n(expires): ${expires}\ndigest: ${digest}`

export function writeHttpSignature({ kid, created, expires, signature }: HttpSignature, senderId: string): string {
  const bytes = Buffer.from(signature).toString('base64')
  return `Signature: namespace="dci", kidId="${senderId}|${kid}|ed25519", algorithm="ed25519", created="${created}", expires="${expires}", headers="(created) (expires) digest", signature="${bytes}"`
}

const lengthLimit = 2_000
const parameter = /\s{0,4}([a-zA-Z]{1,20})="([^"\\]{0,500})"\s{0,4}(?:,|$)/y

export const looksLikeHttpSignature = (text: string): boolean => /^(?:Signature:|\s{0,4}[a-zA-Z]{1,20}=")/.test(text)

/** Undefined for anything but distinct parameters of this form, with the values that Ed25519 has. */
export function readHttpSignature(text: string): HttpSignature | undefined {
  if (text.length > lengthLimit) return undefined
  const parameters = parametersOf(text.replace(/^Signature:/, ''))
  const [kid, algorithm] = keyIdOf(parameters?.get('kidId') ?? parameters?.get('keyId') ?? '')
  const created = secondsOf(parameters?.get('created'))
  const expires = secondsOf(parameters?.get('expires'))
  const signature = decodeBase64(parameters?.get('signature') ?? '')
  if (kid === undefined || created === undefined || expires === undefined || signature?.length !== 64) return undefined
  if (parameters?.get('algorithm') !== 'ed25519' || algorithm !== 'ed25519') return undefined
  if (parameters.get('headers') !== '(created) (expires) digest') return undefined
  return { kid, created, expires, signature }
}

function parametersOf(text: string): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>()
  parameter.lastIndex = 0
  while (parameter.lastIndex < text.length) {
    const [, name = '', value = ''] = parameter.exec(text) ?? []
    // Of two parameters of one name, one reader takes the first and another the last.
    if (name === '' || found.has(name)) return undefined
    found.set(name, value)
  }
  return found
}

/** `sender_id|key id|algorithm`; whose key it is, is said by the registration, not here. */
function keyIdOf(text: string): readonly [string | undefined, string | undefined] {
  const parts = text.split('|')
  const [, kid, algorithm] = parts
  return parts.length === 3 && kid !== '' ? [kid, algorithm] : [undefined, undefined]
}

const secondsOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^[1-9]\d{0,11}$/.test(text) ? Number(text) : undefined
