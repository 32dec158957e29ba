import type { CanonicalRecord, Value } from '../semantics/schema.ts'
import type { Exchange, Findings } from './exchange.ts'
import { nationalIdElement } from './steps/decide.ts'
import type { ExchangeWorld } from './world.ts'

/**
 * Records of persons who have stopped it are left out, however they were found: by name, in a list, in a household. When
 * none is left, the question is refused as if it had named them.
 */
export async function leaveOut(exchange: Exchange, world: ExchangeWorld): Promise<Findings> {
  const { asked, decision, translated, providerAnswer } = exchange
  if (asked === undefined || decision === undefined || translated === undefined) {
    throw new Error('there is nothing translated to leave out of')
  }
  const about = (providerAnswer?.about ?? []).map(world.subjectKey)
  const subjects = new Set(about)
  visit(translated, (number) => subjects.add(world.subjectKey(number)))
  if (subjects.size === 0) return {}
  const stopped = await world.agreements.stopped(asked, [...subjects])
  if (stopped.size === 0) return {}
  const all = about.some((subject) => stopped.has(subject))
  const kept = all ? [] : without(translated, (number) => stopped.has(world.subjectKey(number)))
  const [refusal] = stopped.values()
  if (kept.length > 0 || refusal === undefined) return { translated: kept }
  const gates = decision.gates.map((result) => (result.gate === refusal.gate ? refusal : result))
  return {
    decision: {
      ...decision,
      outcome: 'deny',
      refusedAt: refusal.gate,
      gates,
      fields: [],
      maxRecords: 0,
      obligations: [],
    },
    status: 'refused',
    reason: refusal.reason,
  }
}

const isRecords = (value: Value | undefined): value is readonly CanonicalRecord[] => Array.isArray(value)

function visit(records: readonly CanonicalRecord[], found: (nationalId: string) => void): void {
  for (const record of records) {
    const number = record[nationalIdElement]
    if (typeof number === 'string') found(number)
    for (const value of Object.values(record)) if (isRecords(value)) visit(value, found)
  }
}

function without(
  records: readonly CanonicalRecord[],
  isStopped: (nationalId: string) => boolean,
): readonly CanonicalRecord[] {
  return records
    .filter((record) => {
      const number = record[nationalIdElement]
      return typeof number !== 'string' || !isStopped(number)
    })
    .map((record) =>
      Object.fromEntries(
        Object.entries(record).map(([element, value]) => [
          element,
          isRecords(value) ? without(value, isStopped) : value,
        ]),
      ),
    )
}
