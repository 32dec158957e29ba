import type { ProviderFailure } from '../../../src/exchange/plugin.ts'
import { fail, ok, type Result } from '../../../src/kernel/result.ts'
import { nonsense } from '../http-call.ts'
import { pick } from '../outcomes.ts'
import type { Paging } from './settings.ts'

export interface Turn {
  readonly paging: Paging | undefined
  readonly answer: unknown
  /** Path and query of the page that was answered, and its number from 1. */
  readonly path: string
  readonly page: number
  /** How many records it had. */
  readonly found: number
  readonly address: string
}

const maxCursorLength = 2000

/** Path of the next page, undefined after the last. A link that leads to another host is not followed. */
export function nextPath(turn: Turn): Result<string | undefined, ProviderFailure> {
  const { paging } = turn
  if (paging === undefined) return ok(undefined)
  if (paging.style === 'number') {
    return ok(turn.found < paging.size ? undefined : withQuery(turn.path, paging.param, String(turn.page + 1)))
  }
  const next = pick(turn.answer, paging.at)
  if (next === null || next === undefined || next === '') return ok(undefined)
  if (typeof next !== 'string' || next.length > maxCursorLength) return fail(nonsense(`the next page at ${paging.at}`))
  if (paging.style === 'cursor') return ok(withQuery(turn.path, paging.param, next))
  const origin = new URL(turn.address).origin
  const link = URL.parse(next, origin + turn.path)
  if (link === null || link.origin !== origin) return fail(nonsense('the next page is at another address'))
  return ok(link.pathname + link.search)
}

function withQuery(path: string, name: string, value: string): string {
  const url = new URL(path, 'http://provider')
  url.searchParams.set(name, value)
  return url.pathname + url.search
}
