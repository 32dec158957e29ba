import type pg from 'pg'
import { notCounted } from '../../exchange/store/day-counts.ts'
import type { IsoDate } from '../../kernel/dates.ts'
import type { CertificateFilter, CertificateList, DeletionCertificate, ShownCertificate } from './schema.ts'

type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

/** By agreement, the days of the country on which something was received, in order. */
export async function receiptDays(database: Queryable, zone: string): Promise<ReadonlyMap<string, IsoDate[]>> {
  const { rows } = await database.query<{ agreement: string; days: IsoDate[] }>(
    `select agreement_id as agreement, array_agg(distinct to_char(day, 'YYYY-MM-DD')) as days from (
       select agreement_id, day from exchange_day where received > 0
       union
       select agreement_id, (at at time zone $1)::date from exchange
       where status = 'answered' and records > 0 and agreement_id is not null and ${notCounted}
     ) as received group by agreement_id`,
    [zone],
  )
  return new Map(rows.map(({ agreement, days }) => [agreement, [...days].sort()]))
}

export async function insertCertificate(tx: Queryable, one: DeletionCertificate): Promise<boolean> {
  const { agreement, rule, through } = one.statement
  const { rowCount } = await tx.query(
    'insert into deletion_certificate (id, agreement_id, rule, through, document) values ($1, $2, $3, $4, $5)',
    [one.id, agreement, rule, through, JSON.stringify(one)],
  )
  return rowCount === 1
}

/** By agreement and rule, the last day that is certified. */
export async function certifiedDays(database: Queryable): Promise<ReadonlyMap<string, ReadonlyMap<string, IsoDate>>> {
  const { rows } = await database.query<{ agreement: string; rules: Record<string, IsoDate> }>(
    `select agreement_id as agreement, json_object_agg(rule, through) as rules from (
       select agreement_id, rule, to_char(max(through), 'YYYY-MM-DD') as through from deletion_certificate
       group by agreement_id, rule) as latest group by agreement_id`,
  )
  return new Map(rows.map(({ agreement, rules }) => [agreement, new Map(Object.entries(rules))]))
}

const defaultLimit = 50

/** Newest first, each with the key that signed it. */
export async function listCertificates(database: Queryable, filter: CertificateFilter): Promise<CertificateList> {
  const limit = filter.limit ?? defaultLimit
  const { rows } = await database.query<{ document: DeletionCertificate; jwk: ShownCertificate['jwk'] }>(
    `select document, jsonb_build_object('kty', 'OKP', 'crv', 'Ed25519', 'x', key.jwk ->> 'x') as jwk
     from deletion_certificate join account_key as key on key.kid = document ->> 'kid'
     where ($1::text is null or agreement_id = $1) and ($2::text is null or id < $2) order by id desc limit $3`,
    [filter.agreement ?? null, filter.cursor ?? null, limit + 1],
  )
  const certificates = rows.slice(0, limit).map(({ document, jwk }): ShownCertificate => ({ ...document, jwk }))
  const last = certificates.at(-1)?.id
  return { certificates, ...(rows.length > limit && last !== undefined ? { next: last } : {}) }
}
