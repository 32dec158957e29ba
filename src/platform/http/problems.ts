import type { FastifyError, FastifyRequest } from 'fastify'
import { type Problem, problemBody } from '../../kernel/problem.ts'
import { databaseProblem } from '../database/failures.ts'
import type { ErrorResponse, ErrorShape } from './route.ts'

/** Carries a problem through the framework's error path; made only inside this folder. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** RFC 9457: the form of failures unless a protocol brings its own. */
export const problemJson: ErrorShape = (problem, occurrence): ErrorResponse => ({
  status: problem.status,
  contentType: 'application/problem+json',
  body: problemBody(problem, occurrence),
})

export const notFound = (request: FastifyRequest): Problem => ({
  code: 'platform.unknown-route',
  status: 404,
  message: `there is nothing to ${request.method} at this address`,
  fix: 'See /openapi.json for the addresses that exist.',
  params: { method: request.method },
})

export const methodNotAllowed = (allowed: readonly string[]): Problem => ({
  code: 'platform.method-not-allowed',
  status: 405,
  message: 'this address exists, but not for this method',
  fix: `Use ${allowed.join(' or ')}.`,
  params: { allowed: allowed.join(', ') },
})

export const unsupportedType = (accepted: readonly string[]): Problem => ({
  code: 'platform.unsupported-media-type',
  status: 415,
  message: 'the body is of a type that this address does not take',
  fix: `Send Content-Type: ${accepted.join(' or ')}.`,
  params: { accepted: accepted.join(', ') },
})

export const bodyTooLarge = (limitBytes: number): Problem => ({
  code: 'platform.body-too-large',
  status: 413,
  message: `the body is larger than ${limitBytes} bytes`,
  fix: 'Send less in one request, or page it.',
  params: { limitBytes },
})

export const overloaded: Problem = {
  code: 'platform.overloaded',
  status: 503,
  message: 'more requests are under way than this node can carry',
  fix: 'Repeat the request after the seconds in Retry-After.',
}

export const timedOut: Problem = {
  code: 'platform.request-timeout',
  status: 503,
  message: 'the request took longer than its time limit and was given up',
  fix: 'Repeat it; if it goes on, ask for less at once or tell the operator.',
}

const unexpected: Problem = {
  code: 'platform.unexpected',
  status: 500,
  message: 'something went wrong on our side',
  fix: 'Tell the operator the occurrence id of this answer; the log has the details under it.',
}

export interface Failure {
  readonly problem: Problem
  /** Our own mistake: logged with its stack. */
  readonly unexpected: boolean
}

/** What the caller is told about an error of the framework, of the database, or of ours. */
export function failureOf(error: unknown, limitBytes: number): Failure {
  if (error instanceof ProblemError) return { problem: error.problem, unexpected: false }
  const known = frameworkProblem(error as FastifyError, limitBytes) ?? databaseProblem(error)
  return known === undefined ? { problem: unexpected, unexpected: true } : { problem: known, unexpected: false }
}

function frameworkProblem(error: FastifyError, limitBytes: number): Problem | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return bodyTooLarge(limitBytes)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return unsupportedType(['application/json'])
    default:
      return typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500
        ? malformed(error.statusCode)
        : undefined
  }
}

const malformed = (status: number): Problem => ({
  code: 'platform.malformed-request',
  status,
  message: 'the request is not well-formed HTTP for this address',
  fix: 'Check the address, its percent-encoding and the Content-Length.',
})
