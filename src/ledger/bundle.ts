/**
 * Entries in a row, each behind its length in two bytes, big-endian: the entry bundle of C2SP tlog-tiles, and the form
 * in which a batch is stored.
 */
export const entryBytesLimit = 65_535

/** `texts` are ASCII, as the schema of an entry guarantees; so length is length in bytes. */
export function encodeBundle(texts: readonly string[]): Buffer {
  const bundle = Buffer.allocUnsafe(texts.reduce((total, text) => total + text.length + 2, 0))
  let at = 0
  for (const text of texts) {
    bundle.writeUInt16BE(text.length, at)
    bundle.write(text, at + 2, 'latin1')
    at += text.length + 2
  }
  return bundle
}

/** The entries, or undefined when the lengths do not add up. */
export function decodeBundle(bundle: Buffer): Buffer[] | undefined {
  const entries: Buffer[] = []
  let at = 0
  while (at < bundle.length) {
    if (at + 2 > bundle.length) return undefined
    const end = at + 2 + bundle.readUInt16BE(at)
    if (end > bundle.length) return undefined
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries
}

export function joinBundle(entries: readonly Buffer[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.allocUnsafe(2)
      length.writeUInt16BE(entry.length)
      return [length, entry]
    }),
  )
}
