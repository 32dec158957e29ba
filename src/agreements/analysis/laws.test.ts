import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Agreement, ReleaseForm } from '../schema.ts'
import { additionOf } from './adds.ts'
import { analyse } from './analyse.ts'
import { compose } from './compose.ts'
import { clause, draft, exampleElements, exampleWorld, field } from './example.ts'
import { hides, isWider } from './forms.ts'
import { graphOf } from './graph.ts'

const members = ['nida', 'nsps', 'dss', 'ndma', 'ncpd']
const member = fc.constantFrom(...members)
const element = fc.constantFrom(...exampleElements, 'person.unknown')
const form = fc.constantFrom<ReleaseForm>('raw', 'band', 'yes-no', 'count', 'pseudonym', 'hash')

const clauses = fc.uniqueArray(
  fc
    .record({
      service: fc.constantFrom('a.one', 'b.two', 'c.three'),
      askBy: fc.uniqueArray(element, { minLength: 1, maxLength: 3 }),
      fields: fc.uniqueArray(fc.record({ element, form }), { minLength: 1, selector: (one) => one.element }),
      maxRecords: fc.constantFrom(1, 100),
    })
    .map(({ service, fields, ...more }) =>
      clause(
        service,
        fields.map((one) => field(one.element, one.form)),
        more,
      ),
    ),
  { maxLength: 3, selector: ({ service }) => service },
)
const agreement: fc.Arbitrary<Agreement> = fc
  .record({
    id: fc.constantFrom('one', 'two', 'three', 'four', 'five'),
    provider: member,
    consumer: member,
    services: clauses,
    onward: fc.option(fc.record({ to: fc.uniqueArray(member, { maxLength: 2 }) }), { nil: undefined }),
    ground: fc.boolean(),
  })
  .map(({ ground, onward, ...rest }) => {
    const { sensitiveGround, ...basis } = draft().legalBasis
    const legalBasis = ground && sensitiveGround !== undefined ? { ...basis, sensitiveGround } : basis
    return draft({ ...rest, legalBasis, ...(onward === undefined ? {} : { onward }) })
  })
const several = fc.uniqueArray(agreement, { maxLength: 5, selector: ({ id }) => id })
const world = exampleWorld()

test('to add an agreement never takes away what is learned, joined, told or reached', () => {
  fc.assert(
    fc.property(several, agreement, (agreements, added) => {
      const { consumer } = added
      const others = agreements.filter(({ id }) => id !== added.id)
      const before = compose(consumer, others, world)
      const after = compose(consumer, [...others, added], world)
      for (const profile of before.profiles) {
        const holds = after.profiles.find(({ answers }) =>
          profile.answers.every((one) =>
            answers.some((other) => other.agreement === one.agreement && other.service === one.service),
          ),
        )
        assert.ok(holds, 'answers that fitted together still do')
        for (const { element: id, form: had } of profile.learned) {
          const has = holds.learned.find((one) => one.element === id)
          assert.ok(has !== undefined && !isWider(had, has.form), id)
        }
        for (const { id } of profile.inferences) assert.ok(holds.inferences.some((one) => one.id === id))
        for (const known of profile.identifiedBy) assert.ok(holds.identifiedBy.includes(known))
      }
    }),
  )
})

test('what an agreement adds is learned with it and not without it', () => {
  fc.assert(
    fc.property(several, agreement, (agreements, added) => {
      const { learned } = additionOf(added, agreements, world)
      const others = agreements.filter(({ id }) => id !== added.id)
      const without = compose(added.consumer, others, world).profiles.flatMap((profile) => profile.learned)
      for (const { element: id, form: has, before } of learned) {
        for (const one of without.filter((known) => known.element === id)) {
          assert.ok(before !== undefined && isWider(has, one.form))
        }
      }
      assert.deepEqual(additionOf(added, [...others, added], world), additionOf(added, others, world))
    }),
  )
})

