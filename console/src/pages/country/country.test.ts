import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Flow } from '../../../../src/exchange/schema.ts'
import { arrowPoints } from './arrow.ts'
import { connectionsOf, totalsOf, typicalMs } from './flows.ts'
import { boxWidth, place } from './layout.ts'

const flow = (consumer: string, provider: string, more: Partial<Flow> = {}): Flow => ({
  consumer,
  provider,
  system: `${provider}-system`,
  service: `${provider}-system.person`,
  asked: 0,
  answered: 0,
  refused: 0,
  unavailable: 0,
  ...more,
})

const names = ['crs', 'dpc', 'dss', 'moe', 'ndma', 'ngoc', 'nida', 'nsps', 'tra']
const someFlows = fc.array(
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...names))
    .map(([consumer, provider]) => flow(consumer, provider)),
  { maxLength: 40 },
)

describe('the map’s places', () => {
  it('are the same whatever the order of members, flows and traffic', () => {
    fc.assert(
      fc.property(someFlows, fc.integer({ min: 0, max: 9 }), (flows, asked) => {
        const there = place(
          names.map((id) => ({ id })),
          connectionsOf(flows),
        )
        const busy = flows.toReversed().map((one) => ({ ...one, asked }))
        const again = place(
          names.toReversed().map((id) => ({ id })),
          connectionsOf(busy),
        )
        const byId = (placed: typeof there) => placed.toSorted((a, b) => a.id.localeCompare(b.id))
        assert.deepEqual(byId(again), byId(there))
      }),
    )
  })

  it('give every member one place, and no two overlap', () => {
    fc.assert(
      fc.property(someFlows, (flows) => {
        const placed = place(
          names.map((id) => ({ id })),
          connectionsOf(flows),
        )
        assert.deepEqual(placed.map(({ id }) => id).sort(), names)
        for (const [index, a] of placed.entries()) {
          for (const b of placed.slice(index + 1)) {
            assert.ok(Math.abs(a.x - b.x) >= boxWidth || Math.abs(a.y - b.y) >= 80, `${a.id} on ${b.id}`)
          }
        }
      }),
    )
  })

  it('put those who only ask at the start and those who only answer at the end', () => {
    const placed = place([{ id: 'asker' }, { id: 'holder' }], connectionsOf([flow('asker', 'holder')]))
    const x = (id: string) => placed.find((one) => one.id === id)?.x ?? 0
    assert.ok(x('asker') < x('holder'))
  })
})

describe('the map’s arrows', () => {
  it('part when two members ask each other', () => {
    const [left, right] = [
      { x: 0, y: 0, width: 200, height: 100 },
      { x: 600, y: 0, width: 200, height: 100 },
    ]
    const there = arrowPoints(left, right)
    const back = arrowPoints(right, left)
    assert.ok(Math.abs((there[4]?.y ?? 0) - (back[4]?.y ?? 0)) > 30)
  })
})

describe('the map’s figures', () => {
  it('join all services between two members in one connection and lose no count', () => {
    const flows = [
      flow('dss', 'nsps', { asked: 3 }),
      flow('dss', 'nsps', { asked: 4, refused: 1 }),
      flow('moe', 'crs', { asked: 5 }),
    ]
    const connections = connectionsOf(flows)
    assert.equal(connections.length, 2)
    assert.deepEqual(totalsOf(flows), { asked: 12, answered: 0, refused: 1, unavailable: 0 })
    assert.equal(connections.find(({ key }) => key === 'dss~nsps')?.totals.asked, 7)
  })

  it('call typical what half of the answers were not slower than', () => {
    const flows = [flow('a', 'b', { answered: 10, p50Ms: 5 }), flow('a', 'c', { answered: 90, p50Ms: 40 })]
    assert.equal(typicalMs(flows), 40)
    assert.equal(typicalMs([flow('a', 'b')]), undefined)
  })
})
