import { decodeBase64Url, encodeBase64Url } from '../kernel/base64.ts'

/** A compact JWS (RFC 7515 §3.1) taken apart; nothing in it is to be believed before its signature is verified. */
export interface CompactJws {
  readonly header: Readonly<Record<string, unknown>>
  readonly payload: Uint8Array
  /** The first part, as it was sent: what the signature covers begins with it. */
  readonly encodedHeader: string
  readonly signingInput: string
  readonly signature: Uint8Array
}

const decoder = new TextDecoder('utf-8', { fatal: true })

/** Undefined for anything but three parts of strict base64url, of which the first is a JSON object. */
export function readCompactJws(text: string, lengthLimit: number): CompactJws | undefined {
  if (text.length > lengthLimit) return undefined
  const parts = text.split('.', 4)
  const [encodedHeader = '', body = '', tail = ''] = parts
  if (parts.length !== 3) return undefined
  const header = jsonObject(decodeBase64Url(encodedHeader))
  const payload = decodeBase64Url(body)
  const signature = decodeBase64Url(tail)
  if (header === undefined || payload === undefined || signature === undefined) return undefined
  // RFC 7515 §4.1.11: an extension marked critical must be understood, and none is.
  if ('crit' in header) return undefined
  return { header, payload, encodedHeader, signingInput: `${encodedHeader}.${body}`, signature }
}

export function jsonObject(bytes: Uint8Array | undefined): Record<string, unknown> | undefined {
  if (bytes === undefined) return undefined
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return value as Record<string, unknown>
  } catch {
    return undefined
  }
}

/** `<header>.<payload>.<signature>` over what both say. */
export function writeCompactJws(
  header: Readonly<Record<string, unknown>>,
  payload: string,
  sign: (data: Uint8Array) => Uint8Array,
): string {
  const input = `${encode(JSON.stringify(header))}.${encode(payload)}`
  return `${input}.${encodeBase64Url(sign(Buffer.from(input)))}`
}

const encode = (text: string): string => Buffer.from(text).toString('base64url')
