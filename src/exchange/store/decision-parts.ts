import type pg from 'pg'
import type { Decision } from '../../agreements/schema.ts'
import { sha256Hex } from '../../kernel/digest.ts'

/** The part of a decision that is in the agreement's words. */
export type Terms = Pick<Decision, 'fields' | 'obligations'>

export interface NamedPart {
  /** SHA-256 of the text. */
  readonly digest: string
  readonly text: string
}

/** What is the same for thousands of exchanges and therefore kept once: what the gates found, and the terms. */
export interface DecisionParts {
  readonly gates: NamedPart
  readonly terms: NamedPart
}

export const partsOf = ({ gates, fields, obligations }: Decision): DecisionParts => ({
  gates: named(gates),
  terms: named({ fields, obligations } satisfies Terms),
})

function named(part: unknown): NamedPart {
  const text = JSON.stringify(part)
  return { digest: sha256Hex(text), text }
}

/** In the transaction of the exchanges that name them. */
export async function keepParts(tx: pg.ClientBase, parts: readonly NamedPart[]): Promise<void> {
  await tx.query({
    name: 'decision-parts-keep',
    text: `insert into decision_part (digest, part) select digest, part::json
           from unnest($1::text[], $2::text[]) as one(digest, part) order by digest on conflict do nothing`,
    values: [parts.map(({ digest }) => digest), parts.map(({ text }) => text)],
  })
}
