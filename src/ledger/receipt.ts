import { parseCheckpoint, parseNote } from '../kernel/signed-note.ts'
import type { Checkpoint, Receipt } from './schema.ts'

/** The receipt as a C2SP tlog-proof, for the tools of others; it does not carry the entry itself. */
export function receiptToTlogProof(receipt: Receipt): string {
  const lines = ['c2sp.org/tlog-proof@v1', `index ${receipt.index}`, ...receipt.inclusion]
  return `${lines.join('\n')}\n\n${receipt.checkpoint}`
}

/** The noun of a note that this log stored itself. */
export function checkpointOf(note: string): Checkpoint {
  const parsed = parseNote(note)
  if (!parsed.ok) throw new Error('a stored checkpoint is not a signed note')
  const head = parseCheckpoint(parsed.value.text)
  if (!head.ok) throw new Error('a stored checkpoint is not a checkpoint')
  return { origin: head.value.origin, size: head.value.size, root: Buffer.from(head.value.root).toString('hex'), note }
}
