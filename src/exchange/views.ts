import type { Service } from '../federation/schema.ts'
import type { Json } from '../kernel/canonical-json.ts'
import type { Language } from '../kernel/language.ts'
import { ok, type Result } from '../kernel/result.ts'
import type { Openings, Receipt } from '../ledger/schema.ts'
import type { RecordType } from '../semantics/schema.ts'
import { wordsOf } from './messages.ts'
import type { ExchangeAnswer, ReleasedFields } from './plugin.ts'
import type { SourceAnswer } from './schema.ts'
import type { Settled } from './settled.ts'
import type { Evidence, ExchangeWorld } from './world.ts'

/** The salts with which a party can open what the ledger's entry commits to. */
export const openingsOf = ({ request, response, subject }: Settled['salts']): Openings => ({
  request: { salt: request },
  response: { salt: response },
  subject: { salt: subject },
})

export const receiptOf = (settled: Settled, ledger: Evidence): Promise<Result<Receipt>> =>
  ledger.receipt(settled.ledgerIndex, {
    openings: openingsOf(settled.salts),
    ...(settled.treeSize === undefined ? {} : { treeSize: settled.treeSize }),
  })

export const receiptUrl = (exchangeId: string): string => `/v1/exchanges/${exchangeId}/receipt`

/** The answer of one source as `POST /v1/questions` shows it. */
export async function sourceAnswer(
  settled: Settled,
  world: Pick<ExchangeWorld, 'ledger' | 'directory'>,
  language: Language,
): Promise<Result<SourceAnswer>> {
  const receipt = await receiptOf(settled, world.ledger)
  if (!receipt.ok) return receipt
  const service = knownService(world, settled.service)
  const { decision, reason } = settled
  return ok({
    exchangeId: settled.id,
    service: service.id,
    system: service.system,
    member: service.member,
    recordType: service.recordType as RecordType,
    status: settled.status,
    records: settled.records.map((record) => ({ ...record })),
    forms: { ...settled.forms },
    withheld: [...settled.withheld],
    issues: [...settled.issues],
    trace: [...settled.trace],
    durationMs: settled.durationMs,
    receiptUrl: receiptUrl(settled.id),
    receipt: receipt.value,
    ...(settled.total === undefined ? {} : { total: settled.total }),
    ...(settled.asOf === undefined ? {} : { asOf: settled.asOf }),
    ...(decision === undefined ? {} : { decision }),
    ...(reason === undefined ? {} : { reason, ...wordsOf(reason, language) }),
  })
}

/** The same for a protocol. */
export async function exchangeAnswer(settled: Settled, ledger: Evidence): Promise<Result<ExchangeAnswer>> {
  const receipt = await receiptOf(settled, ledger)
  if (!receipt.ok) return receipt
  const { decision, reason } = settled
  const agreement = decision?.agreement
  const gate = decision?.refusedAt
  const words = reason === undefined ? undefined : wordsOf(reason, 'en')
  return ok({
    exchangeId: settled.id,
    service: settled.service,
    status: settled.status,
    // What is released holds only JSON; its type merely does not say so.
    records: settled.records as unknown as readonly ReleasedFields[],
    forms: settled.forms,
    page: settled.page,
    receiptUrl: receiptUrl(settled.id),
    receipt: receipt.value as unknown as Json,
    ...(settled.total === undefined ? {} : { total: settled.total }),
    ...(settled.asOf === undefined ? {} : { asOf: settled.asOf }),
    ...(agreement === undefined ? {} : { agreement: { id: agreement.id, version: agreement.version } }),
    ...(reason === undefined || words === undefined
      ? {}
      : {
          refusal: {
            code: reason.code,
            message: words.message,
            fix: words.fix ?? '',
            ...(gate === undefined ? {} : { gate }),
          },
        }),
  })
}

function knownService({ directory }: Pick<ExchangeWorld, 'directory'>, id: string): Service {
  const service = directory.service(id)
  if (service === undefined) throw new Error(`the service ${id} of an exchange is no longer declared`)
  return service
}
