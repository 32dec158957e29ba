import Type from 'typebox'
import { withdrawnKeys } from '../../federation/account-keys.ts'
import { negotiateLanguage } from '../../kernel/language.ts'
import { Id } from '../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { Agreement } from '../schema.ts'
import { type DeskWorld, draft, sign, step, type Versions } from './desk.ts'
import { diff } from './diff.ts'
import { changeWords } from './diff-words.ts'
import { keyRoutes } from './key-routes.ts'
import { versionUnknown } from './problems.ts'
import { AgreementEvent, AgreementSignature, AgreementStanding } from './schema.ts'
import { type Taken, transitions } from './transitions.ts'

const closed = { additionalProperties: false }
const tags = ['agreements']
const ofVersion = Type.Object({ id: Id, version: Type.Integer({ minimum: 1 }) }, closed)
const ReasonGiven = Type.String({ minLength: 1, maxLength: 2000 })

/** What happened with an agreement, newest version first. */
const History = Type.Object(
  {
    versions: Type.Array(
      Type.Object(
        {
          version: Type.Integer(),
          hash: Type.String(),
          previous: Type.Optional(Type.String({ description: 'hash of the version before' })),
          createdAt: Type.String(),
          standing: AgreementStanding,
          events: Type.Array(AgreementEvent),
          signatures: Type.Array(AgreementSignature),
        },
        closed,
      ),
    ),
  },
  closed,
)

async function historyOf(versions: Versions, { pool }: DeskWorld) {
  const withdrawn = await withdrawnKeys(pool, [
    ...new Set(versions.flatMap((one) => one.signatures.map(({ kid }) => kid))),
  ])
  return {
    versions: versions.map(({ agreement: { version, previous }, hash, createdAt, standing, events, signatures }) => ({
      ...{ version, hash, createdAt, standing, events: [...events] },
      signatures: signatures.map((one) => {
        const keyWithdrawn = withdrawn.get(one.kid)
        return { ...one, ...(keyWithdrawn && { keyWithdrawn }) }
      }),
      ...(previous === undefined ? {} : { previous }),
    })),
  }
}

const answered = async (outcome: Result<Versions>, world: DeskWorld) =>
  outcome.ok ? ok(await historyOf(outcome.value, world)) : outcome

export const lifecycleRoutes = (world: DeskWorld): Route[] => [
  draftRoute(world),
  signRoute(world),
  ...summaries.map(([taken, summary]) => stepRoute(world, taken, summary)),
  historyRoute(world),
  diffRoute(world),
  ...keyRoutes(world),
]

const draftRoute = (world: DeskWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/agreements',
    access: { permission: 'agreement.draft' },
    schema: {
      summary: 'Bring a new agreement, or the next version of one, as a draft',
      description: 'By a party. `previous` is filled in: the hash of the version before.',
      tags,
      body: Agreement,
      response: { 200: History },
    },
    handler: async ({ body, principal }) => answered(await draft(world, body, principal), world),
  })

const summaries: readonly (readonly [Taken, string])[] = [
  ['submit', 'Submit a draft to legal review'],
  ['approve-law', 'Approve a version in law; it goes to data protection review'],
  ['approve-protection', 'Approve a version in data protection; it can be signed'],
  ['send-back', 'Send a version back to its draft'],
  ['activate', 'Activate a version that both have signed'],
  ['suspend', 'Suspend an agreement: nothing leaves under it within a second'],
  ['resume', 'Resume what the parties suspended'],
  ['expire', 'Record that a version has expired'],
  ['terminate', 'End a version for good'],
  ['order', 'Stop an agreement by an order of the regulator'],
  ['lift', 'Lift the order of the regulator'],
]

const stepRoute = (world: DeskWorld, taken: Taken, summary: string): Route => {
  const { permission, reasonNeeded } = transitions[taken]
  const body = Type.Object({ reason: reasonNeeded ? ReasonGiven : Type.Optional(ReasonGiven) }, closed)
  return route({
    method: 'POST',
    url: `/v1/agreements/:id/versions/:version/${taken}`,
    access: { permission },
    schema: { summary, tags, params: ofVersion, body, response: { 200: History } },
    handler: async ({ params, body: { reason }, principal }) =>
      answered(
        await step(world, { ...params, step: taken, ...(reason === undefined ? {} : { reason }) }, principal),
        world,
      ),
  })
}

const signRoute = (world: DeskWorld): Route =>
  route({
    method: 'POST',
    url: '/v1/agreements/:id/versions/:version/signatures',
    access: { permission: 'agreement.sign' },
    schema: {
      summary: 'Add the signature of one’s member',
      description:
        'A detached JWS (RFC 7515, appendix F; EdDSA, with kid) over the canonical form (RFC 8785) of the version, by the ' +
        'signatory whom it names. With the second signature the version is signed.',
      tags,
      params: ofVersion,
      body: Type.Object({ jws: Type.String({ minLength: 10, maxLength: 2000 }) }, closed),
      response: { 200: History },
    },
    handler: async ({ params, body: { jws }, principal }) =>
      answered(await sign(world, { ...params, jws }, principal), world),
  })

const historyRoute = (world: DeskWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/agreements/:id/history',
    access: { permission: 'agreement.read' },
    schema: {
      summary: 'What happened with an agreement: versions, events, signatures',
      tags,
      params: Type.Object({ id: Id }, closed),
      response: { 200: History },
    },
    async handler({ params: { id } }) {
      const versions = await world.agreements.renewed(id)
      return versions === undefined ? fail(versionUnknown(id, 1)) : ok(await historyOf(versions, world))
    },
  })

const Change = Type.Object(
  {
    path: Type.String({ description: 'JSON Pointer (RFC 6901) into the document' }),
    clause: Type.String(),
    kind: Type.Enum(['added', 'removed', 'changed']),
    sentence: Type.String({ description: 'in the reader’s language' }),
  },
  closed,
)

const diffRoute = (world: DeskWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/agreements/:id/diff',
    access: { permission: 'agreement.read' },
    schema: {
      summary: 'What changed between two versions, in words',
      tags,
      params: Type.Object({ id: Id }, closed),
      querystring: Type.Object({ from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) }, closed),
      response: { 200: Type.Object({ changes: Type.Array(Change) }, closed) },
    },
    async handler({ params: { id }, query: { from, to }, raw }) {
      const versions = (await world.agreements.renewed(id)) ?? []
      const [before, after] = [from, to].map((version) => versions.find((one) => one.agreement.version === version))
      if (before === undefined) return fail(versionUnknown(id, from))
      if (after === undefined) return fail(versionUnknown(id, to))
      const language = negotiateLanguage(raw.headers['accept-language'])
      const changes = diff(before.agreement, after.agreement).map((change) => ({
        ...{ path: change.path, clause: change.clause, kind: change.kind },
        sentence: changeWords(change, language),
      }))
      return ok({ changes })
    },
  })
