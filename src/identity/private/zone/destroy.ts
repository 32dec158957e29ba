import { closeSync, fstatSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

const piece = Buffer.alloc(1 << 20)

/**
 * Overwrites a file once and removes it, durably. On media that move blocks when they are written (SSD, copy-on-write)
 * old blocks may live on; the certificate says no more than what was done, and the zone's disk is to be encrypted.
 */
export function destroy(file: string): void {
  const handle = openSync(file, 'r+')
  const { size } = fstatSync(handle)
  for (let at = 0; at < size; at += piece.length) writeSync(handle, piece, 0, Math.min(piece.length, size - at), at)
  fsyncSync(handle)
  closeSync(handle)
  rmSync(file)
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
