import { createRandomSource } from './random.ts'

// Crockford base 32: no I, L, O, U, so that an id survives being read aloud.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

const randomBytes = createRandomSource()

/**
 * A new identifier `prefix-<26 characters>`: 48 bits of milliseconds, then 80 random bits, so that ids sort by time of
 * creation and index well. The layout is that of ULID.
 */
export function newId(prefix: string, now: number = Date.now()): string {
  let time = now
  let head = ''
  for (let i = 0; i < 10; i++) {
    head = alphabet[time % 32] + head
    time = Math.floor(time / 32)
  }
  let tail = ''
  // 256 is a multiple of 32: the low five bits of a random byte are uniform.
  for (const byte of randomBytes(16)) tail += alphabet[byte & 31]
  return `${prefix}-${head}${tail}`
}
