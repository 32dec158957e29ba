import type { FastifyRequest } from 'fastify'
import type { Problem } from '../../kernel/problem.ts'
import type { Result } from '../../kernel/result.ts'

/** Who is calling, as established by authentication. */
export interface Principal {
  readonly kind: 'client' | 'person'
  readonly id: string
  readonly member: string
  readonly permissions: ReadonlySet<string>
}

/**
 * Who may call a route: anyone, anyone who is authenticated, or who has the named permission. `recognised`: anyone, but
 * who sends a token is known by it, and is refused when it does not hold; what others must show, the handler says.
 */
export type Access = 'public' | 'recognised' | 'authenticated' | { readonly permission: string }

/** Establishes the caller from headers and cookies, before the body is read. Implemented by the federation room. */
export type Authenticate = (request: FastifyRequest) => Promise<Result<Principal>>

export const unauthenticated: Problem = {
  code: 'platform.unauthenticated',
  status: 401,
  message: 'the request does not say who is calling',
  fix: 'Send an access token in the Authorization header, or sign in.',
}

/** Whether this principal may use a route of this access; the problem names what is missing. */
export function accessProblem(access: Access, principal: Principal): Problem | undefined {
  if (typeof access === 'string' || principal.permissions.has(access.permission)) return undefined
  return {
    code: 'platform.permission-missing',
    status: 403,
    message: `this needs the permission ${access.permission}, which the caller does not have`,
    fix: `Ask the administrator of your agency for a role or scope that includes ${access.permission}.`,
    params: { permission: access.permission },
  }
}
