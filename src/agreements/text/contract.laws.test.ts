import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { anyOf } from '../../../test/support/any-of-schema.ts'
import { type Language, languages } from '../../kernel/language.ts'
import { Agreement } from '../schema.ts'
import { contract } from './contract.ts'
import { plain, quoted } from './document.ts'
import { textOf } from './test-text.ts'

const runs = { numRuns: 30 }
const anyAgreement = anyOf(Agreement)
const anyLanguage = fc.constantFrom(...languages)
const names = { members: new Map(), services: new Map(), elements: new Map(), purposes: new Map() }
const contextOf = (language: Language) => ({ ...names, language, hash: 'f'.repeat(64), signatures: [] })
const read = (agreement: Agreement, language: Language) => textOf(contract(agreement, contextOf(language)))

type Path = readonly (string | number)[]

/** Every value that a reader in that language is told of, with its place. The other languages' wording is not theirs. */
function leavesOf(value: unknown, language: Language, path: Path = []): { path: Path; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }]
  return Object.entries(value).flatMap(([key, inner]) => {
    if (languages.includes(key as Language) && key !== language) return []
    return leavesOf(inner, language, [...path, Array.isArray(value) ? Number(key) : key])
  })
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce((inner: unknown, key) => (inner as Record<string, unknown> | undefined)?.[key], value)

function withValue(agreement: Agreement, path: Path, value: unknown): Agreement {
  const changed = structuredClone(agreement)
  const parent = at(changed, path.slice(0, -1)) as Record<string, unknown>
  parent[String(path.at(-1))] = value
  return changed
}

const isWord = (value: unknown): value is string =>
  typeof value === 'string' && !/^(?:\d{4}-\d{2}-\d{2}|P\d+[DWMY]|[A-Z]{2,3}|\d+(?:\.\d+)?|\d\d:\d\d)$/.test(value)

test('every word of the object stands in the text as it was written', () => {
  const enumerated =
    /^(?:tier|ground|release|test|necessity|mode|channel|frequency|role|initiatedBy|from|action|transport|mechanism|answeredBy|model)$/
  fc.assert(
    fc.property(anyAgreement, anyLanguage, (agreement, language) => {
      const text = read(agreement, language)
      for (const { path, value } of leavesOf(agreement, language)) {
        if (!isWord(value) || enumerated.test(String(path.at(-1)))) continue
        assert.ok(text.includes(plain(quoted(value))), `${path.join('/')}: ${value}`)
      }
    }),
    runs,
  )
})

test('changing any value of the object changes the text', () => {
  fc.assert(
    fc.property(anyAgreement, anyAgreement, anyLanguage, fc.nat(), (agreement, other, language, pick) => {
      const differing = leavesOf(agreement, language).filter(({ path, value }) => {
        const instead = at(other, path)
        return instead !== undefined && typeof instead === typeof value && instead !== value
      })
      const chosen = differing[pick % Math.max(1, differing.length)]
      fc.pre(chosen !== undefined)
      const changed = withValue(agreement, chosen.path, at(other, chosen.path))
      fc.pre(typeof chosen.value !== 'string' || quoted(chosen.value) !== quoted(String(at(other, chosen.path))))
      assert.notEqual(read(changed, language), read(agreement, language), chosen.path.join('/'))
    }),
    { numRuns: 200 },
  )
})

test('taking a clause out, or an item of a list, changes the text', () => {
  fc.assert(
    fc.property(anyAgreement, anyLanguage, (agreement, language) => {
      const whole = read(agreement, language)
      for (const [name, value] of Object.entries(agreement)) {
        // An agreement that names no tier is of the usual one, and a list of nothing says nothing.
        const unsaid = (name === 'tier' && value === 'agreement') || (Array.isArray(value) && value.length === 0)
        if (!unsaid && !Agreement.required.includes(name as never)) {
          const { [name as keyof Agreement]: _, ...rest } = agreement
          assert.notEqual(read(rest as Agreement, language), whole, name)
        }
        if (Array.isArray(value) && value.length > 1) {
          assert.notEqual(read({ ...agreement, [name]: value.slice(1) }, language), whole, `an item of ${name}`)
        }
      }
    }),
    runs,
  )
})

test('numbers and ids of clauses are the same in every language', () => {
  const skeleton = (agreement: Agreement, language: Language) => {
    const { articles, annexes, signing } = contract(agreement, contextOf(language))
    const clauses = [...articles, ...annexes].flatMap((article) => article.clauses)
    return {
      clauses: clauses.map(({ number, ref, items = [] }) => [number, ref, items.length]),
      blocks: signing.blocks.length,
    }
  }
  fc.assert(
    fc.property(anyAgreement, (agreement) => {
      for (const language of languages) assert.deepEqual(skeleton(agreement, language), skeleton(agreement, 'en'))
      for (const { ref } of skeleton(agreement, 'en').clauses.map(([, of]) => ({ ref: of }))) {
        if (typeof ref === 'string') assert.notEqual(at(agreement, ref.split('/')), undefined, ref)
      }
    }),
    runs,
  )
})
