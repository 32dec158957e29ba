import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sha256 } from '../kernel/digest.ts'
import { leafHash, nodeHash, rangeHash } from '../kernel/merkle.ts'
import { LogTree, leafOfBytes, leafOfText, tileWidth } from './tree.ts'

const leaf = (i: number): string => leafOfText(`entry ${i}`)

function treeOf(size: number): LogTree {
  const tree = new LogTree()
  for (let i = 0; i < size; i++) tree.append(leaf(i))
  return tree
}

/** The root by the definition alone. */
function rootOf(size: number): Buffer {
  const levels: Buffer[][] = [Array.from({ length: size }, (_, i) => Buffer.from(leaf(i), 'latin1'))]
  for (let row = levels[0]!; row.length > 1; ) {
    const above: Buffer[] = []
    for (let i = 0; i + 1 < row.length; i += 2) above.push(Buffer.from(nodeHash(sha256, row[i]!, row[i + 1]!)))
    levels.push(above)
    row = above
  }
  return Buffer.from(rangeHash(sha256, { from: 0, to: size }, ({ level, index }) => levels[level]![index]!))
}

test('leaf hashes are those of RFC 6962, for text and for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      assert.deepEqual(Buffer.from(leafOfBytes(Buffer.from(bytes)), 'latin1'), leafHash(sha256, bytes))
    }),
  )
  assert.equal(leafOfText('{"v":1}'), leafOfBytes(Buffer.from('{"v":1}')))
})

test('the root is that of RFC 6962 at every size up to 300 and around tile edges', () => {
  const tree = new LogTree()
  assert.deepEqual(tree.root(), sha256(''))
  for (let size = 1; size <= 1030; size++) {
    tree.append(leaf(size - 1))
    if (size <= 300 || size % 256 < 2 || size % 256 === 255) assert.deepEqual(tree.root(), rootOf(size), `${size}`)
  }
})

test('leaves taken back leave no trace', () => {
  fc.assert(
    fc.property(fc.nat(700), fc.nat(700), fc.nat(300), (kept, undone, added) => {
      const tree = treeOf(kept)
      for (let i = 0; i < undone; i++) tree.append(leafOfText(`undone ${i}`))
      tree.truncate(kept)
      for (let i = kept; i < kept + added; i++) tree.append(leaf(i))
      assert.deepEqual(tree.root(), rootOf(kept + added))
    }),
    { numRuns: 30 },
  )
  assert.throws(() => treeOf(3).truncate(4), RangeError)
})

test('each tile is handed out once, when it is full', () => {
  const tree = new LogTree()
  const names: string[] = []
  for (let size = 0; size < 66_000; ) {
    const before = size
    for (const until = Math.min(66_000, size + 3_001); size < until; size++) tree.append(leaf(size))
    for (const tile of tree.tilesSince(before)) {
      names.push(`${tile.level}/${tile.n}`)
      if (tile.n !== 7) continue
      const expected = Array.from({ length: tileWidth }, (_, i) => leaf(7 * tileWidth + i)).join('')
      assert.equal(tile.hashes.toString('latin1'), expected)
    }
  }
  const full = Math.floor(66_000 / tileWidth)
  assert.deepEqual(new Set(names), new Set([...Array.from({ length: full }, (_, n) => `0/${n}`), '1/0']))
  assert.equal(names.length, full + 1)
})

test('a tree restored from its partial tiles goes on as the original does', () => {
  for (const size of [0, 1, 255, 256, 257, 65_535, 65_536, 70_000]) {
    const original = treeOf(size)
    const partial: Buffer[] = []
    for (let level = 0; tileWidth ** level <= size; level++) {
      const nodes = Math.floor(size / tileWidth ** level)
      const held = Array.from({ length: nodes % tileWidth }, (_, i) => {
        const hash = original.node({ level: level * 8, index: nodes - (nodes % tileWidth) + i })
        assert.ok(hash)
        return hash
      })
      partial.push(Buffer.concat(held))
    }
    const restored = new LogTree()
    restored.restore(size, partial)
    for (let i = size; i < size + 600; i++) {
      assert.deepEqual(restored.root(), original.root())
      restored.append(leaf(i))
      original.append(leaf(i))
    }
    assert.deepEqual(restored.tilesSince(size), original.tilesSince(size))
  }
})

test('a node that is no longer in memory, or not yet complete, is not invented', () => {
  const tree = treeOf(200_000)
  assert.equal(tree.node({ level: 0, index: 5 }), undefined)
  assert.equal(tree.node({ level: 0, index: 200_000 }), undefined)
  assert.equal(tree.node({ level: 17, index: 1 }), undefined)
  assert.equal(tree.node({ level: 0, index: 199_999 })?.toString('latin1'), leaf(199_999))
})
