import { inflateSync } from 'node:zlib'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { type Marker, markersIn } from './marker.ts'

export const documentLimitBytes = 16 * 1024 * 1024
const streamLimitBytes = 4 * 1024 * 1024
const streamsLimit = 5000
const inflatedLimitBytes = 64 * 1024 * 1024

/**
 * The version that a PDF says it was made from. What a signing tool appends leaves the marker where it was; a tool that
 * writes the file anew may pack it into a compressed stream, so that these are looked through, too.
 */
export function markerOfPdf(bytes: Buffer): Result<Marker> {
  if (!bytes.subarray(0, 1024).includes('%PDF-')) return fail(notPdf)
  const outside = markersIn(wordsOf(bytes))
  const found = outside.length > 0 ? outside : markersIn(inflatedStreams(bytes))
  const [first, second] = found
  if (first === undefined) return fail(unmarked)
  return second === undefined ? ok(first) : fail(ambiguous)
}

/** Texts of a PDF may be UTF-16: of what we write, every other byte is then zero. */
const wordsOf = (bytes: Buffer): string => bytes.toString('latin1').replaceAll('\0', '')

function inflatedStreams(bytes: Buffer): string {
  const texts: string[] = []
  let total = 0
  let at = 0
  for (let count = 0; count < streamsLimit && total < inflatedLimitBytes; count += 1) {
    const keyword = bytes.indexOf('stream', at)
    if (keyword === -1) break
    const end = bytes.indexOf('endstream', keyword)
    if (end === -1) break
    const text = inflated(bytes.subarray(keyword + (bytes[keyword + 6] === 0x0d ? 8 : 7), end))
    total += text.length
    texts.push(text)
    at = end + 'endstream'.length
  }
  return texts.join('\n')
}

/** Nothing for what is not compressed so, or is more than we read. */
function inflated(bytes: Buffer): string {
  try {
    return wordsOf(inflateSync(bytes, { maxOutputLength: streamLimitBytes }))
  } catch {
    return ''
  }
}

const notPdf: Problem = {
  code: 'agreements.not-a-pdf',
  status: 422,
  message: 'the file is not a PDF',
  fix: 'Send the PDF of the agreement as it was signed.',
}

const unmarked: Problem = {
  code: 'agreements.document-unmarked',
  status: 422,
  message: 'the file does not say which agreement it was made from',
  fix: 'Send the PDF itself, not a scan or a print of it; or compare the hash at the foot of its pages by hand.',
}

const ambiguous: Problem = {
  code: 'agreements.document-ambiguous',
  status: 422,
  message: 'the file names more than one version of an agreement',
  fix: 'Do not rely on it: ask the other party for the file that it signed.',
}
