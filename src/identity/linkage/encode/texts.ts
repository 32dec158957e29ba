import { readFileSync, writeFileSync } from 'node:fs'

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

/** `values[0]` is the text of code 1. */
export function packTexts(values: readonly string[]): Texts {
  const offsets = new Int32Array(values.length + 2)
  let length = 0
  let wide = false
  values.forEach((value, i) => {
    for (const point of value) {
      length++
      if (point.codePointAt(0)! > 0xff) wide = true
    }
    offsets[i + 2] = length
  })
  const points = wide ? new Uint32Array(length) : new Uint8Array(length)
  let at = 0
  for (const value of values) for (const point of value) points[at++] = point.codePointAt(0)!
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
  for (let code = 1; code < signatures.length; code++) {
    const from = offsets[code]!
    const to = offsets[code + 1]!
    let letters = 0
    for (let at = from; at < to; at++) letters |= 1 << (points[at]! % letterBits)
    const start = (points[from] ?? 0) & (2 ** startBits - 1)
    signatures[code] = letters | (start << letterBits) | (Math.min(to - from, longest) << (letterBits + startBits))
  }
  return signatures
}
