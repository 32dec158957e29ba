import { randomFillSync } from 'node:crypto'

/**
 * A source of random bytes that asks the system for a block at a time: one call for each id, salt and nonce was a
 * twentieth of an exchange's cost. Handed-out bytes are wiped from the block.
 */
export function createRandomSource(blockBytes = 8_192): (bytes: number) => Buffer {
  const block = Buffer.alloc(blockBytes)
  let used = blockBytes
  return (bytes) => {
    if (used + bytes > blockBytes) {
      randomFillSync(block)
      used = 0
    }
    const taken = Buffer.from(block.subarray(used, used + bytes))
    block.fill(0, used, used + bytes)
    used += bytes
    return taken
  }
}
