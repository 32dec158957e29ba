import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Check } from 'typebox/value'
import { canonicalJson } from '../kernel/canonical-json.ts'
import { canonicalEntry } from './canonical-entry.ts'
import { LedgerEntry } from './schema.ts'

/** Any entry that keeps to the schema, made from the schema's own patterns. */
const anyEntry = fc.record(
  Object.fromEntries(
    Object.entries(LedgerEntry.properties).map(([name, schema]) => [name, anyValue(schema as AnySchema)]),
  ),
  { requiredKeys: [...LedgerEntry.required] },
)

interface AnySchema {
  readonly const?: unknown
  readonly anyOf?: readonly AnySchema[]
  readonly pattern?: string
  readonly maxLength?: number
  readonly items?: AnySchema
  readonly properties?: Record<string, AnySchema>
  readonly minimum?: number
  readonly maximum?: number
}

function anyValue(schema: AnySchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(anyValue))
  if (schema.items !== undefined) return fc.array(anyValue(schema.items), { maxLength: 5 })
  if (schema.properties !== undefined) {
    return fc.record(Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, anyValue(one)])))
  }
  if (schema.pattern === undefined) return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 100 })
  // fast-check does not generate look-aheads; what they forbid is filtered out.
  const pattern = new RegExp(schema.pattern)
  const generated = fc.stringMatching(new RegExp(schema.pattern.replace(/\(\?!.*?\)/, '')))
  return generated.filter((text) => text.length <= (schema.maxLength ?? 100) && pattern.test(text))
}

test('the canonical form of an entry is that of RFC 8785, whatever fields it has and in whatever order', () => {
  fc.assert(
    fc.property(anyEntry, fc.infiniteStream(fc.nat()), (entry, order) => {
      assert.ok(Check(LedgerEntry, entry))
      const shuffled = Object.fromEntries(
        Object.entries(entry)
          .map((member) => [order.next().value ?? 0, member] as const)
          .sort(([a], [b]) => a - b)
          .map(([, member]) => member),
      )
      assert.equal(canonicalEntry(shuffled as LedgerEntry), canonicalJson(entry))
    }),
    { numRuns: 200 },
  )
})
