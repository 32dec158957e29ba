import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { languages } from '../../../kernel/language.ts'
import { elseLevel, patternPlaces } from '../compare/levels.ts'
import { evidenceOf, kinWeightOf, weightOf } from '../compare/weights.ts'
import { scoreOf } from '../evaluate/score.ts'
import { scoreGroups } from '../evaluate/test-reference.ts'
import { signModel } from '../model/signed.ts'
import { modelCard } from './card.ts'
import { levelBars, thresholdPoints, weightBins } from './charts.ts'
import { explainCluster } from './cluster.ts'
import { toMarkdown, toPage } from './document.ts'
import { evidenceFor, type Frequencies } from './evidence.ts'
import { formatShare, sayLevel, sayPair } from './sentences.ts'
import { trainedModel } from './test-trained.ts'

const model = trainedModel()
const places = patternPlaces(model)

/** A pattern from levels by comparison; what is not named is missing. */
const patternOf = (levels: Readonly<Record<string, number>>): number =>
  model.comparisons.reduce((pattern, { id }, i) => pattern | ((levels[id] ?? 0) << places[i]!.shift), 0)

const rareMother: Frequencies = (column) =>
  column === 'mother.exact' ? { records: 3, of: 900_000, chance: 1e-4 } : undefined

test('law: prior and moves sum to the weight that the engines give, for every pattern', () => {
  const levels = fc.tuple(...model.comparisons.map((comparison) => fc.nat(elseLevel(comparison))))
  const exactly = evidenceOf(model)
  fc.assert(
    fc.property(levels, (list) => {
      const pattern = list.reduce((sum, level, i) => sum | (level << places[i]!.shift), 0)
      const told = evidenceFor(model, pattern)
      const expected = weightOf(exactly(pattern), 0)
      assert.ok(Math.abs(told.weight - expected) < 1e-6)
      assert.ok(Math.abs(told.kinWeight - kinWeightOf(exactly(pattern))) < 1e-6)
      const sum = told.comparisons.reduce((total, { moves }) => total + moves, told.prior)
      assert.ok(Math.abs(sum - expected) < 1e-6)
    }),
  )
})

test('a rare value says more, a common one less, and only against the unrelated', () => {
  const pattern = patternOf({ mother: 1 })
  const of = (records: number) =>
    evidenceFor(model, pattern, () => ({ records, of: 900_000, chance: 1e-4 })).comparisons.find(
      ({ comparison }) => comparison === 'mother',
    )!
  assert.ok(of(3).rarity > 2 && of(3000).rarity < -2)
  assert.equal(of(3).againstHousehold, of(3000).againstHousehold)
  assert.ok(Math.abs(of(90).rarity) < 1e-9, 'as common as any')
})

test('every weight can be traced to counts', () => {
  const { comparisons } = evidenceFor(model, patternOf({ phone: 1 }))
  const phone = comparisons.find(({ comparison }) => comparison === 'phone')!
  assert.ok(Math.abs(phone.againstUnrelated - Math.log2(phone.seen.match.share / phone.seen.unrelated.share)) < 1e-9)
  assert.ok(Math.abs(phone.seen.match.pairs - 270_000 * 0.85) < 1e-3)
})

test('a pair is told in words of three languages, without anyone’s data', () => {
  const pattern = patternOf({ mother: 1, birth: 5, phone: 2 })
  const told = evidenceFor(model, pattern, rareMother)
  const say = (id: string, language: (typeof languages)[number]) =>
    sayPair(model, told, language).evidence.find(({ comparison }) => comparison === id)?.says
  assert.equal(say('mother', 'en'), 'same mother’s name, rare: 3 of 900,000 records have it')
  assert.equal(say('birth', 'en'), 'birth year differs by one')
  assert.equal(say('phone', 'en'), 'different telephone')
  assert.equal(say('mother', 'fr'), 'nom de la mère identique, rare : 3 enregistrements sur 900\u202f000')
  assert.equal(say('birth', 'sw'), 'mwaka wa kuzaliwa hutofautiana kwa mmoja')
  const [first] = sayPair(model, told, 'en').evidence
  assert.equal(first?.comparison, 'mother', 'what moves most comes first')
})

test('every level of the model of people has words of its own in every language', () => {
  for (const language of languages) {
    for (const comparison of model.comparisons) {
      const names = ['missing', ...comparison.levels.map(({ id }) => id), 'else']
      const said = names.map((level) => sayLevel(model, comparison, level, language))
      assert.equal(new Set(said).size, names.length, `${comparison.id}: ${said.join('; ')}`)
      for (const text of said) assert.doesNotMatch(text, /[{}]/)
    }
  }
})