test('the order of the agreements does not matter to what is learned', () => {
  fc.assert(
    fc.property(several, member, (agreements, consumer) => {
      const learned = (all: readonly Agreement[]) =>
        compose(consumer, all, world)
          .profiles.map((profile) =>
            JSON.stringify([
              profile.learned.map(({ element: id, form: has, edges }) => [id, has, edges]),
              profile.answers.map((one) => `${one.agreement} ${one.service}`).sort(),
            ]),
          )
          .sort()
      assert.deepEqual(learned(agreements.toReversed()), learned(agreements))
    }),
  )
})

test('forms are ordered: the value, a band, a count, a yes or no, what hides it; none is wider than itself', () => {
  const order: ReleaseForm[] = ['raw', 'band', 'count', 'yes-no', 'pseudonym', 'hash']
  for (const [i, a] of order.entries()) for (const [j, b] of order.entries()) assert.equal(isWider(a, b), i < j)
})

/** All who an element can come to from its source, by trying until nothing changes. */
function reached(source: string, id: string, agreements: readonly Agreement[]): Set<string> {
  const has = new Set([source])
  for (let size = 0; size < has.size; ) {
    size = has.size
    for (const { provider, consumer, services, onward } of agreements) {
      const tells = services.some(({ fields }) => fields.some((one) => one.element === id && !hides(one.release)))
      if (!tells) continue
      if (has.has(provider)) has.add(consumer)
      if (has.has(consumer)) for (const third of onward?.to ?? []) has.add(third)
    }
  }
  return has
}

test('every leg of an onward way is agreed, for every element that is said to go it', () => {
  fc.assert(
    fc.property(several, member, (agreements, consumer) => {
      for (const { members: way, agreements: legs, elements } of compose(consumer, agreements, world).onward) {
        assert.ok(way.includes(consumer) && way[0] !== consumer)
        assert.equal(new Set(way).size, way.length, 'nobody twice')
        for (const [i, id] of legs.entries()) {
          const leg = agreements.find((one) => one.id === id)
          assert.ok(leg !== undefined)
          const [from, to] = [way[i], way[i + 1] ?? '']
          const served = leg.provider === from && leg.consumer === to
          assert.ok(served || (leg.consumer === from && leg.onward?.to.includes(to)))
          for (const one of elements) {
            assert.ok(leg.services.some(({ fields }) => fields.some((agreed) => agreed.element === one)))
          }
        }
        for (const one of elements) assert.equal(world.element(one)?.owner, way[0])
      }
    }),
  )
})

test('who can receive an element of another is reached by an onward way, or has it from its source', () => {
  fc.assert(
    fc.property(several, member, (agreements, consumer) => {
      const { onward } = compose(consumer, agreements, world)
      for (const id of exampleElements) {
        const owner = world.element(id)?.owner ?? ''
        if (owner === consumer || !reached(owner, id, agreements).has(consumer)) continue
        const direct = agreements.some(
          (one) =>
            one.services.some(({ fields }) => fields.some((agreed) => agreed.element === id)) &&
            ((one.provider === owner && one.consumer === consumer) ||
              (one.consumer === owner && one.onward?.to.includes(consumer) === true)),
        )
        const passed = onward.some(({ members: way, elements }) => way.includes(consumer) && elements.includes(id))
        assert.ok(direct || passed, `${id} to ${consumer}`)
      }
    }),
  )
})

test('every edge of the graph joins two of its nodes and names agreements', () => {
  fc.assert(
    fc.property(several, member, (agreements, consumer) => {
      const { nodes, edges } = graphOf(compose(consumer, agreements, world))
      const ids = nodes.map(({ id }) => id)
      assert.equal(new Set(ids).size, ids.length)
      for (const { from, to, agreements: under } of edges) {
        assert.ok(ids.includes(from) && ids.includes(to) && under.length > 0)
      }
    }),
  )
})

test('every agreement of the shape is analysed, and every finding points into it', () => {
  fc.assert(
    fc.property(several, agreement, (agreements, one) => {
      for (const { places, says, fix } of analyse(one, exampleWorld({ inForce: agreements }))) {
        for (const place of places) assert.notEqual(at(one, place), undefined, place)
        for (const text of [says, fix]) assert.doesNotMatch(`${text.en}${text.sw}${text.fr}`, /\{\w+\}/)
      }
    }),
  )
})

const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inside, name) => (inside as Record<string, unknown> | undefined)?.[name], value)
