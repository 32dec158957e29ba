import type pg from 'pg'
import type { Agreements } from '../../agreements/service.ts'
import { administer } from '../../federation/administration.ts'
import { digestOf } from '../../kernel/digest.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Principal } from '../../platform/http/access.ts'
import { ofAnotherMember, transferChanged } from './problems.ts'
import { contentFault, transferFaultsOf } from './rules.ts'
import type { TransferAssessment, TransferContent, TransferStanding } from './schema.ts'

export interface TransfersWorld {
  readonly pool: pg.Pool
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Clock
  readonly agreements: Pick<Agreements, 'list'>
}

async function latest(pool: pg.Pool, id?: string): Promise<TransferAssessment[]> {
  const { rows } = await pool.query<{ document: TransferAssessment }>(
    `select distinct on (id) document from transfer_assessment where $1::text is null or id = $1
     order by id, revision desc limit 1000`,
    [id ?? null],
  )
  return rows.map(({ document }) => document)
}

/** Agreements under which data go abroad, each with its assessment and what is wrong with it. */
export async function transferStandings({ pool, clock, agreements }: TransfersWorld): Promise<TransferStanding[]> {
  const [views, assessments] = await Promise.all([agreements.list(), latest(pool)])
  const byId = new Map(assessments.map((one) => [one.id, one]))
  return views.flatMap(({ agreement: { id, transfer } }) => {
    if (transfer === undefined) return []
    const assessment = transfer.assessment === undefined ? undefined : byId.get(transfer.assessment)
    const faults = transferFaultsOf(transfer, assessment, clock.today())
    return { agreement: id, transfer, faults, ...(assessment === undefined ? {} : { assessment }) }
  })
}

/** Writes the assessment, or its next revision. */
export async function assessTransfer(
  content: TransferContent,
  by: Principal,
  { pool, ledger, clock }: TransfersWorld,
): Promise<Result<TransferAssessment>> {
  const fault = contentFault(content, clock.today())
  if (fault !== undefined) return fail(fault)
  const [before] = await latest(pool, content.id)
  if (before !== undefined && before.by.member !== by.member) return fail(ofAnotherMember(content.id))
  const at = clock.now()
  const document: TransferAssessment = {
    ...{ ...content, revision: (before?.revision ?? 0) + 1 },
    ...{ by: { account: by.id, member: by.member }, at: at.toISOString() },
  }
  const appended = await administer(ledger, {
    ...{ by, at, act: 'transfer.assess', concerns: by.member, subject: document.id },
    details: { revision: document.revision, hash: digestOf(document) },
    async write(tx) {
      const { rowCount } = await tx.query(
        'insert into transfer_assessment (id, revision, document) values ($1, $2, $3) on conflict do nothing',
        [document.id, document.revision, JSON.stringify(document)],
      )
      return rowCount === 1
    },
  })
  if (appended.ok) return ok(document)
  return appended.problem.code === 'ledger.rejected' ? fail(transferChanged) : appended
}
