const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endBytes = 22
const maxComment = 65_535

/**
 * Size of all entries of a zip archive when unpacked, by its central directory (APPNOTE 4.3.12); undefined when it is not
 * one. A workbook of some kilobytes can unpack to gigabytes.
 */
export function unpackedBytes(archive: Buffer): number | undefined {
  const end = findEnd(archive)
  if (end === undefined) return undefined
  const entries = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  let total = 0
  for (let i = 0; i < entries; i++) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== entrySignature) return undefined
    total += archive.readUInt32LE(at + 24)
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return total
}

function findEnd(archive: Buffer): number | undefined {
  const first = Math.max(0, archive.length - endBytes - maxComment)
  for (let at = archive.length - endBytes; at >= first; at--) {
    if (archive.readUInt32LE(at) === endSignature) return at
  }
  return undefined
}
