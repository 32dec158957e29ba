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
  'consent.read',
  'consent.record',
  'rights.read',
  'rights.record',
  'identity.case-read',
]

/** Who oversees what machines send each other, and changes none of it. */
const traffic: readonly Permission[] = ['partner.read', 'delivery.read', 'subscription.read', 'conformance.read']

const lawyer: readonly Permission[] = [
  ...traffic,
  'agreement.read',
  'decision.explain',
  'dictionary.read',
  'exchange.read',
  'overview.read',
  'member.read',
  'system.read',
  'ledger.read',
  'consent.read',
  'rights.read',
  'breach.read',
]

/** What each role may do. A role is nothing but this list. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  'programme-officer': officer,
  'programme-manager': [...officer, 'delivery.read', 'subscription.read', 'identity.case-close'],
  'legal-officer': [
    ...lawyer,
    'agreement.draft',
    'agreement.review',
    'agreement.send-back',
    'agreement.manage',
    'law.manage',
    'assessment.draft',
    'breach.record',
  ],
  'data-protection-officer': [
    ...lawyer,
    'agreement.protect',
    'agreement.send-back',
    'assessment.draft',
    'rights.record',
    'rights.decide',
    'breach.record',
    'breach.decide',
    'correction.receive',
  ],
  signatory: [...lawyer, 'agreement.sign'],
  regulator: [...lawyer, 'exchange.read-all', 'agreement.order'],
  auditor: [
    ...traffic,
    'overview.read',
    'member.read',
    'system.read',
    'agreement.read',
    'dictionary.read',
    'exchange.read',
    'exchange.read-all',
    'ledger.read',
    'decision.explain',
    'consent.read',
    'rights.read',
    'breach.read',
    'identity.read',
    'identity.case-read',
  ],
  steward: [
    'overview.read',
    'member.read',
    'system.read',
    'dictionary.read',
    'identity.read',
    'identity.see-identifiers',
    'identity.review',
    'identity.decide',
    'identity.run',
    'identity.confirm-model',
    'identity.match',
    'identity.map',
    'identity.case-read',
  ],
  administrator: permissions,
}

export const permissionsOf = (roles: readonly Role[]): ReadonlySet<Permission> =>
  new Set(roles.flatMap((role) => permissionsOfRole[role]))

/** The G2P Connect specifications write `registry/search` in some places: the same scope as `registry.search`. */
export const canonicalScope = (scope: string): string => scope.replace('/', '.')
