import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { Permission, Role } from '../../../src/federation/schema.ts'
import { call } from '../api/client.ts'
import { sessionQuery } from '../api/queries.ts'
import type { Session } from '../api/types.ts'

const knownRoles: readonly Role[] = [
  'programme-officer',
  'programme-manager',
  'legal-officer',
  'data-protection-officer',
  'signatory',
  'regulator',
  'auditor',
  'steward',
  'administrator',
]

export function useSession(): { session: Session | undefined; may: (permission: Permission) => boolean } {
  const { data } = useQuery(sessionQuery)
  return {
    session: data ?? undefined,
    may: (permission) => data?.permissions.includes(permission) ?? false,
  }
}

export function useSignIn() {
  const client = useQueryClient()
  return async (username: string, password: string): Promise<void> => {
    const session = await call<Session>('/v1/session', { method: 'POST', body: { username, password } })
    client.setQueryData(sessionQuery.queryKey, session)
  }
}

/** Everything that was read is forgotten: the next person at this computer may not see it. */
export function useSignOut() {
  const client = useQueryClient()
  const router = useRouter()
  return async (): Promise<void> => {
    await call('/v1/session', { method: 'DELETE' }).catch(() => undefined)
    client.clear()
    sessionStorage.clear()
    client.setQueryData(sessionQuery.queryKey, null)
    await router.navigate({ to: '/sign-in' })
  }
}

/** Locale key of a role; a role this console does not know is shown as "other". */
export function roleKey(role: string): `roles.${Role | 'other'}` {
  return `roles.${knownRoles.find((known) => known === role) ?? 'other'}`
}
