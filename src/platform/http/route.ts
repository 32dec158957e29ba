import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Problem } from '../../kernel/problem.ts'
import type { Access, Principal } from './access.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a route takes and gives, as validated and as the OpenAPI document shows it. */
export interface RouteSchema {
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  readonly body?: TSchema
  readonly querystring?: TSchema
  readonly params?: TSchema
  /** By status. A value that does not match its schema is our own mistake and answers 500. */
  readonly response: { readonly [status: number]: TSchema }
}

type Part<S, K extends string> = S extends { readonly [P in K]: infer T extends TSchema } ? Static<T> : undefined

/** The request as a handler sees it: validated, with its caller known. */
export interface RouteRequest<S, A> {
  readonly body: Part<S, 'body'>
  readonly query: Part<S, 'querystring'>
  readonly params: Part<S, 'params'>
  readonly principal: A extends 'public' ? undefined : A extends 'recognised' ? Principal | null : Principal
  readonly correlationId: string
  /** Aborts when the caller is gone or the request's time is over. */
  readonly signal: AbortSignal
  /** Headers, cookies and `rawBody`, where a protocol needs them. */
  readonly raw: FastifyRequest
}

export interface RouteDeclaration<S extends RouteSchema, A extends Access> {
  readonly method: Method
  readonly url: string
  readonly access: A
  readonly schema: S
  /** Media types of the body; JSON unless told. */
  readonly consumes?: readonly string[]
  readonly bodyLimitBytes?: number
  readonly timeoutMs?: number
  /** Answers with a value (first 2xx status of the schema) or a Result, whose problem becomes the response. */
  handler(request: RouteRequest<S, A>, reply: FastifyReply): unknown
}

/** A declared route with its types folded away, so that routes of all shapes fit one list. */
export interface Route {
  readonly method: Method
  readonly url: string
  readonly access: Access
  readonly schema: RouteSchema
  readonly consumes: readonly string[]
  readonly bodyLimitBytes?: number
  readonly timeoutMs?: number
  readonly handler: (request: RouteRequest<unknown, unknown>, reply: FastifyReply) => unknown
}

/** How failures look on the wire; a protocol with its own error form hands in another. */
export type ErrorShape = (problem: Problem, occurrence: string, request: FastifyRequest) => ErrorResponse

export interface ErrorResponse {
  readonly status: number
  readonly contentType: string
  readonly body: unknown
}

/** Routes that a room or a protocol contributes. */
export interface RouteScope {
  readonly name: string
  readonly routes: readonly Route[]
  readonly errorShape?: ErrorShape
}

const bodyMethods: ReadonlySet<Method> = new Set(['POST', 'PUT', 'PATCH'])

/** Declares a route. What is missing or unsafe in it stops the start, not the first request. */
export function route<const S extends RouteSchema, const A extends Access>(declared: RouteDeclaration<S, A>): Route {
  const where = `${declared.method} ${declared.url}`
  const access: Access | undefined = declared.access
  if (access === undefined) throw new Error(`${where} does not say who may call it: give it an access`)
  if (declared.schema.body !== undefined && !bodyMethods.has(declared.method)) {
    throw new Error(`${where} cannot have a body: use POST, PUT or PATCH`)
  }
  for (const part of ['body', 'querystring'] as const) {
    const schema = declared.schema[part] as { type?: string; additionalProperties?: unknown } | undefined
    if (schema?.type === 'object' && schema.additionalProperties === undefined) {
      throw new Error(`${where}: its ${part} must say whether additionalProperties are allowed`)
    }
  }
  return {
    ...declared,
    access,
    consumes: declared.consumes ?? ['application/json'],
    handler: (request, reply) => declared.handler(request as unknown as RouteRequest<S, A>, reply),
  }
}

/** The status of success: the first one that the schema declares below 300. */
export function successStatus(schema: RouteSchema): number {
  return (
    Object.keys(schema.response)
      .map(Number)
      .find((status) => status < 300) ?? 200
  )
}
