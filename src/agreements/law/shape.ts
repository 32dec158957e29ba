import type { TSchema } from 'typebox'
import { Day } from '../../kernel/nouns.ts'
import { LawFacts } from './facts.ts'

/** What kind of value an expression or a fact has, known before any fact is. */
export type Shape =
  | { readonly kind: 'boolean' | 'number' | 'day' }
  | { readonly kind: 'text'; readonly words?: readonly string[] }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Shape> }

interface JsonSchema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly anyOf?: readonly { readonly const?: string }[]
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
}

const dayPattern = (Day as JsonSchema).pattern

/** The facts' schema is the one declaration; the shapes that expressions are checked against follow from it. */
function shapeOf(schema: JsonSchema): Shape {
  const words = schema.enum ?? schema.anyOf?.map((one) => one.const ?? '')
  if (words !== undefined) return { kind: 'text', words }
  switch (schema.type) {
    case 'boolean':
      return { kind: 'boolean' }
    case 'number':
    case 'integer':
      return { kind: 'number' }
    case 'string':
      return schema.pattern === dayPattern ? { kind: 'day' } : { kind: 'text' }
    case 'array':
      return { kind: 'list', of: shapeOf(schema.items ?? {}) }
    case 'object':
      return {
        kind: 'record',
        fields: new Map(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, shapeOf(part)])),
      }
    default:
      throw new Error(`a fact has a schema that no expression can use: ${JSON.stringify(schema)}`)
  }
}

export const factShape = shapeOf(LawFacts as TSchema as JsonSchema)

export const nameOf = (shape: Shape): string =>
  shape.kind === 'list' ? `list of ${nameOf(shape.of)}` : shape.kind === 'record' ? 'record' : shape.kind
