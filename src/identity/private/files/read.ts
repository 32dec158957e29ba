import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Check } from 'typebox/value'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { thumbprint } from '../../../kernel/signature.ts'
import { verifyDetached } from '../../../standards/detached-jws.ts'
import { encodingBytes } from '../encoding/filter.ts'
import type { EncodedSet } from '../match/match.ts'
import { type FileFault, fileRefused } from '../problems.ts'
import type { CheckedProject } from '../project.ts'
import { EncodingHeader, EncodingTrailer } from '../schema.ts'
import { signedPart } from './write.ts'

/** Longer than any line that we write: id, 171 characters of bits, ten tokens. */
const lineLimitBytes = 1024

export interface EncodingFile extends EncodedSet {
  readonly party: string
  readonly check: string
  /** Of the signed bytes. */
  readonly digest: string
}

interface Line {
  readonly text: string
  readonly bytes: Buffer
  readonly number: number
}

/** A file that cannot be taken, and where. */
class Refusal extends Error {
  readonly variant: FileFault
  readonly line: number | undefined
  constructor(variant: FileFault, line?: number) {
    super(variant)
    this.variant = variant
    this.line = line
  }
}

/** Reads a file of encodings, or says why it is not taken; nothing of it is used before all of it was verified. */
export async function readEncodings(file: string, checked: CheckedProject): Promise<Result<EncodingFile>> {
  try {
    return ok(await read(file, checked))
  } catch (error) {
    if (error instanceof Refusal) return fail(fileRefused(error.variant, file, error.line))
    if ((error as NodeJS.ErrnoException).code !== undefined) return fail(fileRefused('unreadable', file))
    throw error
  }
}

async function read(file: string, { project, digest }: CheckedProject): Promise<EncodingFile> {
  const lines = linesOf(file)
  const first = await lines.next()
  const header = first.done === true ? undefined : parsed(first.value.text)
  if (first.done === true || !Check(EncodingHeader, header)) throw new Refusal('no-header')
  if (header.project !== digest) throw new Refusal('other-project')
  const party = project.parties.find(({ member }) => member === header.party)
  if (party === undefined) throw new Refusal('not-a-party')
  if (header.count > project.limits.records) throw new Refusal('too-many')

  const seen = createHash('sha256').update(first.value.bytes)
  const set = openSet(header.count, project.blocking.kind === 'tokens' ? project.blocking.rules.length : 0)
  let trailer: unknown
  for await (const line of lines) {
    if (trailer !== undefined) throw new Refusal('altered', line.number)
    const value = parsed(line.text)
    if (Check(EncodingTrailer, value)) {
      trailer = value
      continue
    }
    set.take(value, line.number)
    seen.update(line.bytes)
  }
  if (!Check(EncodingTrailer, trailer)) throw new Refusal('no-trailer')
  const found = seen.digest('hex')
  if (found !== trailer.digest) throw new Refusal('altered')
  const key = { ...party.key, kid: thumbprint(party.key) }
  if (!verifyDetached(signedPart(found), trailer.signature, key)) throw new Refusal('not-signed')
  return { ...set.whole(), party: header.party, check: header.check, digest: found }
}

function openSet(count: number, rules: number) {
  const ids = new Set<string>()
  const blocks: string[][] = []
  const bits = new Uint8Array(count * encodingBytes)
  return {
    take(value: unknown, line: number): void {
      if (ids.size === count) throw new Refusal('wrong-count', line)
      const record = recordOf(value, rules)
      if (record === undefined) throw new Refusal('bad-record', line)
      if (ids.has(record.id)) throw new Refusal('id-twice', line)
      bits.set(record.bits, ids.size * encodingBytes)
      ids.add(record.id)
      if (rules > 0) blocks.push(record.blocks)
    },
    whole(): EncodedSet {
      if (ids.size !== count) throw new Refusal('wrong-count')
      return { ids: [...ids], bits, blocks }
    },
  }
}

const opaque = /^[0-9a-f]{32}$/
const token = /^(?:[A-Za-z0-9_-]{22})?$/

/** Checked by hand, as there are millions: `id`, `bits`, and `blocks` where the project has rules; nothing else. */
function recordOf(value: unknown, rules: number) {
  if (typeof value !== 'object' || value === null) return undefined
  const { id, bits, blocks = [], ...more } = value as Record<string, unknown>
  if (typeof id !== 'string' || !opaque.test(id) || typeof bits !== 'string') return undefined
  if (Object.keys(more).length > 0 || !Array.isArray(blocks) || blocks.length !== rules) return undefined
  if (!blocks.every((one) => typeof one === 'string' && token.test(one))) return undefined
  const decoded = decodeBits(bits)
  return decoded === undefined ? undefined : { id, bits: decoded, blocks: blocks as string[] }
}

const bitsText = /^[A-Za-z0-9_-]{171}$/

function decodeBits(text: string): Uint8Array | undefined {
  if (!bitsText.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64url')
  // The last character carries two bits that are no part of it: only the canonical spelling is taken.
  return bytes.toString('base64url') === text ? bytes : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Lines with the bytes that they came in, their end included; a line without its end is no line. */
async function* linesOf(file: string): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0)
  let number = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const data = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer])
    let from = 0
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10, from)) {
      number++
      if (end - from > lineLimitBytes) throw new Refusal('bad-record', number)
      yield { text: data.toString('utf8', from, end), bytes: data.subarray(from, end + 1), number }
      from = end + 1
    }
    rest = data.subarray(from)
    if (rest.length > lineLimitBytes) throw new Refusal('bad-record', number + 1)
  }
  if (rest.length > 0) throw new Refusal(number === 0 ? 'no-header' : 'no-trailer')
}