test('a share that is neither none nor all is never told as 0 or 100 %', () => {
  assert.deepEqual(
    [0, 1e-9, 0.5, 0.999999999, 1].map((share) => formatShare(share, 'en')),
    ['0.00 %', '< 0.01 %', '50.0 %', '> 99.99 %', '100.00 %'],
  )
})

test('a cluster shows its weakest link, its bridges and what would split it', () => {
  // Two triangles that one light link holds together.
  const pairs = { a: [1, 2, 1, 4, 5, 4, 3], b: [2, 3, 3, 5, 6, 6, 4], weight: [9, 8, 7, 9, 8, 7, 2] }
  const told = explainCluster([1, 2, 3, 4, 5, 6], pairs)
  assert.deepEqual(told.weakest, { a: 3, b: 4, weight: 2, bridge: true })
  assert.deepEqual(told.splits[0], {
    above: 2,
    parts: [
      [1, 2, 3],
      [4, 5, 6],
    ],
  })
  assert.deepEqual(told.splits.at(-1)?.parts.length, 6)
  assert.equal(told.links.filter(({ bridge }) => bridge).length, 1)
  assert.equal(told.density, 7 / 15)
})

test('a cluster of one record, and one with records that nothing links', () => {
  const none = { a: [], b: [], weight: [] }
  assert.deepEqual(explainCluster([7], none), { records: [7], links: [], splits: [], density: 1 })
  assert.deepEqual(explainCluster([1, 2], none).links, [])
})

test('charts count every level, every pair and every threshold', () => {
  const bars = levelBars(model)
  const rowsOf = (i: number) => model.parameters.comparisons[i]!.match.length
  assert.equal(
    bars.length,
    model.comparisons.reduce((sum, { levels }, i) => sum + (levels.length + 1) * rowsOf(i), 0),
  )
  const weights = Float64Array.of(-3, -2.5, 4, 4.2, 90)
  assert.deepEqual(
    weightBins(weights).map(({ from, pairs }) => [from, pairs]),
    [
      [-3, 2],
      [4, 2],
      [60, 1],
    ],
  )
  const truth = [
    { threshold: 4.2, ...scoreOf(1, 0, 1) },
    { threshold: 4, ...scoreOf(2, 0, 0) },
  ]
  const points = thresholdPoints(weights, 3, truth)
  assert.deepEqual(
    points.map(({ threshold, links }) => [threshold, links]),
    [
      [-3, 5],
      [4, 3],
      [60, 1],
    ],
  )
  // Of the three pairs of 4 bits and more, and of the three that the model expects, nearly all are right.
  assert.equal(Math.round(1000 * (points[1]?.expectedPrecision ?? 0)), 963)
  assert.equal(Math.round(1000 * (points[1]?.expectedRecall ?? 0)), 963)
  assert.equal(points[0]?.expectedRecall, 1)
  assert.equal(points[1]?.recall, 1)
  assert.equal(points[2]?.recall, undefined)
})

test('a model card is published in every language, with what it must not be used for and whom it fails', () => {
  const people = Array.from({ length: 800 }, (_, i) => i >> 1)
  const clusters = people.map((person, i) => (person < 100 && person % 2 === 0 ? 1000 + i : person))
  const groups = scoreGroups(
    { name: 'region', groupOf: people.map((p) => (p < 100 ? 'coast' : 'other')) },
    clusters,
    people,
  )
  const signed = { ...signModel(model, 'legal', '2026-11-26'), model }
  const accuracy = { data: 'Tumaini', whole: scoreOf(350, 0, 50), groups }
  for (const language of languages) {
    const card = modelCard({ signed, day: '2026-11-26', accuracy }, language)
    const [markdown, page] = [toMarkdown(card), toPage(card)]
    for (const text of [markdown, page]) {
      assert.match(text, new RegExp(signed.digest))
      assert.match(text, /region coast/)
      assert.doesNotMatch(text, /\{[a-z]+\}|undefined|NaN/i)
    }
    assert.match(page, new RegExp(`<html lang="${language}">`))
  }
  assert.match(toMarkdown(modelCard({ signed, day: '2026-11-26' }, 'en')), /Not measured against known truth/)
})

test('what a model is called is text on its card, whatever it holds', () => {
  const title = '<script>alert(1)</script> | *x*'
  const named = { ...model, title: { en: title, sw: title, fr: title } }
  const card = modelCard({ signed: { ...signModel(named, 'a', '2026-11-26'), model: named }, day: '2026-11-26' }, 'en')
  assert.doesNotMatch(toPage(card), /<script/)
  assert.match(toMarkdown(card), /^# \\<script\\>/)
})
