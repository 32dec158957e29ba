import { readFileSync, writeFileSync } from 'node:fs'
import type { Dictionary } from './codes.ts'

/**
 * The texts of a dictionary by their code, as code points side by side: one byte each where all fit in a byte, else four.
 * Can lie in memory that threads share.
 */
export interface Texts {
  readonly width: 1 | 4
  /** Text of code `c`: from offsets[c] up to offsets[c + 1], in code points. */
  readonly offsets: Int32Array
  readonly points: Uint8Array | Uint32Array
}

/** The first of the values is the text of code 1; there are `size` of them. */
export function packTexts({ size, values }: Pick<Dictionary, 'size' | 'values'>): Texts {
  const offsets = new Int32Array(size + 2)
  let length = 0
  let wide = false
  let code = 1
  for (const value of values()) {
    for (let at = 0; at < value.length; at++) {
      const unit = value.charCodeAt(at)
      if (unit > 0xff) wide = true
      // The second half of a pair is no code point of its own; texts come from UTF-8 and have no halves alone.
      if ((unit & 0xfc00) !== 0xdc00) length++
    }
    offsets[++code] = length
  }
  const points = wide ? new Uint32Array(length) : new Uint8Array(length)
  let to = 0
  for (const value of values()) {
    for (let at = 0; at < value.length; at++) {
      const unit = value.charCodeAt(at)
      if ((unit & 0xfc00) !== 0xdc00) points[to++] = (unit & 0xfc00) === 0xd800 ? value.codePointAt(at)! : unit
    }
  }
  return { width: wide ? 4 : 1, offsets, points }
}

export const textOf = ({ offsets, points }: Texts, code: number): string =>
  String.fromCodePoint(...points.subarray(offsets[code], offsets[code + 1]))

/** Width, number of offsets, offsets, code points: little-endian, as every machine that runs this is. */
export function writeTexts(file: string, { width, offsets, points }: Texts): void {
  const bytes = (view: ArrayBufferView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  writeFileSync(file, Buffer.concat([bytes(Int32Array.of(width, offsets.length)), bytes(offsets), bytes(points)]))
}

export function readTexts(file: string): Texts {
  const { buffer, byteOffset, byteLength } = readFileSync(file)
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength)
  const [width, count] = new Int32Array(bytes, 0, 2)
  const offsets = new Int32Array(bytes, 8, count)
  const from = 8 + offsets.byteLength
  return width === 4
    ? { width: 4, offsets, points: new Uint32Array(bytes, from) }
    : { width: 1, offsets, points: new Uint8Array(bytes, from) }
}

const letterBits = 21
const startBits = 5
const longest = 63

/**
 * By code, in 32 bits: which letters occur (folded into 21 bits), five bits of the first, and the length up to 63. Two texts
 * whose signatures differ much cannot be alike, which is known without looking at them.
 */
export function signaturesOf({ offsets, points }: Texts): Int32Array {
  const signatures = new Int32Array(offsets.length - 1)
  const bits = Uint32Array.from({ length: 256 }, (_, point) => 1 << (point % letterBits))
  for (let code = 1; code < signatures.length; code++) {
    const from = offsets[code]!
    const to = offsets[code + 1]!
    let letters = 0
    for (let at = from; at < to; at++) {
      const point = points[at]!
      letters |= point < 256 ? bits[point]! : 1 << (point % letterBits)
    }
    const start = (points[from] ?? 0) & (2 ** startBits - 1)
    signatures[code] = letters | (start << letterBits) | (Math.min(to - from, longest) << (letterBits + startBits))
  }
  return signatures
}
