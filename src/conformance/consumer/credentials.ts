/** How a caller proves who it is to the server's token endpoint (RFC 6749 §4.4, RFC 7523 §2.2). */
import { randomUUID } from 'node:crypto'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { SigningKey } from '../../kernel/signature.ts'
import { signEd25519 } from '../../kernel/signature.ts'
import { member } from '../../standards/dci/sealed-message.ts'
import { writeCompactJws } from '../../standards/jws.ts'
import type { Transport } from './transport.ts'

export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | (ClientCredentials & { readonly kind: 'secret'; readonly secret: string })
  | (ClientCredentials & { readonly kind: 'key'; readonly key: SigningKey; readonly audience: string })

interface ClientCredentials {
  readonly client: string
  readonly scope?: string
  /** At the standard's own address of the host unless told. */
  readonly tokenUrl?: string
}

export interface NoToken {
  readonly detail: string
}

export const tokenPath = '/oauth2/client/token'
const assertionLifeSeconds = 30

/** The access token; undefined where none is wanted. */
export async function fetchToken(
  credentials: Credentials,
  { transport, origin }: { transport: Transport; origin: string },
): Promise<Result<string | undefined, NoToken>> {
  if (credentials.kind === 'none') return ok(undefined)
  if (credentials.kind === 'bearer') return ok(credentials.token)
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: credentials.client })
  if (credentials.scope !== undefined) form.set('scope', credentials.scope)
  if (credentials.kind === 'secret') form.set('client_secret', credentials.secret)
  else {
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    form.set('client_assertion', assertion(credentials))
  }
  const reply = await transport.call({
    method: 'POST',
    url: credentials.tokenUrl ?? origin + tokenPath,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  if (!reply.ok) return fail({ detail: reply.problem.detail })
  if (reply.value.status !== 200) return fail({ detail: `HTTP ${reply.value.status}` })
  const token = tokenIn(reply.value.text)
  return token === undefined ? fail({ detail: 'no access_token in the answer' }) : ok(token)
}

function tokenIn(text: string): string | undefined {
  try {
    const token = member(JSON.parse(text), 'access_token')
    return typeof token === 'string' && /^[\x21-\x7e]{1,8000}$/.test(token) ? token : undefined
  } catch {
    return undefined
  }
}

function assertion({ client, key, audience }: Extract<Credentials, { kind: 'key' }>): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: client,
    sub: client,
    aud: audience,
    jti: randomUUID(),
    iat: now,
    exp: now + assertionLifeSeconds,
  }
  const header = { alg: 'EdDSA', typ: 'JWT', kid: key.kid }
  return writeCompactJws(header, JSON.stringify(claims), (data) => signEd25519(key.privateKey, data))
}
