import assert from 'node:assert/strict'
import test from 'node:test'
import { fullAgreement } from '../../agreements/text/full-example.ts'
import { languages } from '../../kernel/language.ts'
import { type NoticeContext, noticeHtml, noticeOf, noticeText } from './notice.ts'

const label = (en: string) => ({ en, sw: `${en} (sw)`, fr: `${en} (fr)` })

const context = (language: NoticeContext['language']): NoticeContext => ({
  ...{ language, hash: 'a'.repeat(64) },
  members: new Map([
    [fullAgreement.provider, label('The Register')],
    [fullAgreement.consumer, label('The Programme')],
  ]),
  elements: new Map(
    fullAgreement.services.flatMap(({ fields }) =>
      fields.map(({ element }) => [
        element,
        { label: label(`label of ${element}`), definition: label('x'), classification: 'personal' as const },
      ]),
    ),
  ),
  purposes: new Map(fullAgreement.purposes.map((id) => [id, { label: label(id), definition: label('to help') }])),
})

test('a notice says who, what, why, by which law, how long, to whom else, and which rights', () => {
  const { title, sections, source } = noticeOf(fullAgreement, context('en'))
  assert.ok(title.includes(fullAgreement.title.en))
  assert.deepEqual(
    sections.map(({ heading }) => heading),
    ['Who', 'What', 'Why', 'By which law', 'How long', 'Who else', 'Your rights'],
  )
  const said = sections.flatMap(({ lines }) => lines).join('\n')
  assert.match(said, /The Register gives data about you to The Programme\./)
  for (const { element } of fullAgreement.services.flatMap(({ fields }) => fields)) {
    assert.ok(said.includes(`label of ${element}`), element)
  }
  assert.ok(said.includes(fullAgreement.legalBasis.section))
  assert.ok(said.includes(fullAgreement.rights?.contact.address ?? 'no contact'))
  assert.ok(source.includes('a'.repeat(64)))
})

test('it is whole in every language: no name of a gap, no English left in the others', () => {
  const english = new Set(noticeText(noticeOf(fullAgreement, context('en'))).split('\n'))
  for (const language of languages) {
    const text = noticeText(noticeOf(fullAgreement, context(language)))
    assert.doesNotMatch(text, /\{[a-z]+\}/i)
    assert.doesNotMatch(text, /undefined/)
    if (language === 'en') continue
    const same = text.split('\n').filter((line) => line.startsWith('- ') && english.has(line))
    assert.deepEqual(same, [])
  }
})

test('what an agreement does not say, the notice says that it does not', () => {
  const { retention: _, onward: __, transfer: ___, ...bare } = fullAgreement
  const { sections } = noticeOf(bare, context('en'))
  assert.deepEqual(sections.find(({ heading }) => heading === 'How long')?.lines, ['The agreement does not say.'])
  const consent = { ...fullAgreement, legalBasis: { ...fullAgreement.legalBasis, ground: 'consent' as const } }
  assert.match(noticeText(noticeOf(consent, context('en'))), /only if you consent/)
})

test('names cannot break out of the page', () => {
  const nasty = { ...fullAgreement, title: label('<script>alert(1)</script>') }
  const page = noticeHtml(noticeOf(nasty, context('en')))
  assert.ok(!page.includes('<script>'))
  assert.ok(page.includes('&lt;script&gt;'))
})
