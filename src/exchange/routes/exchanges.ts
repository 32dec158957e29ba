import type pg from 'pg'
import Type from 'typebox'
import { sentenceOf } from '../../agreements/messages.ts'
import { sha256 } from '../../kernel/digest.ts'
import { negotiateLanguage } from '../../kernel/language.ts'
import { leafHash } from '../../kernel/merkle.ts'
import { fail, ok } from '../../kernel/result.ts'
import { Receipt } from '../../ledger/schema.ts'
import type { Principal } from '../../platform/http/access.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { unknownExchange } from '../problems.ts'
import { ExchangeDetail, ExchangeFilter, ExchangeId, ExchangeList } from '../schema.ts'
import { findExchange, listExchanges, summaryOf, type Viewer } from '../store/list.ts'
import { gatesOf, saltsOf } from '../store/read.ts'
import { openingsOf, receiptUrl } from '../views.ts'
import type { Evidence } from '../world.ts'

export interface ExchangeRoutesWorld {
  readonly database: pg.Pool
  readonly ledger: Evidence
}

const tags = ['exchanges']
const access = { permission: 'exchange.read' } as const
const params = Type.Object({ id: ExchangeId }, { additionalProperties: false })

const viewerOf = ({ member, permissions }: Principal): Viewer =>
  permissions.has('exchange.read-all') ? 'all' : { member }

export const exchangeRoutes = (world: ExchangeRoutesWorld): Route[] => [
  listRoute(world),
  detailRoute(world),
  receiptRoute(world),
]

const listRoute = ({ database }: ExchangeRoutesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/exchanges',
    access,
    schema: {
      summary: 'Exchanges, newest first: those that one’s own agency asked or answered, or all of them',
      tags,
      querystring: ExchangeFilter,
      response: { 200: ExchangeList },
    },
    handler: ({ query, principal }) => listExchanges(database, query, viewerOf(principal)),
  })

const detailRoute = ({ database, ledger }: ExchangeRoutesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/exchanges/:id',
    access,
    schema: { summary: 'One exchange, step by step', tags, params, response: { 200: ExchangeDetail } },
    async handler({ params: { id }, principal, raw }) {
      const row = await findExchange(database, id, viewerOf(principal))
      if (row === undefined) return fail(unknownExchange)
      const receipt = await ledger.receipt(row.ledger_index)
      if (!receipt.ok) return receipt
      const { index, treeSize, entry } = receipt.value
      const leaf = leafHash(sha256, Buffer.from(entry, 'base64url'))
      const language = negotiateLanguage(raw.headers['accept-language'])
      const { legalBasis, forms, withheld, issues, trace } = row.detail
      const gates = gatesOf(row)
      const detail: ExchangeDetail = {
        ...summaryOf(row),
        ...(legalBasis === undefined ? {} : { legalBasis }),
        gates,
        sentences: gates.map(({ reason }) => sentenceOf(reason, language)),
        released: Object.entries(forms).map(([element, release]) => ({ element, release })),
        withheld,
        issues,
        trace,
        ledger: { index, treeSize, leafHash: Buffer.from(leaf).toString('hex') },
        receiptUrl: receiptUrl(row.id),
      }
      return ok(detail)
    },
  })

const receiptRoute = ({ database, ledger }: ExchangeRoutesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/exchanges/:id/receipt',
    access,
    schema: {
      summary: 'The ledger’s proof of an exchange, verifiable without any server',
      tags,
      params,
      response: { 200: Receipt },
    },
    async handler({ params: { id }, principal }) {
      const viewer = viewerOf(principal)
      const row = await findExchange(database, id, viewer)
      if (row === undefined) return fail(unknownExchange)
      // Salts open commitments: they are the parties', not an onlooker's.
      const isParty = row.consumer === principal.member || row.provider === principal.member
      return ledger.receipt(row.ledger_index, isParty ? { openings: openingsOf(saltsOf(row)) } : {})
    },
  })
