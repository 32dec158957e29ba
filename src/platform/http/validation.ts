import { Ajv2020 as Ajv, type ErrorObject } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { Problem } from '../../kernel/problem.ts'

export type HttpPart = 'body' | 'querystring' | 'params' | 'headers'

/** What can be wrong with a value, as a person is told it. */
export type InvalidVariant = 'missing' | 'unknown' | 'not-a-choice' | 'rule'

export type Validate = (value: unknown) => Problem | undefined

const common = { strict: true, strictTypes: false, strictRequired: false, strictTuples: false, allowUnionTypes: true }

/**
 * Compiles the schemas of one application's routes, each when a value is first held against it: all of them at once took
 * more than a third of a warm start, and most routes are not called for a long time. A test compiles every one.
 */
export interface Validators {
  request(part: HttpPart, schema: object): Validate
  /** The first fault of a value that we are about to send, or undefined. */
  response(schema: object): (value: unknown) => string | undefined
}

export function createValidators(): Validators {
  // Text of an address has no types of its own, so only there "5" becomes 5; a body must already have the right ones.
  // There 1e999 becomes Infinity, which `strictNumbers` would let past every bound.
  const exact = withFormats(new Ajv({ ...common, removeAdditional: false, useDefaults: true }))
  const coercing = withFormats(
    new Ajv({ ...common, removeAdditional: false, strictNumbers: false, useDefaults: true, coerceTypes: 'array' }),
  )
  const sent = withFormats(new Ajv(common))
  return {
    request: (part, schema) => {
      const ajv = part === 'body' ? exact : coercing
      return (value) => {
        // The compiler keeps what it has compiled.
        const check = ajv.compile(schema)
        return check(value) ? undefined : invalid(part, check.errors?.[0])
      }
    },
    response: (schema) => (value) => {
      const check = sent.compile(schema)
      return check(value) ? undefined : describe(check.errors?.[0])
    },
  }
}

function withFormats(ajv: Ajv): Ajv {
  // ajv-formats is CommonJS whose types name the function itself as default.
  const add = formats as unknown as (ajv: Ajv) => Ajv
  return add(ajv)
}

const places: Record<HttpPart, string> = {
  body: 'the body',
  querystring: 'the query',
  params: 'the path',
  headers: 'the headers',
}

function invalid(part: HttpPart, error: ErrorObject | undefined): Problem {
  const pointer = pointerOf(error)
  return {
    code: `platform.invalid-${part}`,
    variant: variantOf(error),
    status: 400,
    message: `${places[part]}${pointer === '' ? '' : ` at ${pointer}`} ${sentence(error)}`,
    fix: fixFor(error),
    params: { place: pointer === '' ? '/' : pointer, rule: error?.keyword ?? '', choices: choicesOf(error) },
    ...(part === 'body' ? { pointer } : {}),
  }
}

/** The place at fault: for a missing or surplus property, that property and not its parent. */
function pointerOf(error: ErrorObject | undefined): string {
  const params = error?.params as { missingProperty?: string; additionalProperty?: string } | undefined
  const property = params?.missingProperty ?? params?.additionalProperty
  const parent = error?.instancePath ?? ''
  // RFC 6901 §3: ~ and / are escaped. A surplus name is the caller's own text: bounded before it is repeated.
  return property === undefined
    ? parent
    : `${parent}/${property.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function sentence(error: ErrorObject | undefined): string {
  if (error?.keyword === 'required') return 'is missing'
  if (error?.keyword === 'additionalProperties' || error?.keyword === 'unevaluatedProperties')
    return 'is not known here'
  return error?.message ?? 'is not valid'
}

function variantOf(error: ErrorObject | undefined): InvalidVariant {
  switch (error?.keyword) {
    case 'required':
      return 'missing'
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'unknown'
    case 'enum':
    case 'const':
      return 'not-a-choice'
    default:
      return 'rule'
  }
}

/** The values that are allowed, where there is a list of them. */
function choicesOf(error: ErrorObject | undefined): string {
  const { allowedValues, allowedValue } = (error?.params ?? {}) as { allowedValues?: unknown[]; allowedValue?: unknown }
  const choices = allowedValues ?? (allowedValue === undefined ? [] : [allowedValue])
  return choices
    .slice(0, 30)
    .map((value) => JSON.stringify(value))
    .join(', ')
}

function fixFor(error: ErrorObject | undefined): string {
  if (error?.keyword === 'required') return 'Add it.'
  if (error?.keyword === 'additionalProperties') return 'Remove it, or check its spelling.'
  if (error?.keyword === 'enum' || error?.keyword === 'const') return `Use ${choicesOf(error)}.`
  return 'Compare it with the API description at /openapi.json.'
}

const describe = (error: ErrorObject | undefined) => `${pointerOf(error) || '/'} ${sentence(error)}`
