import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Result } from '../../kernel/result.ts'
import { type Asked, apart, decided, keyOf, type Placed, people, type Said, undone } from './rules.ts'
import type { Move, RecordRef } from './schema.ts'

const ref = (n: number): RecordRef => ({ source: 'registry', record: `P${n}` })
const home = (n: number): Placed => ({ ...ref(n), home: `en-${n}`, entity: `en-${n}` })
const said = (kind: Said['kind'], a: number, b: number, id = `${kind}-${a}-${b}`): Said => ({
  ...{ id, kind, undone: false },
  ...{ first: ref(Math.min(a, b)), second: ref(Math.max(a, b)) },
})
const asked = (kind: Asked['kind'], a: number, b: number): Asked => said(kind, a, b) as Asked

const codeOf = (result: Result<Move[]>) => (result.ok ? 'ok' : result.problem.code)
const records = 7

type Step = readonly [act: 'link' | 'part' | 'undo', a: number, b: number]
const steps = fc.array(
  fc.tuple(fc.constantFrom<Step[0]>('link', 'link', 'part', 'undo'), fc.nat(records - 1), fc.nat(records - 1)),
  { maxLength: 30 },
)

/** Plays steps as stewards would take them; what is refused is left out. */
function play(taken: readonly Step[]): { placed: Placed[]; said: Said[] } {
  let placed = Array.from({ length: records }, (_, n) => home(n))
  let all: Said[] = []
  const move = (moves: readonly Move[]) => {
    placed = placed.map((one) => ({ ...one, entity: moves.find((m) => m.record === one.record)?.to ?? one.entity }))
  }
  for (const [i, [what, a, b]] of taken.entries()) {
    if (what === 'undo') {
      const open = all.filter(({ kind, undone }) => kind === 'link' && !undone)
      const one = open[a % Math.max(open.length, 1)]
      if (one === undefined) continue
      const back = undone({ placed, said: all }, one)
      if (!back.ok) continue
      all = all.map((other) => (other === one ? { ...other, undone: true } : other))
      all.push({ ...one, id: `u${i}`, kind: 'unmerge' })
      move(back.value)
    } else if (a !== b) {
      const wanted = { ...said(what === 'link' ? 'link' : 'not-link', a, b), id: `d${i}` } as Said
      const done = decided({ placed, said: all }, wanted as Asked)
      if (!done.ok) continue
      all.push(wanted)
      move(done.value)
    }
  }
  return { placed, said: all }
}

test('whatever is decided and taken back, who is whom is what the decisions that hold say', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const { placed, said: all } = play(taken)
      const now = people(placed, all)
      for (const one of placed) assert.equal(one.entity, now.get(keyOf(one)))
      for (const { first, second } of apart(all).values())
        assert.notEqual(now.get(keyOf(first)), now.get(keyOf(second)))
    }),
  )
})

test('taking a link back at once restores exactly what was', () => {
  fc.assert(
    fc.property(steps, fc.nat(records - 1), fc.nat(records - 1), (taken, a, b) => {
      fc.pre(a !== b)
      const before = play(taken)
      const link = { ...said('link', a, b), id: 'last' }
      const done = decided(before, link as Asked)
      fc.pre(done.ok && done.value.length > 0)
      if (!done.ok) return
      const placed = before.placed.map((one) => ({
        ...one,
        entity: done.value.find((m) => m.record === one.record)?.to ?? one.entity,
      }))
      const back = undone({ placed, said: [...before.said, link] }, link)
      assert.ok(back.ok)
      const after = placed.map((one) => ({
        ...one,
        entity: back.value.find((m) => m.record === one.record)?.to ?? one.entity,
      }))
      assert.deepEqual(after, before.placed)
    }),
  )
})

test('a person keeps the id of the oldest home', () => {
  const placed = [home(1), home(2), home(3)]
  const done = decided({ placed, said: [said('link', 2, 3)] }, asked('link', 1, 3))
  assert.deepEqual(done.ok && done.value.map(({ record, to }) => [record, to]), [
    ['P2', 'en-1'],
    ['P3', 'en-1'],
  ])
})

test('a twin that was told apart is not linked through a third record', () => {
  const around = { placed: [home(1), home(2), home(3)], said: [said('not-link', 1, 2), said('link', 2, 3)] }
  const done = decided(around, asked('link', 1, 3))
  assert.equal(codeOf(done), 'identity.held-apart')
  assert.ok(!done.ok && done.problem.params?.decisions === 'not-link-1-2')
})

test('two that are one person cannot be called two without taking back what joined them', () => {
  const around = { placed: [home(1), home(2)], said: [said('link', 1, 2)] }
  assert.equal(codeOf(decided(around, asked('not-link', 1, 2))), 'identity.one-person')
  assert.equal(codeOf(decided(around, asked('cannot-tell', 1, 2))), 'ok')
})

test('a link is not taken back while others hold the same two together', () => {
  const around = {
    placed: [home(1), home(2), home(3)].map((one) => ({ ...one, entity: 'en-1' })),
    said: [said('link', 1, 2), said('link', 2, 3), said('link', 1, 3)],
  }
  const back = undone(around, said('link', 1, 3))
  assert.equal(codeOf(back), 'identity.still-together')
})
