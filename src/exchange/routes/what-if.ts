import type pg from 'pg'
import Type from 'typebox'
import { agreementFault } from '../../agreements/check.ts'
import { Agreement } from '../../agreements/schema.ts'
import { WhatIf } from '../../agreements/what-if.ts'
import { Instant } from '../../kernel/nouns.ts'
import { fail, ok } from '../../kernel/result.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { draftOfOthers } from '../problems.ts'
import { readRemembered } from '../store/remembered.ts'
import type { ExchangeWorld } from '../world.ts'

export interface WhatIfWorld extends Pick<ExchangeWorld, 'agreements' | 'clock'> {
  readonly database: pg.Pool
  readonly timeZone: string
}

const closed = { additionalProperties: false }
const dayMs = 86_400_000
const exchangesLimit = 20_000

export const whatIfRoute = ({ database, agreements, clock, timeZone }: WhatIfWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/agreements/what-if',
    access: { permission: 'decision.explain' },
    schema: {
      summary:
        'What a draft would have refused or released of the last exchanges between its parties; asks nobody, counts nothing',
      tags: ['agreements'],
      body: Type.Object(
        {
          agreement: Agreement,
          days: Type.Optional(Type.Integer({ minimum: 1, maximum: 92, default: 30 })),
          cursor: Type.Optional(
            Type.String({ pattern: '^ex-[0-9a-z]{26}$', description: 'goes on after that exchange; see `next`' }),
          ),
        },
        closed,
      ),
      response: {
        200: Type.Object(
          {
            ...WhatIf.properties,
            from: Instant,
            withoutTerms: Type.Integer({ description: 'exchanges that cannot be decided again' }),
            next: Type.Optional(Type.String({ description: 'there are more; volumes begin anew with it' })),
          },
          closed,
        ),
      },
    },
    async handler({ body: { agreement, days = 30, cursor }, principal }) {
      const { consumer, provider } = agreement
      const isParty = principal.member === consumer || principal.member === provider
      if (!isParty && !principal.permissions.has('exchange.read-all')) return fail(draftOfOthers)
      const fault = agreementFault(agreement)
      if (fault !== undefined) return fail(fault)
      const from = new Date(clock.now().getTime() - days * dayMs)
      const trial = await agreements.whatIf(agreement)
      let after = cursor
      let withoutTerms = 0
      let read = 0
      do {
        const page = await readRemembered(database, { consumer, provider, from, after, timeZone })
        await trial.add(page.remembered)
        after = page.last
        withoutTerms += page.withoutTerms
        read += page.remembered.length + page.withoutTerms
      } while (after !== undefined && read < exchangesLimit)
      return ok({
        ...trial.result(),
        from: from.toISOString(),
        withoutTerms,
        ...(after === undefined ? {} : { next: after }),
      })
    },
  })
