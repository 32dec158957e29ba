import type { PublicJwk } from '../../kernel/signature.ts'
import { encryptionAlgorithm } from '../../standards/dci/encryption.ts'
import { isTree, member } from '../../standards/dci/sealed-message.ts'
import type { Transport } from './transport.ts'

/** The keys of the server: those that were handed over, and those that it publishes (RFC 7517). */
export interface KeySet {
  readonly url: string
  /** Fetched anew once when `kid` is not among those that are known. */
  of(kid: string | undefined): Promise<readonly PublicJwk[]>
  encryption(): Promise<(PublicJwk & { readonly kid: string }) | undefined>
}

const keysLimit = 20

export function openKeySet(handed: readonly PublicJwk[], url: string, transport: Transport): KeySet {
  let published: Promise<readonly PublicJwk[]> | undefined
  let fetchedFor = new Set<string>()
  const keysOf = async (kid: string | undefined): Promise<readonly PublicJwk[]> => {
    published ??= fetchKeys(url, transport)
    const known = [...handed, ...(await published)]
    if (kid === undefined || fetchedFor.has(kid) || known.some((jwk) => jwk.kid === kid)) return known
    fetchedFor = new Set([...fetchedFor, kid].slice(-keysLimit))
    published = fetchKeys(url, transport)
    return [...handed, ...(await published)]
  }
  return {
    url,
    of: keysOf,
    async encryption() {
      const usable = (await keysOf(undefined)).find(
        (jwk) => jwk.kid !== undefined && jwk.use === 'enc' && encryptionAlgorithm(jwk) !== undefined,
      )
      return usable as (PublicJwk & { kid: string }) | undefined
    },
  }
}

async function fetchKeys(url: string, transport: Transport): Promise<readonly PublicJwk[]> {
  const reply = await transport.call({ method: 'GET', url, headers: { accept: 'application/json' } })
  if (!reply.ok || reply.value.status !== 200) return []
  try {
    const keys = member(JSON.parse(reply.value.text), 'keys')
    return (Array.isArray(keys) ? keys.filter(isTree).slice(0, keysLimit) : []) as unknown as readonly PublicJwk[]
  } catch {
    return []
  }
}
