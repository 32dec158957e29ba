import { randomUUID, sign } from 'node:crypto'
import { Pool } from 'undici'
import type { Problem } from '../kernel/problem.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { signingKeyFromPem } from '../kernel/signature.ts'
import type { Credentials } from './credentials.ts'

const answerLimitBytes = 32 * 1024 * 1024
const requestTimeoutMs = 120_000
const assertionLifetimeSeconds = 30

/** A running Kiungo, called as one of its clients. */
export interface Api {
  /** `timeoutMs`, where an answer is known to take its time. */
  get(path: string, timeoutMs?: number): Promise<Result<unknown>>
  post(path: string, body: unknown): Promise<Result<unknown>>
  delete(path: string): Promise<Result<unknown>>
  /** A document that is not JSON, as it is. */
  download(path: string): Promise<Result<Buffer>>
  /** A file; the answer is JSON. */
  upload(path: string, file: Buffer, type: string, timeoutMs?: number): Promise<Result<unknown>>
  close(): Promise<void>
}

/** Fetches a token when the first call needs one. Problems of the server come back as they were sent. */
export function openApi(origin: string, credentials: Credentials, language: string): Api {
  const pool = new Pool(origin, { connections: 2, headersTimeout: requestTimeoutMs, bodyTimeout: requestTimeoutMs })
  let token: Promise<Result<string>> | undefined
  const call = async (
    method: Sent['method'],
    path: string,
    content?: Content,
    timeoutMs = requestTimeoutMs,
  ): Promise<Result<Buffer>> => {
    token ??= fetchToken(pool, credentials)
    const bearer = await token
    if (!bearer.ok) return bearer
    const type = content === undefined ? {} : { 'content-type': content.type }
    return send(pool, {
      ...{ method, path, headersTimeout: timeoutMs },
      headers: { authorization: `Bearer ${bearer.value}`, 'accept-language': language, ...type },
      ...(content === undefined ? {} : { body: content.body }),
    })
  }
  return {
    get: async (path, timeoutMs) => parsed(await call('GET', path, undefined, timeoutMs)),
    post: async (path, body) => parsed(await call('POST', path, jsonOf(body))),
    delete: async (path) => parsed(await call('DELETE', path)),
    download: (path) => call('GET', path),
    upload: async (path, body, type, timeoutMs) => parsed(await call('POST', path, { type, body }, timeoutMs)),
    close: () => pool.close(),
  }
}

interface Content {
  readonly type: string
  readonly body: string | Buffer
}

const jsonOf = (body: unknown): Content | undefined =>
  body === undefined ? undefined : { type: 'application/json', body: JSON.stringify(body) }

function parsed(answer: Result<Buffer>): Result<unknown> {
  if (!answer.ok) return answer
  try {
    return ok(JSON.parse(answer.value.toString('utf8')))
  } catch {
    return fail(unreadable('the answer is not JSON'))
  }
}

interface Sent {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  readonly headersTimeout?: number
}

async function send(pool: Pool, request: Sent): Promise<Result<Buffer>> {
  try {
    const { statusCode, body } = await pool.request({ ...request, headers: { ...request.headers } })
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of body) {
      bytes += (chunk as Buffer).length
      if (bytes > answerLimitBytes) return fail(unreadable(`the answer is larger than ${answerLimitBytes} bytes`))
      chunks.push(chunk as Buffer)
    }
    const answer = Buffer.concat(chunks)
    return statusCode < 300 ? ok(answer) : fail(problemOf(JSON.parse(answer.toString('utf8')), statusCode))
  } catch (error) {
    if (error instanceof SyntaxError) return fail(unreadable('the answer is not JSON'))
    return fail({
      code: 'cli.unreachable',
      status: 503,
      message: `Kiungo cannot be reached at ${request.path.split('?')[0]}: ${error instanceof Error ? error.message : String(error)}`,
      fix: 'start it with `npm start`, or give its address with --url',
    })
  }
}

const unreadable = (message: string): Problem => ({
  code: 'cli.unreadable-answer',
  status: 502,
  message,
  fix: 'check that --url is the address of a Kiungo, not of something else',
})

/** A problem body (RFC 9457) or an OAuth error (RFC 6749 §5.2) as our own problem. */
function problemOf(answer: unknown, status: number): Problem {
  const body = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>
  const text = (name: string): string | undefined => (typeof body[name] === 'string' ? body[name] : undefined)
  return {
    code: text('code') ?? text('error') ?? 'cli.refused',
    status,
    message: text('title') ?? text('error_description') ?? `the server answered ${status}`,
    fix: text('fix') ?? 'see the server’s log for this time',
  }
}

async function fetchToken(pool: Pool, credentials: Credentials): Promise<Result<string>> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: credentials.clientId })
  if (credentials.kind === 'secret') form.set('client_secret', credentials.secret)
  else {
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    form.set('client_assertion', clientAssertion(credentials.clientId, credentials.privateKeyPem, credentials.audience))
  }
  const sent = await send(pool, {
    method: 'POST',
    path: '/oauth2/client/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  const answer = parsed(sent)
  if (!answer.ok) return answer
  const token = (answer.value as { access_token?: unknown }).access_token
  return typeof token === 'string' ? ok(token) : fail(unreadable('the token endpoint gave no access_token'))
}

/** Client authentication by a signed assertion (RFC 7523 §3, private_key_jwt). */
function clientAssertion(clientId: string, pem: string, audience: string): string {
  const key = signingKeyFromPem(pem)
  const now = Math.floor(Date.now() / 1000)
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = part({ alg: 'EdDSA', typ: 'JWT', kid: key.kid })
  const claims = { iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), iat: now }
  const signed = `${head}.${part({ ...claims, exp: now + assertionLifetimeSeconds })}`
  return `${signed}.${sign(null, Buffer.from(signed), key.privateKey).toString('base64url')}`
}
