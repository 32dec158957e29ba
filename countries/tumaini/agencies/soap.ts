// As much SOAP 1.1 as these two services need: read one request, write one answer or one fault.
import { SaxesParser } from 'saxes'
import type { Answer } from './serve.ts'

export const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/'

export type Element = {
  readonly name: string
  readonly namespace: string
  readonly children: Element[]
  text: string
}
export type Envelope =
  | { readonly kind: 'request'; readonly header: Element | null; readonly request: Element }
  | { readonly kind: 'malformed' | 'dtd'; readonly reason: string }

const maxDepth = 20

export function readEnvelope(body: string): Envelope {
  const parsed = readXml(body)
  if (parsed.kind !== 'element') return parsed
  const { element } = parsed
  if (element.name !== 'Envelope' || element.namespace !== soapNamespace) {
    return { kind: 'malformed', reason: 'not a SOAP 1.1 envelope' }
  }
  const request = child(element, 'Body')?.children[0]
  if (request === undefined) return { kind: 'malformed', reason: 'the body is empty' }
  return { kind: 'request', header: child(element, 'Header'), request }
}

type Xml =
  | { readonly kind: 'element'; readonly element: Element }
  | { readonly kind: 'malformed' | 'dtd'; readonly reason: string }

function readXml(text: string): Xml {
  const parser = new SaxesParser({ xmlns: true })
  const path: Element[] = []
  let root: Element | null = null
  let dtd = false
  parser.on('doctype', () => {
    dtd = true
    throw new Error('DTD')
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', (tag) => {
    const element: Element = { name: tag.local, namespace: tag.uri, children: [], text: '' }
    path.at(-1)?.children.push(element)
    root ??= element
    if (path.push(element) > maxDepth) throw new Error('nested too deeply')
  })
  parser.on('closetag', () => path.pop())
  const addText = (piece: string): void => {
    const element = path.at(-1)
    if (element !== undefined) element.text += piece
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  try {
    parser.write(text).close()
  } catch {
    return dtd
      ? { kind: 'dtd', reason: 'a document type declaration is not accepted' }
      : { kind: 'malformed', reason: 'the document is not well-formed XML' }
  }
  return root === null ? { kind: 'malformed', reason: 'the document is empty' } : { kind: 'element', element: root }
}

export const child = (element: Element | null | undefined, name: string): Element | null =>
  element?.children.find((c) => c.name === name) ?? null

export const childText = (element: Element | null | undefined, name: string): string | null =>
  child(element, name)?.text.trim() ?? null

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (c) => entities[c] as string)

/** `<prefix:name>` around text; nothing at all for null. */
export const tag = (name: string, text: unknown): string =>
  text === null || text === undefined ? '' : `<${name}>${escapeXml(String(text))}</${name}>`

export const xml = (status: number, body: string): Answer => ({ status, type: 'text/xml; charset=utf-8', body })

export type Prefix = { readonly name: string; readonly namespace: string }

export const soapAnswer = (prefix: Prefix, status: number, content: string): Answer =>
  xml(
    status,
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="${soapNamespace}" xmlns:${prefix.name}="${prefix.namespace}"><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`,
  )

export const soapFault = (prefix: Prefix, fault: { code: 'Client' | 'Server'; text: string; detail: string }): Answer =>
  soapAnswer(
    prefix,
    500,
    `<soapenv:Fault><faultcode>soapenv:${fault.code}</faultcode>${tag('faultstring', fault.text)}${fault.detail}</soapenv:Fault>`,
  )
