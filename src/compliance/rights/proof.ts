import { actsOn } from '../../federation/administration.ts'
import { ok, type Result } from '../../kernel/result.ts'
import type { CaseProof, ProofEntry } from './schema.ts'
import type { RightsWorld } from './service.ts'
import { noticesOfCase } from './store.ts'

/**
 * Every step of a case and every acknowledgement of its correction, as the ledger has them: each with a receipt that opens
 * what was committed to, and that anyone verifies without this node.
 */
export async function proofOf(
  id: string,
  { pool, ledger }: Pick<RightsWorld, 'pool' | 'ledger'>,
): Promise<Result<CaseProof>> {
  const notices = await noticesOfCase(pool, id)
  const acts = await actsOn(pool, [id, ...notices.map((notice) => notice.id)])
  const entries: ProofEntry[] = []
  for (const { act, at, account, member, subject, details, salt, ledgerIndex } of acts) {
    const openings = { request: { salt, value: { act, subject, details } } }
    const receipt = await ledger.receipt(ledgerIndex, { openings })
    if (!receipt.ok) return receipt
    entries.push({ act, at: at.toISOString(), account, member, receipt: receipt.value })
  }
  return ok({ case: id, entries })
}
