import type { Scalar } from '../../../src/exchange/plugin.ts'
import type { Call } from './settings.ts'

export type Params = Readonly<Record<string, Scalar>>

/** How a template names the member in whose name the question is put; a parameter called so is passed over. */
const consumerName = '@consumer'

/** What the templates of a call may name. */
export const withConsumer = (params: Params, consumer: string): Params => ({ ...params, [consumerName]: consumer })

const placeholder = /\{([A-Za-z0-9_.@-]+)\}/g

const param = (params: Params, name: string): Scalar | undefined =>
  Object.hasOwn(params, name) ? params[name] : undefined

/**
 * Whether the parameters that a call cannot do without are all there, and it has a place for each that is: leaving one
 * out would ask about more people than were meant.
 */
export function canMake(call: Call, params: Params): boolean {
  const inPath = namesIn(call.path)
  const places = new Set([...inPath, ...namesIn(JSON.stringify([call.query ?? {}, call.body ?? {}]))])
  return (
    [...inPath, ...(call.needs ?? [])].every((name) => name === consumerName || param(params, name) !== undefined) &&
    Object.keys(params).every((name) => places.has(name))
  )
}

const namesIn = (template: string): string[] => [...template.matchAll(placeholder)].map((match) => match[1] ?? '')

/** Path and query with every value percent-encoded; a query member whose parameter is missing is left out. */
export function requestPath(base: string, call: Call, params: Params): string {
  const path = call.path.replaceAll(placeholder, (_, name: string) => encodeSegment(String(param(params, name) ?? '')))
  const query = new URLSearchParams()
  for (const [name, template] of Object.entries(call.query ?? {})) {
    const value = fillText(template, params)
    if (value !== undefined) query.set(name, value)
  }
  const text = query.toString()
  return base + path + (text === '' ? '' : `?${text}`)
}

/** A segment `..` would climb out of the path that was declared. */
const encodeSegment = (value: string): string => encodeURIComponent(value).replaceAll('.', '%2E')

export function fillText(template: string, params: Params): string | undefined {
  let complete = true
  const text = template.replaceAll(placeholder, (_, name: string) => {
    const value = param(params, name)
    if (value === undefined) complete = false
    return String(value)
  })
  return complete ? text : undefined
}

export function requestBody(call: Call, params: Params): string | undefined {
  return call.body === undefined ? undefined : JSON.stringify(fillValue(call.body, params))
}

function fillValue(template: unknown, params: Params): unknown {
  if (typeof template === 'string') {
    const alone = /^\{([A-Za-z0-9_.@-]+)\}$/.exec(template)?.[1]
    return alone === undefined ? fillText(template, params) : param(params, alone)
  }
  if (Array.isArray(template))
    return template.map((item) => fillValue(item, params)).filter((item) => item !== undefined)
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fillValue(value, params)]))
}

/** `{secret:name}` in a header's value becomes the credential. */
export function fillHeaders(
  headers: Readonly<Record<string, string>>,
  secret: (name: string) => string,
): Record<string, string> {
  const filled = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    value.replaceAll(/\{secret:([A-Za-z0-9-]+)\}/g, (_, secretName: string) => secret(secretName)),
  ])
  return Object.fromEntries(filled)
}
