import type pg from 'pg'
import Type from 'typebox'
import { Id } from '../../kernel/nouns.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Principal } from '../../platform/http/access.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { administer } from '../administration.ts'
import { thumbprintOf } from '../client-keys.ts'
import type { Directory, Registered } from '../directory.ts'
import { partnerFault } from './rules.ts'
import { ListedPartner, type Partner, PartnerList, PartnerRegistration, TestCall } from './schema.ts'
import { noteTest, savePartner, setPartnerStanding } from './store.ts'
import { type TestCallWorld, testCall } from './test-call.ts'

export interface PartnerRoutesWorld extends TestCallWorld {
  readonly pool: pg.Pool
  readonly directory: Directory
  readonly ledger: Pick<Ledger, 'append'>
  /** The agreement of a member that ends first, among those in force. */
  readonly nextExpiryOf: (member: string) => Promise<ListedPartner['nextExpiry']>
}

const closed = { additionalProperties: false }
const params = Type.Object({ id: Id }, closed)
const tags = ['partners']
const read = { permission: 'partner.read' } as const
const manage = { permission: 'partner.manage' } as const
const testTimeoutMs = 60_000

export const partnerRoutes = (world: PartnerRoutesWorld): Route[] => [
  ...readRoutes(world),
  route({
    method: 'PUT',
    url: '/v1/partners/:id',
    access: manage,
    schema: {
      summary: 'Onboard a partner, or change what is agreed with it',
      description: 'Its standing is changed by suspend and reinstate only; the status of a new one is taken as given.',
      tags,
      params,
      body: PartnerRegistration,
      response: { 200: ListedPartner },
    },
    handler: ({ params: { id }, body, principal }) => save(world, { ...body, id }, principal),
  }),
  standingRoute(world, 'suspend', 'suspended'),
  standingRoute(world, 'reinstate', 'active'),
  route({
    method: 'POST',
    url: '/v1/partners/:id/test-call',
    access: manage,
    timeoutMs: testTimeoutMs,
    schema: {
      summary: 'Call the partner’s server and tell what works',
      description: 'Address, look-up, connection, key set, one search by an identifier that nobody has, signature.',
      tags,
      params,
      response: { 200: TestCall },
    },
    async handler({ params: { id } }) {
      const partner = (await world.directory.current()).partners.get(id)
      if (partner === undefined) return fail(unknownPartner(id))
      const tested = await testCall(partner, world)
      await noteTest(world.pool, id, { at: new Date(tested.at), ok: tested.ok })
      return ok(tested)
    },
  }),
]

const readRoutes = (world: PartnerRoutesWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/partners',
    access: read,
    schema: { summary: 'The systems that messages are agreed with', tags, response: { 200: PartnerList } },
    async handler() {
      const registered = await world.directory.current()
      const partners = [...registered.partners.values()]
      return { partners: await Promise.all(partners.map((partner) => listed(world, partner, registered))) }
    },
  }),
  route({
    method: 'GET',
    url: '/v1/partners/:id',
    access: read,
    schema: { summary: 'What is agreed with one partner', tags, params, response: { 200: ListedPartner } },
    handler: ({ params: { id } }) => shown(world, id),
  }),
]

const standingRoute = (world: PartnerRoutesWorld, verb: 'suspend' | 'reinstate', status: Partner['status']): Route =>
  route({
    method: 'POST',
    url: `/v1/partners/:id/${verb}`,
    access: manage,
    schema: {
      summary:
        verb === 'suspend'
          ? 'Stop the partner’s messages, callbacks and notices'
          : 'Let the partner’s messages pass again',
      tags,
      params,
      response: { 200: ListedPartner },
    },
    async handler({ params: { id }, principal }) {
      const partner = (await world.directory.current()).partners.get(id)
      if (partner === undefined) return fail(unknownPartner(id))
      if (partner.status === status) return shown(world, id)
      const at = world.now()
      const changed = await administer(world.ledger, {
        ...{ by: principal, at, act: `partner.${verb}`, concerns: partner.member, subject: id, details: { status } },
        write: (tx) => setPartnerStanding(tx, { id, status, at }),
      })
      // Somebody else was faster, to the same end.
      if (!changed.ok && changed.problem.code !== 'ledger.rejected') return changed
      return shown(world, id)
    },
  })

async function save(
  world: PartnerRoutesWorld,
  partner: PartnerRegistration,
  principal: Principal,
): Promise<Result<ListedPartner>> {
  const registered = await world.directory.current()
  const fault = partnerFault(partner, { clients: registered.clients, partners: registered.partners.values() })
  if (fault !== undefined) return fail(fault)
  const at = world.now()
  const saved = await administer(world.ledger, {
    act: registered.partners.has(partner.id) ? 'partner.change' : 'partner.register',
    ...{ by: principal, at, subject: partner.id, concerns: registered.clients.get(partner.client)?.member ?? '' },
    details: JSON.parse(JSON.stringify(partner)),
    write: (tx) => savePartner(tx, partner, at),
  })
  if (saved.ok) return shown(world, partner.id)
  return saved.problem.code === 'ledger.rejected' ? fail(changedMeanwhile(partner.id)) : saved
}

async function shown(world: PartnerRoutesWorld, id: string): Promise<Result<ListedPartner>> {
  const registered = await world.directory.renewed()
  const partner = registered.partners.get(id)
  return partner === undefined ? fail(unknownPartner(id)) : ok(await listed(world, partner, registered))
}

async function listed(
  { nextExpiryOf }: PartnerRoutesWorld,
  partner: Partner,
  { clients, partnerTests }: Registered,
): Promise<ListedPartner> {
  const { keys = [] } = clients.get(partner.client) ?? {}
  const [nextExpiry, lastTest] = [await nextExpiryOf(partner.member), partnerTests.get(partner.id)]
  return {
    ...partner,
    keys: keys.map((key) => ({ kid: thumbprintOf(key), alg: key.alg })),
    ...(nextExpiry && { nextExpiry }),
    ...(lastTest && { lastTest }),
  }
}

const unknownPartner = (id: string): Problem => ({
  code: 'federation.partner-unknown',
  status: 404,
  message: `there is no partner ${id}`,
  fix: 'GET /v1/partners lists the partners there are.',
  params: { partner: id },
})

const changedMeanwhile = (id: string): Problem => ({
  code: 'federation.partner-changed-meanwhile',
  status: 409,
  message: `the partner ${id} could not be saved: its client or a sender id was taken meanwhile`,
  fix: 'Look at the partners again, then try once more.',
  params: { partner: id },
})
