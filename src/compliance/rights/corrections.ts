import { recipientsOf } from '../../exchange/store/subject.ts'
import { administer } from '../../federation/administration.ts'
import { digestOf } from '../../kernel/digest.ts'
import { newId } from '../../kernel/ids.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { unknownCase, unknownNotice } from './problems.ts'
import type { CorrectionNotice, NoticeOutcome, ShownCase } from './schema.ts'
import { type By, type RightsWorld, take } from './service.ts'
import { acknowledge, findCase, findNotice, insertNotices, waitingNotices } from './store.ts'

/** A corrected or erased value follows those who received it (GDPR article 19): told, then acknowledged. */
export interface Corrections {
  /** The value is right, or gone, at its source: tells each member that received it. */
  propagate(id: string, by: By): Promise<Result<ShownCase>>
  /** Notices to the caller's member that wait, oldest first. */
  waiting(by: By): Promise<CorrectionNotice[]>
  acknowledge(id: string, outcome: NoticeOutcome, by: By): Promise<Result<CorrectionNotice>>
}

export const openCorrections = (world: RightsWorld): Corrections => ({
  propagate: (id, by) => propagate(id, by, world),
  waiting: ({ member }) => waitingNotices(world.pool, member),
  async acknowledge(id, outcome, by) {
    const found = await findNotice(world.pool, id, by.member)
    if (found === undefined || found.acknowledgedAt !== undefined) return fail(unknownNotice(id))
    const at = world.clock.now()
    const appended = await administer(world.ledger, {
      ...{ by, at, act: 'correction.acknowledge', concerns: found.provider, subject: id },
      details: { case: found.case, outcome, notice: digestOf(found) },
      write: (tx) => acknowledge(tx, { id, at, outcome }),
    })
    if (appended.ok) return ok({ ...found, acknowledgedAt: at.toISOString(), outcome })
    return appended.problem.code === 'ledger.rejected' ? fail(unknownNotice(id)) : appended
  },
})

async function propagate(id: string, by: By, world: RightsWorld): Promise<Result<ShownCase>> {
  const kept = await findCase(world.pool, id)
  if (kept === undefined) return fail(unknownCase(id))
  const { elements, member: provider } = kept.document
  const kind = kept.document.kind === 'erasure' ? 'erasure' : 'rectification'
  const recipients = await recipientsOf(world.pool, { subject: kept.subject_key, provider, elements })
  return take(id, 'propagate', by, world, (_, now) => {
    const toldAt = now.toISOString()
    const notices = recipients.map(({ since, ...recipient }): CorrectionNotice => {
      const { member, agreements, elements: received, exchanges } = recipient
      const told = { agreements: [...agreements], elements: [...received], exchanges: [...exchanges] }
      return {
        ...{ id: newId('cn', now.getTime()), case: id, kind, provider, member },
        ...{ since: since.toISOString(), ...told, toldAt },
      }
    })
    return ok({
      change: {},
      digest: digestOf(notices),
      details: { told: notices.map(({ member }) => member) },
      also: (tx) => insertNotices(tx, notices),
    })
  })
}
