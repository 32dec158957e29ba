import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { faultPosition, jsonDepthLimit, parseJsonBody } from './json-body.ts'

test('every JSON value is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const parsed = parseJsonBody(text)
      if (/__proto__|constructor|prototype/.test(text)) return
      assert.deepEqual(parsed, { ok: true, value: JSON.parse(text) })
    }),
  )
})

test('a text is at fault exactly when JSON.parse refuses it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.constantFrom(...'{}[],:"x1\n'), (text, at, inserted) => {
      const place = at % (text.length + 1)
      const changed = text.slice(0, place) + inserted + text.slice(place)
      const refused = throws(() => JSON.parse(changed))
      const { line, column } = faultPosition(changed)
      const atEnd = offset(changed, line, column) === changed.length
      if (refused) assert.ok(atEnd || offset(changed, line, column) >= 0)
      else assert.ok(atEnd, 'no fault is found before the end of good JSON')
    }),
  )
})

for (const [text, line, column] of [
  ['{"a": x}', 1, 7],
  ['{"a": 1,}', 1, 9],
  ['[1 2]', 1, 4],
  ['{\n "a": 01}', 2, 8],
  ['{"a": "b', 1, 7],
  ['{"a": 1', 1, 8],
  ["{'a': 1}", 1, 2],
  ['{} {}', 1, 4],
] as const) {
  test(`the fault in ${JSON.stringify(text)} is at line ${line}, column ${column}`, () => {
    assert.deepEqual(faultPosition(text), { line, column })
  })
}

test('brackets inside strings are not depth', () => {
  const text = JSON.stringify({ a: `\\"${'['.repeat(jsonDepthLimit * 2)}` })
  assert.equal(parseJsonBody(text).ok, true)
})

function throws(action: () => unknown): boolean {
  try {
    action()
    return false
  } catch {
    return true
  }
}

function offset(text: string, line: number, column: number): number {
  const before = text.split('\n').slice(0, line - 1)
  return before.join('\n').length + (before.length > 0 ? 1 : 0) + column - 1
}

test('a key of a prototype is found however it is spelt, and half a surrogate pair is no text', () => {
  for (const key of ['__proto__', '\\u005f_proto__', 'constructor', 'c\\u006Fnstructor', 'prototyp\\u0065']) {
    const parsed = parseJsonBody(`{"a":[{"${key}":1}]}`)
    assert.equal(parsed.ok ? '' : parsed.problem.code, 'platform.malformed-json', key)
  }
  for (const text of ['"\\ud800"', '{"a":["\\uDC00x"]}', '{"\\udbff":1}']) {
    const parsed = parseJsonBody(text)
    assert.equal(parsed.ok ? '' : parsed.problem.code, 'platform.not-utf8', text)
  }
  for (const text of ['"\\ud83d\\ude00"', '{"name":"constructor","\\u0061":"\\u005f_proto__"}', '"\\\\ud800"']) {
    assert.ok(parseJsonBody(text).ok, text)
  }
})
