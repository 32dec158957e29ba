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

/** In the transaction of the exchanges that name them. One that was marked as unused is used again. */
export async function keepParts(tx: pg.ClientBase, parts: readonly NamedPart[]): Promise<void> {
  await tx.query({
    name: 'decision-parts-keep',
    text: `insert into decision_part as kept (digest, part) select digest, part::json
           from unnest($1::text[], $2::text[]) as one(digest, part) order by digest
           on conflict (digest) do update set unused_since = null where kept.unused_since is not null`,
    values: [parts.map(({ digest }) => digest), parts.map(({ text }) => text)],
  })
}

/** Longer than any batch of exchanges is under way. */
const unusedForMs = 60 * 60_000

/**
 * Deletes terms that no stored answer names; answers with how many. What gates found is named by its exchange, which stands.
 * They are marked first: a batch that begins after that takes the mark away, and one that was under way is there when the
 * marked are looked at again.
 */
export async function purgeParts(database: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await database.query(`delete from decision_part where unused_since <= $1 and ${unused}`, [
    new Date(now.getTime() - unusedForMs),
  ])
  await database.query(
    `update decision_part set unused_since = $1 where unused_since is null and json_typeof(part) = 'object' and ${unused}`,
    [now],
  )
  return rowCount ?? 0
}

const unused = `digest not in (select terms_digest from exchange_answer where terms_digest is not null)`
