import type { DecisionRecord, LedgerEntry } from './schema.ts'

/**
 * The canonical form (RFC 8785) of an entry that keeps to its schema: its members in order of their names. Its texts
 * are ASCII without anything to escape and its numbers are integers, so JSON.stringify writes them as the RFC says, at
 * a quarter of the cost of the general function.
 */
export function canonicalEntry(entry: LedgerEntry): string {
  const { agreement, decision } = entry
  return JSON.stringify({
    agreement: agreement && { hash: agreement.hash, id: agreement.id, version: agreement.version },
    at: entry.at,
    basis: entry.basis,
    consumer: entry.consumer,
    decision: decision && inOrder(decision),
    elements: entry.elements,
    gate: entry.gate,
    id: entry.id,
    outcome: entry.outcome,
    provider: entry.provider,
    purpose: entry.purpose,
    request: entry.request,
    response: entry.response,
    service: entry.service,
    signature: entry.signature,
    subject: entry.subject,
    type: entry.type,
    v: entry.v,
  } satisfies Record<keyof LedgerEntry, unknown>)
}

const inOrder = (decision: DecisionRecord) =>
  ({
    consent: decision.consent,
    forms: decision.forms,
    gates: decision.gates.map(({ gate, result, rules }) => ({ gate, result, rules })),
    obligations: decision.obligations,
    reason: decision.reason,
    requested: decision.requested,
    stricter: decision.stricter,
    user: decision.user,
    withheld: decision.withheld?.map(({ element, reason }) => ({ element, reason })),
  }) satisfies Record<keyof DecisionRecord, unknown>
