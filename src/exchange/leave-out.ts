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
  const about = providerAnswer?.about ?? []
  const keys = new Map(about.map((number) => [number, world.subjectKey(number)]))
  visit(translated, (number) => {
    if (!keys.has(number)) keys.set(number, world.subjectKey(number))
  })
  if (keys.size === 0) return {}
  const stopped = await world.agreements.stopped(asked, [...new Set(keys.values())])
  if (stopped.size === 0) return { keys }
  const isStopped = (number: string) => stopped.has(keys.get(number) ?? '')
  const kept = about.some(isStopped) ? [] : without(translated, isStopped)
  const [refusal] = stopped.values()
  if (kept.length > 0 || refusal === undefined) return { translated: kept, keys }
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

/** Keys of those of whom something leaves: of nested records, where they are released as records. */
export function personsLeaving({ translated = [], providerAnswer, decision, keys, asked }: Exchange): string[] {
  if (keys === undefined || decision === undefined) return []
  const asRecords = new Set(decision.fields.flatMap(({ element, release }) => (release === 'raw' ? [element] : [])))
  const found = new Set((providerAnswer?.about ?? []).map((number) => keys.get(number) ?? ''))
  const leaving = translated.slice(0, decision.maxRecords)
  visit(
    leaving,
    (number) => found.add(keys.get(number) ?? ''),
    (element) => asRecords.has(element),
  )
  if (asked?.subject !== undefined) found.delete(asked.subject)
  return [...found].filter((key) => key !== '')
}

const isRecords = (value: Value | undefined): value is readonly CanonicalRecord[] => Array.isArray(value)

function visit(
  records: readonly CanonicalRecord[],
  found: (nationalId: string) => void,
  enters: (element: string) => boolean = () => true,
): void {
  for (const record of records) {
    const number = record[nationalIdElement]
    if (typeof number === 'string') found(number)
    for (const [element, value] of Object.entries(record)) {
      if (isRecords(value) && enters(element)) visit(value, found, enters)
    }
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
