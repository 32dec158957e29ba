import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { afterOpinion, agreementOf, gathered, labelOf, priorityOf, riskOf, uncertainty } from './rules.ts'
import { type Verdict, verdicts } from './schema.ts'

const said = (...of: Verdict[]) => of.map((verdict, i) => ({ account: `s${i}`, verdict }))
const after = (needsTwo: boolean, before: Verdict[], verdict: Verdict) => {
  const { state, verdict: decided } = afterOpinion(needsTwo, said(...before), verdict)
  return decided === undefined ? state : decided
}

test('one steward is enough, unless two are asked for', () => {
  assert.equal(after(false, [], 'link'), 'link')
  assert.equal(after(false, [], 'not-link'), 'not-link')
  assert.equal(after(true, [], 'link'), 'second')
  assert.equal(after(true, ['link'], 'link'), 'link')
  assert.deepEqual(afterOpinion(true, said('link'), 'link').confirms, 's0')
})

test('who cannot tell leaves it to another, and two who cannot tell leave it', () => {
  assert.equal(after(false, [], 'cannot-tell'), 'second')
  assert.equal(after(false, ['cannot-tell'], 'link'), 'link')
  assert.equal(after(true, ['cannot-tell'], 'link'), 'disputed')
  assert.equal(after(false, ['cannot-tell'], 'cannot-tell'), 'cannot-tell')
})

test('where two disagree, a third decides between them and nobody else’s opinion', () => {
  assert.equal(after(true, ['link'], 'not-link'), 'disputed')
  assert.equal(after(true, ['link', 'not-link'], 'link'), 'link')
  assert.equal(after(true, ['link', 'not-link'], 'cannot-tell'), 'cannot-tell')
  assert.equal(after(true, ['cannot-tell', 'link'], 'not-link'), 'cannot-tell')
})

test('three opinions always end it, and with two asked for no link has fewer than two', () => {
  const verdict = fc.constantFrom(...verdicts)
  fc.assert(
    fc.property(fc.boolean(), fc.array(verdict, { minLength: 3, maxLength: 3 }), (needsTwo, all) => {
      const before: Verdict[] = []
      for (const one of all) {
        const step = afterOpinion(needsTwo, said(...before), one)
        before.push(one)
        if (step.verdict === undefined) continue
        if (needsTwo && step.verdict !== 'cannot-tell') {
          assert.ok(before.filter((of) => of === step.verdict).length >= 2, before.join())
        }
        return
      }
      assert.fail(`${before.join()} decided nothing`)
    }),
  )
})

test('what the model does not know comes first, and of two the one that costs more', () => {
  assert.equal(uncertainty(0.5), 1)
  assert.equal(uncertainty(1), 0)
  const enrolled = (programme: string, status = 'active') => ({
    ...{ source: 's', record: 'r', enrolment: 'e', programme, status },
  })
  const twice = riskOf([enrolled('SCP')], [enrolled('SCP')])
  assert.deepEqual([twice.programmes, twice.twice], [['SCP'], ['SCP']])
  assert.ok(twice.factor > riskOf([enrolled('SCP')], [enrolled('OVC')]).factor)
  assert.equal(riskOf([enrolled('SCP', 'exited')], []).factor, 1)
  assert.ok(priorityOf({ factor: 1 }, 0.5) > priorityOf({ factor: 1 }, 0.99))
  assert.ok(priorityOf({ factor: 1 }, 0.99) > priorityOf({ factor: 1 }, 0.001), 'what is surely one waits, too')
})

test('agreement beyond chance is Cohen’s kappa', () => {
  // Cohen 1960 form: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no have kappa 0.4.
  const pairs: [Verdict, Verdict, number][] = [
    ['link', 'link', 20],
    ['link', 'not-link', 5],
    ['not-link', 'link', 10],
    ['not-link', 'not-link', 15],
  ]
  const opinions = new Map(
    pairs.flatMap(([a, b, n]) => Array.from({ length: n }, (_, i) => [`${a}${b}${i}`, said(a, b)] as const)),
  )
  const { pairs: shared, agreed, expected, kappa } = agreementOf(opinions)
  assert.deepEqual([shared, agreed], [50, 35])
  assert.ok(Math.abs(expected - 0.5) < 1e-9)
  assert.ok(Math.abs((kappa ?? 0) - 0.4) < 1e-9)
  assert.equal(agreementOf(new Map([['a', said('link')]])).kappa, undefined)
})

test('a decision teaches the model the class that it was', () => {
  const label = (verdict: Verdict, reason: 'twins' | 'same-name-only') =>
    labelOf({ pattern: 7 }, { verdict, reason, stewards: 2 })?.verdict
  assert.equal(label('link', 'same-name-only'), 'match')
  assert.equal(label('not-link', 'twins'), 'household')
  assert.equal(label('not-link', 'same-name-only'), 'unrelated')
  assert.equal(label('cannot-tell', 'twins'), undefined)
  const two = { pattern: 7, verdict: 'match', weight: 2 } as const
  assert.deepEqual(gathered([two, { ...two, weight: 1 }]), [{ ...two, weight: 3 }])
})
