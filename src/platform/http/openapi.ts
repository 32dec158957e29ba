import fastifySwagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema } from 'fastify'
import Type from 'typebox'

/** RFC 9457 body as the description shows it. */
const ProblemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  fix: Type.String({ description: 'What to do about it' }),
  code: Type.String({ description: 'Stable name of the problem; clients may depend on it' }),
  instance: Type.String({ description: 'This occurrence; the logs carry the same id' }),
  pointer: Type.Optional(Type.String({ description: 'JSON Pointer (RFC 6901) to the place at fault in the body' })),
})

/** Collects the OpenAPI 3.1 document from the declared routes. */
export async function describeApi(
  app: FastifyInstance,
  about: { readonly version: string },
): Promise<() => Record<string, unknown>> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Kiungo',
        version: about.version,
        description: 'Social-protection systems exchange data under agreements that execute, with proof.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'OAuth 2.0 access token of a registered client' },
          session: { type: 'apiKey', in: 'cookie', name: 'kiungo_session', description: 'Signed-in person' },
        },
        schemas: { Problem: JSON.parse(JSON.stringify(ProblemSchema)) },
      },
    },
    transform: ({ schema, url, route }) => ({
      schema: described(withRest(schema, url), route.config?.route?.access),
      url: url.replace('*', ':rest'),
    }),
  })
  return () => JSON.parse(JSON.stringify(app.swagger())) as Record<string, unknown>
}

const Rest = Type.Object({ rest: Type.String({ description: 'The rest of the path, with its slashes' }) })

/** OpenAPI has no word for a `*` at the end of an address: it is shown as one more parameter. */
function withRest(schema: FastifySchema | undefined, url: string): FastifySchema | undefined {
  return schema === undefined || !url.endsWith('*') ? schema : { ...schema, params: Rest }
}

function described(schema: FastifySchema | undefined, access: unknown): FastifySchema {
  if (schema === undefined) return { hide: true } as FastifySchema
  const given = schema as FastifySchema & { description?: string; response: Record<string, unknown> }
  const permission =
    typeof access === 'object' && access !== null && 'permission' in access ? access.permission : undefined
  const needs = permission === undefined ? undefined : `Needs the permission \`${String(permission)}\`.`
  const description = [given.description, needs].filter((line) => line !== undefined).join('\n\n')
  const problem = { description: 'Problem (RFC 9457)', content: { 'application/problem+json': { schema: problemRef } } }
  return {
    ...given,
    ...(description === '' ? {} : { description }),
    ...(access === 'public' ? {} : { security: access === 'recognised' ? [{ bearer: [] }, {}] : signedIn }),
    response: { ...given.response, default: problem },
  } as FastifySchema
}

const signedIn = [{ bearer: [] }, { session: [] }]
const problemRef = { $ref: '#/components/schemas/Problem' }
