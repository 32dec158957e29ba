import type { Decision } from '../../agreements/schema.ts'
import { commitment } from '../../kernel/digest.ts'
import { newId } from '../../kernel/ids.ts'
import type { Result } from '../../kernel/result.ts'
import type { ActWriter } from '../../ledger/acts.ts'
import type { Appended } from '../../ledger/ledger.ts'
import type { LedgerEntry } from '../../ledger/schema.ts'
import type { SubscriptionRow } from './store.ts'
import type { SubscriptionWorld } from './world.ts'

type Concerned = Pick<SubscriptionRow, 'code' | 'member' | 'service' | 'purpose' | 'salt'>

/** What was decided or done about a subscription, and by whom: nothing of its filter but a commitment. */
export interface Evidenced {
  readonly subscription: Concerned
  /** The provider's member. */
  readonly provider: string
  readonly what: unknown
  readonly at: Date
  readonly decision?: Decision
}

interface Statement {
  readonly text: string
  readonly values: unknown[]
}

/** One row each: administration is rare. */
const writer: ActWriter<Statement> = {
  kind: 'subscription',
  async write(client, statements) {
    const taken: boolean[] = []
    for (const { text, values } of statements) taken.push((await client.query(text, values)).rowCount === 1)
    return taken
  },
}

/** Statement and entry commit together; `ledger.rejected` when the statement found nothing to do. */
export const appendAct = (
  evidenced: Evidenced & { readonly id?: string },
  statement: Statement,
  { ledger }: Pick<SubscriptionWorld, 'ledger'>,
): Promise<Result<Appended>> =>
  ledger.append(entryOf(evidenced, { type: 'administration', outcome: 'done' }), { writer, row: statement })

export const appendRefusal = (
  evidenced: Evidenced,
  { ledger }: Pick<SubscriptionWorld, 'ledger'>,
): Promise<Result<Appended>> => ledger.append(entryOf(evidenced, { type: 'refusal', outcome: 'deny' }))

function entryOf(
  { id, subscription, provider, what, at, decision }: Evidenced & { readonly id?: string },
  kind: Pick<LedgerEntry, 'type' | 'outcome'>,
): LedgerEntry {
  return {
    v: 1,
    ...kind,
    id: id ?? newId('adm', at.getTime()),
    at: at.toISOString(),
    consumer: subscription.member,
    provider,
    service: subscription.service,
    purpose: subscription.purpose,
    request: commitment(subscription.salt, { subscription: subscription.code, what }),
    ...(decision?.agreement === undefined ? {} : { agreement: decision.agreement }),
    ...(decision?.legalBasis === undefined ? {} : { basis: decision.legalBasis.ground }),
    ...(decision?.refusedAt === undefined ? {} : { gate: decision.refusedAt }),
  }
}
