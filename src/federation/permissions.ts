import { type Permission, permissions, type Role } from './schema.ts'

const officer: readonly Permission[] = [
  'question.ask',
  'person.find',
  'exchange.read',
  'system.read',
  'agreement.read',
  'dictionary.read',
  'overview.read',
  'member.read',
]

const lawyer: readonly Permission[] = [
  'agreement.read',
  'decision.explain',
  'dictionary.read',
  'exchange.read',
  'overview.read',
  'member.read',
  'system.read',
  'ledger.read',
]

/** What each role may do. A role is nothing but this list. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  'programme-officer': officer,
  'programme-manager': officer,
  'legal-officer': lawyer,
  auditor: [
    'overview.read',
    'member.read',
    'system.read',
    'agreement.read',
    'dictionary.read',
    'exchange.read',
    'exchange.read-all',
    'ledger.read',
    'decision.explain',
  ],
  administrator: permissions,
}

export const permissionsOf = (roles: readonly Role[]): ReadonlySet<Permission> =>
  new Set(roles.flatMap((role) => permissionsOfRole[role]))

/** The G2P Connect specifications write `registry/search` in some places: the same scope as `registry.search`. */
export const canonicalScope = (scope: string): string => scope.replace('/', '.')
