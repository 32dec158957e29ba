import Type from 'typebox'
import { arrival, callerOf } from '../../exchange/front-door.ts'
import { messageOf, questionOptions } from '../../exchange/question.ts'
import { Question, SourceAnswer } from '../../exchange/schema.ts'
import type { Exchanges } from '../../exchange/service.ts'
import { sourceAnswer } from '../../exchange/views.ts'
import type { ExchangeWorld } from '../../exchange/world.ts'
import { negotiateLanguage } from '../../kernel/language.ts'
import { fail } from '../../kernel/result.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { EntityId } from '../people/schema.ts'
import { tellingServices } from './events.ts'
import { personElement } from './facts.ts'
import { noMapService } from './problems.ts'
import { LookupPurpose } from './schema.ts'

// Whoever looks a person of the map up asks as any other system does: under an agreement, for a purpose, proved.

const closed = { additionalProperties: false }
const tags = ['identity']
const access = { permission: 'identity.map' } as const

export interface LookupWorld extends Pick<ExchangeWorld, 'agreements' | 'directory' | 'ledger'> {
  readonly exchanges: Exchanges
}

export const lookupRoutes = (world: LookupWorld): Route[] => [purposesRoute(world), lookupRoute(world)]

const purposesRoute = (world: LookupWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/identity/map/purposes',
    access,
    schema: {
      summary: 'For what the caller’s agency may look up identifiers of a person, from the agreements in force today',
      ...{ tags, response: { 200: Type.Object({ purposes: Type.Array(LookupPurpose) }, closed) } },
    },
    async handler({ principal }) {
      const [service] = tellingServices(world.directory)
      const [options, scheme] = await Promise.all([
        questionOptions(principal.member, world),
        world.agreements.purposes(),
      ])
      const labels = new Map(scheme.map(({ id, label }) => [id, label]))
      const purposes = options.purposes.flatMap(({ purpose, sources }): LookupPurpose[] => {
        const source = sources.find((one) => one.service === service && one.askBy.includes(personElement))
        if (source === undefined) return []
        const label = labels.get(purpose)
        const { agreement, version } = source
        return [{ purpose, ...(label === undefined ? {} : { label }), agreement, version }]
      })
      return { purposes }
    },
  })

const lookupRoute = (world: LookupWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/identity/people/:id/identifiers',
    access,
    schema: {
      summary: 'Which identifiers a person has across systems, each with how sure that is',
      description:
        'A question to the identity map like any other: an agreement of the caller’s agency decides which types are told, and the answer has its receipt.',
      ...{ tags, params: Type.Object({ id: EntityId }, closed) },
      ...{ body: Type.Pick(Question, ['messageId', 'purpose'], closed), response: { 200: SourceAnswer } },
    },
    async handler({ params: { id }, body, principal, raw }, reply) {
      const beganMs = performance.now()
      const [service] = tellingServices(world.directory)
      if (service === undefined) return fail(noMapService)
      const question = { ...body, subject: { [personElement]: id }, sources: [{ service }] }
      const message = await messageOf(question, principal.member, world)
      if (!message.ok) return message
      const caller = callerOf(principal)
      const answered = await world.exchanges.answer({ message: message.value, caller, ...arrival(reply, beganMs) })
      if (!answered.ok) return answered
      const [settled] = answered.value.settled
      if (settled === undefined) throw new Error('a look-up has one source')
      return sourceAnswer(settled, world, negotiateLanguage(raw.headers['accept-language']))
    },
  })
