import fc from 'fast-check'
import type { Static, TSchema } from 'typebox'

/** The part of JSON Schema that our nouns are declared in. */
interface Shape {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Shape[]
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
}

const longestText = 12
const longestList = 2

/** Any value of a noun, from its own declaration: a clause that is added to it is drawn from then on. */
export const anyOf = <S extends TSchema>(schema: S): fc.Arbitrary<Static<S>> =>
  anyOfShape(schema as unknown as Shape) as fc.Arbitrary<Static<S>>

function anyOfShape(shape: Shape): fc.Arbitrary<unknown> {
  if ('const' in shape) return fc.constant(shape.const)
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum)
  if (shape.anyOf !== undefined) return fc.oneof(...shape.anyOf.map(anyOfShape))
  switch (shape.type) {
    case 'object': {
      const properties = Object.entries(shape.properties ?? {}).map(([name, of]) => [name, anyOfShape(of)])
      const requiredKeys: string[] = [...(shape.required ?? [])]
      const model: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(properties)
      return fc.record(model, { requiredKeys, noNullPrototype: true })
    }
    case 'array': {
      const { items = {}, minItems = 0, maxItems = longestList } = shape
      const bounds = { minLength: minItems, maxLength: Math.min(maxItems, Math.max(minItems, longestList)) }
      return shape.uniqueItems === true
        ? fc.uniqueArray(anyOfShape(items), bounds)
        : fc.array(anyOfShape(items), bounds)
    }
    case 'integer':
      return fc.integer({ min: shape.minimum ?? -1000, max: shape.maximum ?? 1_000_000 })
    case 'number':
      return fc
        .double({ min: shape.minimum ?? -1e9, max: shape.maximum ?? 1e9, noNaN: true })
        .map((value) => Math.round(value * 1e4) / 1e4 + 0)
    case 'boolean':
      return fc.boolean()
    case 'string':
      return anyText(shape)
    default:
      throw new Error(`no way to draw from ${JSON.stringify(shape)}`)
  }
}

function anyText({ pattern, minLength = 0, maxLength }: Shape): fc.Arbitrary<string> {
  if (pattern?.includes('\\d{4}-\\d{2}-\\d{2}') === true) return anyDay
  if (pattern !== undefined) return fc.constantFrom(...matching(pattern, maxLength))
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength ?? longestText, longestText) })
}

const drawn = new Map<string, readonly string[]>()

/** To match a pattern is slow to draw: some texts are drawn once, and every value is one of them. */
function matching(pattern: string, maxLength = Number.POSITIVE_INFINITY): readonly string[] {
  const known = drawn.get(pattern)
  if (known !== undefined) return known
  const texts = fc.sample(fc.stringMatching(new RegExp(pattern), { size: 'xsmall' }), { numRuns: 60, seed: 1 })
  const fitting = [...new Set(texts)].filter((text) => text.length <= maxLength)
  drawn.set(pattern, fitting)
  return fitting
}

const anyDay = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
