import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { tooLarge, unreadable, wrongEncoding } from './problems.ts'
import type { Source } from './schema.ts'

export const maxFileBytes = 50_000_000_000

/** Size in bytes; a file that is missing, no file or too large is a problem. */
export async function fileSize(source: Source, path: string, most = maxFileBytes): Promise<Result<number>> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() !== true) return fail(unreadable(source, 'there is no such file'))
  return found.size > most ? fail(tooLarge(source, `${most} bytes`)) : ok(found.size)
}

/** SHA-256 of a file, in hexadecimal. */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer)
  return hash.digest('hex')
}

export interface Decoding {
  readonly source: Source
  readonly path: string
  readonly encoding: string
  /** Where a copy in UTF-8 is written; none where the file is in UTF-8 already. */
  readonly copy?: string
}

/** Reads a text through once: its digest, whether every byte is of the encoding, and a copy in UTF-8 where asked for. */
export async function decodeFile({ source, path, encoding, copy }: Decoding): Promise<Result<string>> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder(encoding, { fatal: true })
  const out = copy === undefined ? undefined : createWriteStream(copy)
  let line = 1
  try {
    for await (const chunk of createReadStream(path)) {
      const bytes = chunk as Buffer
      hash.update(bytes)
      const text = decodeChunk(decoder, bytes)
      if (text === undefined) return fail(wrongEncoding(source, encoding, line + linesBeforeFault(bytes, encoding)))
      if (out?.write(text) === false) await once(out, 'drain')
      line += countLines(bytes)
    }
    if (decodeChunk(decoder, undefined) === undefined) return fail(wrongEncoding(source, encoding, line))
    return ok(hash.digest('hex'))
  } finally {
    out?.end()
    if (out !== undefined) await finished(out)
  }
}

function decodeChunk(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer | undefined): string | undefined {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}

const newline = 10

function countLines(bytes: Uint8Array): number {
  let lines = 0
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines++
  return lines
}

/** Lines of the chunk that decode by themselves. */
function linesBeforeFault(bytes: Buffer, encoding: string): number {
  let lines = 0
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(newline, from)
    const line = bytes.subarray(from, end < 0 ? bytes.length : end)
    // The first may continue a character of the chunk before.
    if (lines > 0 && decodeChunk(new TextDecoder(encoding, { fatal: true }), line) === undefined) return lines
    if (end < 0) break
    from = end + 1
    lines++
  }
  return 0
}
