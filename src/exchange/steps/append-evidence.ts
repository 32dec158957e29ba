import { ok, type Result } from '../../kernel/result.ts'
import { ledgerEntryOf, newSalts } from '../evidence.ts'
import type { Exchange } from '../exchange.ts'
import { seal } from '../sealed.ts'
import type { Settled } from '../settled.ts'
import { type SealedAnswer, sealedAnswerOf } from '../store/sealed-answer.ts'
import type { ExchangeWorld } from '../world.ts'

/** Step 8. Entry, exchange, usage and stored answer become durable together, or the exchange did not happen. */
export async function appendEvidence(exchange: Exchange, world: ExchangeWorld): Promise<Result<Settled>> {
  const appendedMs = performance.now()
  const salts = newSalts(world.randomBytes)
  const answer = sealedAnswerOf(exchange)
  const sealed = seal(JSON.stringify(answer), exchange.id, world)
  const expiresAt = new Date(exchange.at.getTime() + world.answerKeepHours * 3_600_000)
  const row = { exchange, salts, sealed, answerKeyId: world.answerKey.id, expiresAt, appendedMs }
  const appended = await world.ledger.append(ledgerEntryOf(exchange, salts, world.pseudonymKey), {
    writer: world.writer,
    row,
  })
  if (!appended.ok) {
    exchange.counted?.giveBack()
    return appended
  }
  const now = performance.now()
  const waited = { step: 'append-evidence', result: 'done', micros: Math.round((now - appendedMs) * 1000) } as const
  return ok({
    ...settledOf(exchange, answer),
    trace: [...exchange.trace, waited],
    durationMs: Math.round((now - exchange.startedMs) * 1000) / 1000,
    salts,
    ledgerIndex: appended.value.index,
    treeSize: appended.value.treeSize,
  })
}

type Known = Omit<Settled, 'trace' | 'durationMs' | 'salts' | 'ledgerIndex'>

function settledOf(exchange: Exchange, { decision: _sealed, ...answer }: SealedAnswer): Known {
  const { id, questionId, part, at, service, status, reason, decision, released, issues } = exchange
  if (status === undefined) throw new Error('an exchange ends with a status')
  return {
    ...answer,
    id,
    questionId,
    part,
    at,
    service: service.id,
    status,
    forms: released?.forms ?? {},
    withheld: decision?.withheld ?? [],
    issues: issues ?? [],
    ...(decision === undefined ? {} : { decision }),
    ...(reason === undefined ? {} : { reason }),
  }
}
