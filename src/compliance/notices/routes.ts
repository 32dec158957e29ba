import type pg from 'pg'
import Type from 'typebox'
import type { LawCopy } from '../../agreements/law/book.ts'
import type { Agreements } from '../../agreements/service.ts'
import { administer } from '../../federation/administration.ts'
import type { Directory } from '../../federation/directory.ts'
import { newId } from '../../kernel/ids.ts'
import { languages, negotiateLanguage } from '../../kernel/language.ts'
import { Id } from '../../kernel/nouns.ts'
import { fail, ok } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import { type Route, route } from '../../platform/http/route.ts'
import type { Element } from '../../semantics/schema.ts'
import { type NoticeContext, noticeHtml, noticeOf, noticeText } from './notice.ts'
import { givenInTheFuture, noNotice, notTheReceiver } from './problems.ts'
import { IndirectNotice, indirectNotices, NoticeGiven, recordNotice } from './timer.ts'

export interface NoticesWorld {
  readonly pool: pg.Pool
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Clock
  readonly law: Pick<LawCopy, 'get'>
  readonly country: string
  readonly agreements: Pick<Agreements, 'view' | 'list' | 'purposes'>
  readonly directory: Pick<Directory, 'members'>
  readonly elements: ReadonlyMap<string, { readonly element: Element }>
}

const closed = { additionalProperties: false }
const tags = ['notices']

export const noticeRoutes = (world: NoticesWorld): Route[] => [noticeRoute(world), timerRoute(world), givenRoute(world)]

const noticeRoute = ({ agreements, directory, elements }: NoticesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/notices/:agreement',
    access: 'public',
    schema: {
      summary: 'What people are told of an agreement in force: who, what, why, by which law, how long, their rights',
      ...{ tags, params: Type.Object({ agreement: Id }, closed) },
      querystring: Type.Object(
        {
          format: Type.Optional(Type.Enum(['html', 'text'])),
          language: Type.Optional(Type.Enum([...languages], { description: 'otherwise that of Accept-Language' })),
        },
        closed,
      ),
      response: { 200: Type.String() },
    },
    async handler({ params, query, raw }, reply) {
      const view = await agreements.view(params.agreement)
      if (view === undefined || !view.inForce) return fail(noNotice(params.agreement))
      const context: NoticeContext = {
        language: query.language ?? negotiateLanguage(raw.headers['accept-language']),
        hash: view.hash,
        members: new Map(directory.members().map(({ id, name }) => [id, name])),
        elements: new Map([...elements].map(([id, known]) => [id, known.element])),
        purposes: new Map((await agreements.purposes()).map((purpose) => [purpose.id, purpose])),
      }
      const notice = noticeOf(view.agreement, context)
      const isText = query.format === 'text'
      reply.type(isText ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8').header('vary', 'accept-language')
      return isText ? noticeText(notice) : noticeHtml(notice)
    },
  })

const timerRoute = ({ pool, law, country, clock, agreements }: NoticesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/indirect-notices',
    access: { permission: 'agreement.read' },
    schema: {
      summary: 'How many people are still to be told that data about them were received, and until when',
      ...{ tags, response: { 200: Type.Object({ waiting: Type.Array(IndirectNotice) }, closed) } },
    },
    async handler() {
      const table = (await law.get()).law.clocks
      const facts = { pool, table, country, now: clock.now(), agreements: await agreements.list() }
      return { waiting: await indirectNotices(facts) }
    },
  })

const givenRoute = ({ ledger, clock, agreements }: NoticesWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/indirect-notices',
    access: { permission: 'agreement.protect' },
    schema: {
      summary:
        'Record that people were told, by whom who received the data: it holds for all first asked about before it',
      ...{ tags, body: NoticeGiven, response: { 201: NoticeGiven } },
    },
    async handler({ body, principal }) {
      const view = await agreements.view(body.agreement)
      if (view?.agreement.consumer !== principal.member) return fail(notTheReceiver(body.agreement))
      const at = clock.now()
      if (Date.parse(body.givenAt) > at.getTime()) return fail(givenInTheFuture)
      const id = newId('ng', at.getTime())
      const { hash, agreement } = view
      const appended = await administer(ledger, {
        ...{ by: principal, at, act: 'notice.given', concerns: agreement.provider, subject: id },
        details: { ...body, version: agreement.version, hash },
        write: (tx) => recordNotice(tx, id, body),
      })
      return appended.ok ? ok(body) : appended
    },
  })
