import type pg from 'pg'
import { latestOf } from '../../agreements/consent/store.ts'
import type { Viewer } from '../../exchange/store/list.ts'
import { type ExchangeAbout, exchangesAbout } from '../../exchange/store/subject.ts'
import { csv } from '../csv.ts'
import type { AccessLogEntry, ConsentGiven, Disclosure } from './schema.ts'

/** A page of what was asked about a person, unless fewer are wanted; `next` leads to what is older. */
export const exchangesLimit = 5_000

export interface DisclosurePage {
  readonly before?: string | undefined
  readonly limit?: number | undefined
}

export interface DisclosureOrder extends DisclosurePage {
  readonly id: string
  readonly subject: string
  readonly viewer: Viewer
  readonly at: Date
}

/** Who asked what about the person, when, under which agreement and law; and what the person consented to. */
export async function discloseTo(
  pool: pg.Pool,
  { id, subject, viewer, at, before, limit = exchangesLimit }: DisclosureOrder,
): Promise<Disclosure> {
  const [found, consents] = await Promise.all([
    exchangesAbout(pool, { subject, viewer, before, limit: limit + 1 }),
    latestOf(pool, subject),
  ])
  const given = consents.map(({ record }): ConsentGiven => {
    const { terms } = record
    return {
      ...{ id: record.id, revision: record.revision, status: record.status, recordedAt: record.recordedAt },
      ...{ controllers: terms.controllers, purposes: terms.purposes.map(({ purpose }) => purpose) },
      validFrom: terms.validFrom,
      ...(terms.validUntil === undefined ? {} : { validUntil: terms.validUntil }),
    }
  })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const more = found.length > limit
  return {
    case: id,
    generatedAt: at.toISOString(),
    scope: viewer === 'all' ? 'all' : 'member',
    exchanges: shown.map(entryOf),
    more,
    ...(more && last !== undefined ? { next: last.id } : {}),
    consents: given.filter(({ controllers }) => viewer === 'all' || controllers.includes(viewer.member)),
  }
}

const entryOf = (row: ExchangeAbout): AccessLogEntry => ({
  exchange: row.id,
  ...{ at: row.at.toISOString(), how: row.how },
  ...{ consumer: row.consumer, provider: row.provider, service: row.service, purpose: row.purpose },
  ...(row.agreement_id === null || row.agreement_version === null
    ? {}
    : { agreement: { id: row.agreement_id, version: row.agreement_version } }),
  ...(row.basis === null ? {} : { basis: row.basis }),
  status: row.status,
  elements: [...row.elements],
})

/** The parts of a disclosure that are tables of their own. */
export const disclosureParts = ['exchanges', 'consents'] as const
export type DisclosurePart = (typeof disclosureParts)[number]

const list = (words: readonly string[]): string => words.join(' ')

export function disclosureCsv(disclosure: Disclosure, part: DisclosurePart): string {
  if (part === 'consents') {
    return csv(
      ['id', 'revision', 'status', 'controllers', 'purposes', 'valid from', 'valid until', 'recorded at'],
      disclosure.consents.map((one) => [
        ...[one.id, one.revision, one.status, list(one.controllers), list(one.purposes)],
        ...[one.validFrom, one.validUntil ?? '', one.recordedAt],
      ]),
    )
  }
  return csv(
    [
      'exchange',
      'at',
      'found',
      'consumer',
      'provider',
      'service',
      'purpose',
      'agreement',
      'ground',
      'law',
      'status',
      'elements',
    ],
    disclosure.exchanges.map(({ agreement, basis, ...one }) => [
      ...[one.exchange, one.at, one.how, one.consumer, one.provider, one.service, one.purpose],
      agreement === undefined ? '' : `${agreement.id} ${agreement.version}`,
      ...(basis === undefined ? ['', ''] : [basis.ground, `${basis.act}, ${basis.section}`]),
      ...[one.status, list(one.elements)],
    ]),
  )
}
