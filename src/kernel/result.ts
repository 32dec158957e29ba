/** An expected failure is a value: the caller must look at `ok` before it can reach the value. */
export type Result<T, E = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: E }

import type { Problem } from './problem.ts'

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const fail = <E>(problem: E): { readonly ok: false; readonly problem: E } => ({ ok: false, problem })

/** The value, or a thrown error: only where a failure would be our own mistake (fixtures, checked-in data). */
export function mustBeOk<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`${result.problem.code}: ${result.problem.message}`)
}
