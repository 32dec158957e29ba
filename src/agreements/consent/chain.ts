import { digestOf } from '../../kernel/digest.ts'
import type { PublicJwk, SigningKey } from '../../kernel/signature.ts'
import { signDetached, verifyDetached } from '../../standards/detached-jws.ts'
import type { ConsentReceipt, ConsentRevision } from './schema.ts'

/** Seals a revision with its hash and the node's signature. */
export const receiptOf = (record: ConsentRevision, key: SigningKey): ConsentReceipt => ({
  record,
  hash: digestOf(record),
  signature: signDetached(record, key),
})

export type ChainFault = 'hash' | 'signature' | 'order' | 'chain' | 'subject'

/** What is wrong with one receipt by itself. */
export function receiptFault({ record, hash, signature }: ConsentReceipt, key: PublicJwk): ChainFault | undefined {
  if (digestOf(record) !== hash) return 'hash'
  return verifyDetached(record, signature, key) ? undefined : 'signature'
}

/** The first fault of the revisions of one record, from the first to the last; undefined when nothing was changed. */
export function chainFault(
  receipts: readonly ConsentReceipt[],
  receiptKey: PublicJwk,
): { readonly revision: number; readonly fault: ChainFault } | undefined {
  for (const [i, receipt] of receipts.entries()) {
    const { record } = receipt
    const before = receipts[i - 1]
    const fault = record.revision === i + 1 ? (linkFault(record, before) ?? receiptFault(receipt, receiptKey)) : 'order'
    if (fault !== undefined) return { revision: i + 1, fault }
  }
  return undefined
}

function linkFault(record: ConsentRevision, before: ConsentReceipt | undefined): ChainFault | undefined {
  if (record.previous !== before?.hash) return 'chain'
  if (before === undefined) return undefined
  return record.id === before.record.id && record.subject === before.record.subject ? undefined : 'subject'
}
