import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { envelope, escapeXml } from './envelope.ts'
import { parseXml } from './xml.ts'

const settings = { path: '/', namespace: 'urn:x', security: { kind: 'none' as const }, calls: [] }
const call = { action: 'a', request: 'Q', fields: ['A', 'B'], response: 'R', records: 'P' }

const contentOf = (text: string): unknown => {
  const parsed = parseXml(text)
  return parsed.ok ? JSON.parse(JSON.stringify(parsed.value.value)) : parsed.problem
}

test('elements become members under their local names; repetition a list, attributes @name, text #text', () => {
  assert.deepEqual(
    contentOf('<p:a xmlns:p="u" i="1"><p:b>x</p:b><b> y </b><c k="v">t</c><d/><e><![CDATA[<z>]]></e></p:a>'),
    {
      '@i': '1',
      b: ['x', 'y'],
      c: { '@k': 'v', '#text': 't' },
      d: '',
      e: '<z>',
    },
  )
})

test('what XML Schema says about an element is no data, and a nil element is empty', () => {
  const schema = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
  assert.deepEqual(contentOf(`<a ${schema}><b i:type="x:string">text</b><c i:nil="true"/></a>`), { b: 'text', c: '' })
})

test('an element may be called __proto__ without harm', () => {
  const parsed = parseXml('<a><__proto__><polluted>yes</polluted></__proto__><constructor>x</constructor></a>')
  assert.ok(parsed.ok)
  assert.equal(({} as { polluted?: string }).polluted, undefined)
  assert.deepEqual(Object.keys(parsed.value.value), ['__proto__', 'constructor'])
})

test('a DTD, an entity of its own, broken or deep XML is refused, and the reason repeats nothing of it', () => {
  for (const [text, reason] of [
    ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', /DTD/],
    ['<a>&secret;</a>', /not well-formed/],
    ['<a><b></a>', /not well-formed/],
    ['<a/><b/>', /not well-formed/],
    ['', /not well-formed/],
    ['Maintenance', /not well-formed/],
    [`${'<a>'.repeat(40)}${'</a>'.repeat(40)}`, /deep/],
    [`<a>${'<b/>'.repeat(50_001)}</a>`, /elements/],
  ] as const) {
    const problem = contentOf(text)
    assert.match(String(problem), reason)
    assert.equal(/secret|passwd|Maintenance/.test(String(problem)), false)
  }
})

test('whatever the values, the request has the shape of the operation and says them unchanged', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (a, b) => {
      const parsed = parseXml(envelope(settings, call, { params: { A: a, B: b, C: 'no field' } }))
      assert.ok(parsed.ok)
      const said = JSON.parse(JSON.stringify(parsed.value.value)).Body.Q
      assert.deepEqual(Object.keys(said), ['A', 'B'])
      assert.equal(typeof said.A, 'string')
      assert.equal(typeof said.B, 'string')
    }),
  )
  const parsed = parseXml(`<a>${escapeXml(`O'Hara & <b>"x"</b>`)}</a>`)
  assert.equal(parsed.ok && parsed.value.value, `O'Hara & <b>"x"</b>`)
})

test('a password is in the security header, and only there', () => {
  const text = envelope(settings, call, { params: { A: '1' }, token: { user: 'k', password: 'p<&>' } })
  assert.match(text, /<w:Password Type="[^"]+#PasswordText">p&lt;&amp;&gt;<\/w:Password>/)
})
