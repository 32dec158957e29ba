import type { ProblemBody } from '../../../src/kernel/problem.ts'
import { currentLanguage } from '../i18n.ts'

/** An answer of the API that is not the one hoped for, with what the server says about it (RFC 9457). */
export class ApiProblem extends Error {
  readonly status: number
  readonly body: Partial<ProblemBody>

  constructor(status: number, body: Partial<ProblemBody>) {
    super(body.title ?? `HTTP ${status}`)
    this.status = status
    this.body = body
  }
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  /** Sent as it is, of the media type that it has. */
  readonly file?: { readonly type: string; readonly content: Blob }
  readonly signal?: AbortSignal
}

/** Status 0 stands for a server that could not be reached. */
export async function call<T>(path: string, { method = 'GET', body, file, signal }: Call = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': currentLanguage() }
  if (method !== 'GET') headers['X-Kiungo-Request'] = '1'
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  if (file !== undefined) headers['Content-Type'] = file.type
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (body !== undefined) init.body = JSON.stringify(body)
  if (file !== undefined) init.body = file.content
  if (signal !== undefined) init.signal = signal
  const response = await fetch(path, init).catch((fault: unknown) => {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault
    throw new ApiProblem(0, {})
  })
  if (!response.ok) throw new ApiProblem(response.status, await problemOf(response))
  if (response.status === 204) return undefined as T
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return (isJson ? await response.json() : await response.text()) as T
}

async function problemOf(response: Response): Promise<Partial<ProblemBody>> {
  try {
    return (await response.json()) as Partial<ProblemBody>
  } catch {
    return {}
  }
}

/** A value as one step of an address. */
export const inPath = encodeURIComponent

/** Query string of the values that are there. */
export function withQuery(path: string, values: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
