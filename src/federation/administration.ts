import type { Json } from '../kernel/canonical-json.ts'
import { commitment, newSalt } from '../kernel/digest.ts'
import { newId } from '../kernel/ids.ts'
import type { Result } from '../kernel/result.ts'
import type { ActWriter } from '../ledger/acts.ts'
import type { Appended, Ledger } from '../ledger/ledger.ts'
import type { Principal } from '../platform/http/access.ts'
import type { Queryable } from './store.ts'

/** What an administrator does: the change and its evidence become durable together, or it did not happen (law 2). */
export interface AdministrativeAct {
  readonly by: Pick<Principal, 'id' | 'member'>
  readonly at: Date
  /** The room's word for it, `partner.suspend`: the service of its ledger entry. */
  readonly act: string
  /** The member that it concerns. */
  readonly concerns: string
  /** Id of what is changed; no personal data. */
  readonly subject: string
  /** What the entry's commitment covers; no secrets. */
  readonly details: Json
  /** Makes the change; false when it cannot be made (any more), and then nothing is left behind. */
  write(tx: Queryable): Promise<boolean>
}

interface ActRow extends AdministrativeAct {
  readonly id: string
  readonly salt: string
}

/** `ledger.rejected` when `write` answered false. */
export function administer(ledger: Pick<Ledger, 'append'>, act: AdministrativeAct): Promise<Result<Appended>> {
  const row: ActRow = { ...act, id: newId('adm', act.at.getTime()), salt: newSalt() }
  return ledger.append(
    {
      v: 1,
      type: 'administration',
      id: row.id,
      at: act.at.toISOString(),
      consumer: act.by.member,
      provider: act.concerns,
      service: act.act,
      outcome: 'done',
      request: commitment(row.salt, { act: act.act, subject: act.subject, details: act.details }),
    },
    { writer, row },
  )
}

/** An act as it is kept, with what opens the commitment of its ledger entry. */
export interface KeptAct {
  readonly act: string
  readonly at: Date
  readonly account: string
  readonly member: string
  readonly subject: string
  readonly details: Json
  readonly salt: string
  readonly ledgerIndex: number
}

/** What was done to some things, oldest first; bounded. */
export async function actsOn(db: Queryable, subjects: readonly string[]): Promise<KeptAct[]> {
  const { rows } = await db.query<KeptAct>(
    `select act, at, account, member, subject, details, salt, ledger_index as "ledgerIndex"
     from administrative_act where subject = any ($1) order by ledger_index limit 500`,
    [subjects],
  )
  return rows
}

const writer: ActWriter<ActRow> = {
  kind: 'administration',
  async write(client, rows, firstIndex) {
    const taken: boolean[] = []
    let index = firstIndex
    for (const row of rows) {
      const done = await row.write(client)
      taken.push(done)
      if (!done) continue
      await client.query(
        `insert into administrative_act (id, at, account, member, act, subject, details, salt, ledger_index)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          row.id,
          row.at,
          row.by.id,
          row.by.member,
          row.act,
          row.subject,
          JSON.stringify(row.details),
          row.salt,
          index++,
        ],
      )
    }
    return taken
  },
}
