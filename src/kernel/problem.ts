/**
 * An expected failure: what went wrong, where, and how to mend it. `message` and `fix` are English sentences for
 * developers and never hold personal data; what a person reads in their own language is looked up by `code`.
 */
export interface Problem {
  /** `room.kebab-case`, stable: clients and translations depend on it. */
  readonly code: string
  /** HTTP status that fits when it leaves over HTTP. */
  readonly status: number
  readonly message: string
  readonly fix: string
  /** JSON Pointer (RFC 6901) into the request, when one place is at fault. */
  readonly pointer?: string
  /** Which of the sentences of a code this is, where it has several. */
  readonly variant?: string
  /** Values for the translated sentence; no personal data. */
  readonly params?: Readonly<Record<string, string | number>>
}

/** RFC 9457 problem body, served as `application/problem+json`. */
export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly fix: string
  readonly code: string
  readonly instance: string
  readonly pointer?: string
}

/** `instance` identifies this occurrence: the id that the logs carry too. */
export function problemBody(problem: Problem, instance: string): ProblemBody {
  return {
    type: `urn:kiungo:problem:${problem.code}`,
    title: problem.message,
    status: problem.status,
    detail: `${problem.message}. ${problem.fix}`,
    fix: problem.fix,
    code: problem.code,
    instance: `urn:kiungo:occurrence:${instance}`,
    ...(problem.pointer === undefined ? {} : { pointer: problem.pointer }),
  }
}
