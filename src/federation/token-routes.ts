import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { type ErrorShape, type RouteScope, route } from '../platform/http/route.ts'
import type { NodeKeys } from './key-ring.ts'
import type { OAuthError } from './oauth-error.ts'
import { grantToken, type TokenWorld, tokenPath } from './token-grant.ts'

/** The authorisation server for machines; its errors have the form of RFC 6749 §5.2. */
export function tokenRoutes(world: TokenWorld & { readonly keys: NodeKeys }): RouteScope {
  return {
    name: 'oauth2',
    errorShape: oauthShape,
    routes: [
      route({
        method: 'POST',
        url: tokenPath,
        access: 'public',
        consumes: ['application/x-www-form-urlencoded', 'application/json'],
        bodyLimitBytes: 16_384,
        schema: {
          summary: 'An access token for a client (RFC 6749 §4.4; private_key_jwt of RFC 7523)',
          tags: ['oauth2'],
          // RFC 6749 §3.2: parameters that are not recognised are ignored.
          body: Type.Object(
            {
              grant_type: Type.String({ maxLength: 100 }),
              scope: Type.Optional(Type.String({ maxLength: 1000 })),
              client_id: Type.Optional(Type.String({ maxLength: 120 })),
              client_secret: Type.Optional(Type.String({ maxLength: 200 })),
              client_assertion: Type.Optional(Type.String({ maxLength: 8192 })),
              client_assertion_type: Type.Optional(Type.String({ maxLength: 200 })),
            },
            { additionalProperties: true },
          ),
          response: { 200: TokenBody },
        },
        async handler({ body, raw }, reply) {
          const { authorization } = raw.headers
          const granted = await grantToken({ params: body, authorization, address: raw.ip }, world)
          // RFC 6749 §5.1.
          reply.header('cache-control', 'no-store')
          return granted.ok ? granted : refuse(granted.problem, reply)
        },
      }),
      route({
        method: 'GET',
        url: '/.well-known/jwks.json',
        access: 'public',
        schema: { summary: 'The public keys of this node (RFC 7517)', tags: ['oauth2'], response: { 200: JwksBody } },
        handler: (_, reply) => {
          reply.header('cache-control', 'public, max-age=300')
          return world.keys.jwks()
        },
      }),
    ],
  }
}

const TokenBody = Type.Object(
  {
    access_token: Type.String(),
    token_type: Type.Literal('Bearer'),
    expires_in: Type.Integer(),
    scope: Type.String(),
  },
  { additionalProperties: false },
)

const JwksBody = Type.Object(
  { keys: Type.Array(Type.Object({ kty: Type.String(), kid: Type.String() }, { additionalProperties: true })) },
  { additionalProperties: false },
)

function refuse({ status, error, description, retryAfterSeconds }: OAuthError, reply: FastifyReply): FastifyReply {
  reply.problemCode = `federation.oauth-${error.replaceAll('_', '-')}`
  if (status === 401) reply.header('www-authenticate', 'Basic realm="kiungo"')
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds))
  return reply
    .code(status)
    .type('application/json')
    .serializer(JSON.stringify)
    .send({ error, error_description: description })
}

/** What fails before or beside the grant: malformed body, wrong type, database away. */
const oauthShape: ErrorShape = (problem) => ({
  status: problem.status,
  contentType: 'application/json',
  body: {
    error: problem.status >= 500 ? 'temporarily_unavailable' : 'invalid_request',
    error_description: `${problem.message}. ${problem.fix}`,
  },
})
