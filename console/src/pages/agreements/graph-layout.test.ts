import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { placeGraph } from './graph-layout.ts'

const node = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('member', 'service', 'key'),
  name: fc.string(),
})

it('places every node once, and no two on the same spot', () => {
  fc.assert(
    fc.property(fc.uniqueArray(node, { selector: ({ id }) => id, maxLength: 60 }), (nodes) => {
      const placed = placeGraph({ nodes, edges: [] }, 'dss').nodes
      assert.deepEqual(new Set(placed.map(({ id }) => id)), new Set(nodes.map(({ id }) => id)))
      assert.equal(new Set(placed.map(({ x, y }) => `${x} ${y}`)).size, nodes.length)
    }),
  )
})

it('runs from the holder by its service to who then knows', () => {
  const nodes = [
    { id: 'member dss', kind: 'member', name: 'dss' },
    { id: 'service tiprs.person', kind: 'service', name: 'tiprs.person' },
    { id: 'member nida', kind: 'member', name: 'nida' },
  ] as const
  const edges = [
    { from: 'member nida', to: 'service tiprs.person', kind: 'serves', agreements: ['a'] },
    { from: 'service tiprs.person', to: 'member dss', kind: 'answers', agreements: ['a'] },
  ] as const
  const placed = placeGraph(
    { nodes: [...nodes], edges: edges.map((edge) => ({ ...edge, agreements: ['a'] })) },
    'dss',
  ).nodes
  const x = (id: string) => placed.find((one) => one.id === id)?.x ?? Number.NaN
  assert.ok(x('member nida') < x('service tiprs.person') && x('service tiprs.person') < x('member dss'))
})
