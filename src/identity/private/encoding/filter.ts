import { createHash, createHmac } from 'node:crypto'
import { hmacSha256Hex } from '../../../kernel/digest.ts'
import type { Hardening } from '../schema.ts'

/** Length of an encoding. */
export const encodingBits = 1024
export const encodingBytes = encodingBits / 8

const hmac = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** A key of its own for each use of the secret. */
export const derivedKey = (secret: Uint8Array, use: string): Buffer => hmac(secret, `kiungo-private/1 ${use}`)

/** `none` is for measuring what hardening costs and what it saves from; no project can declare it. */
export type Scheme = Hardening | { readonly kind: 'none' }

/** Bits of the filter before it is hardened. */
export const rawBitsOf = (scheme: Scheme): number => (scheme.kind === 'fold' ? 2 * encodingBits : encodingBits)

const positionsPerHash = 16
const cachedTokens = 200_000

/**
 * The places in the filter that a token sets, each drawn apart (random hashing, not double hashing, whose arithmetic
 * pattern is known to betray q-grams: Niedermeyer and others 2014).
 */
export function openPositions(key: Uint8Array, bits: number, hashes: number): (token: string) => Uint16Array {
  const known = new Map<string, Uint16Array>()
  return (token) => {
    const there = known.get(token)
    if (there !== undefined) return there
    const places = new Uint16Array(hashes)
    for (let i = 0; i < hashes; i += positionsPerHash) {
      const random = hmac(key, `${i / positionsPerHash} ${token}`)
      // The number of bits is a power of two: every place is as likely.
      for (let j = 0; j < positionsPerHash && i + j < hashes; j++) places[i + j] = random.readUInt16LE(2 * j) % bits
    }
    if (known.size < cachedTokens) known.set(token, places)
    return places
  }
}

export const setBit = (filter: Uint8Array, place: number): void => {
  filter[place >> 3] = (filter[place >> 3] ?? 0) | (1 << (place & 7))
}
const turnBit = (filter: Uint8Array, place: number): void => {
  filter[place >> 3] = (filter[place >> 3] ?? 0) ^ (1 << (place & 7))
}
export const bitAt = (filter: Uint8Array, place: number): number => ((filter[place >> 3] ?? 0) >> (place & 7)) & 1

/** From the raw filter to 1,024 bits whose bond to single q-grams is broken. */
export function openHardening(scheme: Scheme, key: Uint8Array): (raw: Uint8Array) => Uint8Array {
  if (scheme.kind === 'none') return (raw) => raw
  if (scheme.kind === 'fold') return fold
  // For each bit of the raw filter, the bits of the result that it goes into.
  const targets = Array.from({ length: encodingBits }, () => new Uint16Array(scheme.of))
  for (let number = 0; number < scheme.of; number++) {
    permutation(key, number).forEach((source, place) => {
      const of = targets[source]
      if (of !== undefined) of[number] = place
    })
  }
  return (raw) => {
    const out = new Uint8Array(encodingBytes)
    for (let place = 0; place < encodingBits; place++) {
      if (bitAt(raw, place) === 1) for (const target of targets[place] ?? []) turnBit(out, target)
    }
    return out
  }
}

const fold = (raw: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: encodingBytes }, (_, i) => (raw[i] ?? 0) ^ (raw[i + encodingBytes] ?? 0))

/** All places in an order that the key gives: each bit of the raw filter is used as often as any other. */
function permutation(key: Uint8Array, number: number): Uint16Array {
  const drawn = Array.from({ length: encodingBits }, (_, place) => ({
    place,
    rank: hmac(key, `permutation ${number} ${place}`).toString('hex'),
  }))
  drawn.sort((a, b) => (a.rank < b.rank ? -1 : 1))
  return Uint16Array.from(drawn, ({ place }) => place)
}

/** Resolution of the probability of a flip: two random bytes for each bit. */
const steps = 2 ** 16
const randomBytes = encodingBits * 2

/**
 * BLIP by permanent randomised response: a bit is turned with probability flip/2. The noise is drawn by a key of the
 * party from the record's id and its encoding: the same record has the same noise in every file, so it cannot be averaged
 * away, and a record that changed has new noise, so the difference of two files does not show what changed.
 */
export function withNoise(encoding: Uint8Array, key: Uint8Array, id: string, flip: number): Uint8Array {
  const turnBelow = Math.round((flip / 2) * steps)
  if (turnBelow === 0) return encoding
  const seed = hmacSha256Hex(key, `${id} ${Buffer.from(encoding).toString('base64')}`)
  const random = createHash('shake256', { outputLength: randomBytes }).update(seed).digest()
  const out = Uint8Array.from(encoding)
  for (let place = 0; place < encodingBits; place++) {
    if ((random[2 * place] ?? 0) + 256 * (random[2 * place + 1] ?? 0) < turnBelow) turnBit(out, place)
  }
  return out
}
