import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodeBundle } from './bundle.ts'
import { RecentBatches } from './recent.ts'

test('entries and checkpoints of the latest batches are at hand, those of others are not invented', () => {
  const recent = new RecentBatches()
  assert.equal(recent.text(0), undefined)
  let next = 0
  for (let nth = 0; nth < 40; nth++) {
    // The log of another process may lie between two batches of ours.
    const firstIndex = next + (nth === 30 ? 7 : 0)
    const texts = Array.from({ length: 5 }, (_, i) => `${firstIndex + i}`.padEnd(60_000))
    const size = firstIndex + texts.length
    recent.add({ firstIndex, size, checkpoint: `checkpoint ${size}`, texts }, encodeBundle(texts).length)
    next = size
  }
  assert.equal(recent.text(next), undefined)
  assert.equal(recent.text(next - 1)?.trim(), `${next - 1}`)
  assert.equal(recent.checkpointAt(next), `checkpoint ${next}`)
  assert.equal(recent.checkpointAt(next - 1), undefined)
  assert.equal(recent.text(150), undefined, 'written by another process')
  assert.equal(recent.text(157)?.trim(), '157')
  assert.equal(recent.text(3), undefined, 'gone: only so many bytes are kept')
  assert.equal(recent.checkpointAt(5), undefined)
})
