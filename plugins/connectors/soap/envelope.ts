import type { Scalar } from '../../../src/exchange/plugin.ts'
import type { SoapCall, SoapSettings } from './settings.ts'

const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/'
const wss = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss'

export interface Credential {
  readonly user: string
  readonly password: string
}

/** SOAP 1.1 §4; `token` adds a WS-Security UsernameToken (profile 1.0, PasswordText: TLS protects it). */
export function envelope(
  settings: SoapSettings,
  call: SoapCall,
  content: { readonly params: Readonly<Record<string, Scalar>>; readonly token?: Credential },
): string {
  const fields = call.fields
    .filter((name) => Object.hasOwn(content.params, name))
    .map((name) => `<k:${name}>${escapeXml(String(content.params[name]))}</k:${name}>`)
  const header = content.token === undefined ? '' : `<s:Header>${usernameToken(content.token)}</s:Header>`
  return (
    `<?xml version="1.0" encoding="UTF-8"?>` +
    `<s:Envelope xmlns:s="${soapNamespace}" xmlns:k="${escapeXml(settings.namespace)}">${header}` +
    `<s:Body><k:${call.request}>${fields.join('')}</k:${call.request}></s:Body></s:Envelope>`
  )
}

function usernameToken({ user, password }: Credential): string {
  return (
    `<w:Security xmlns:w="${wss}-wssecurity-secext-1.0.xsd"><w:UsernameToken>` +
    `<w:Username>${escapeXml(user)}</w:Username>` +
    `<w:Password Type="${wss}-username-token-profile-1.0#PasswordText">${escapeXml(password)}</w:Password>` +
    `</w:UsernameToken></w:Security>`
  )
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Characters that XML 1.0 §2.2 does not allow become U+FFFD: they can only be an attack or a mistake. */
export function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll(/[&<>"']/g, (char) => entities[char] ?? char)
  )
}
