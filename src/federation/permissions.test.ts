import assert from 'node:assert/strict'
import test from 'node:test'
import { permissionsOf, permissionsOfRole } from './permissions.ts'
import { permissions, roles } from './schema.ts'

test('each role may do what the access table says, and nothing else', () => {
  const listed = (names: string) => names.split(' ').sort().join(' ')
  const table = Object.fromEntries(roles.map((role) => [role, [...permissionsOfRole[role]].sort().join(' ')]))
  const officer =
    'agreement.read consent.read consent.record dictionary.read exchange.read identity.case-read member.read overview.read person.find question.ask rights.read rights.record system.read'
  const watcher = listed(
    'agreement.read breach.read conformance.read consent.read decision.explain delivery.read dictionary.read exchange.read ledger.read member.read overview.read partner.read rights.read subscription.read system.read',
  )
  assert.deepEqual(table, {
    'programme-officer': officer,
    'programme-manager': listed(`${officer} delivery.read subscription.read identity.case-close`),
    'legal-officer': listed(
      `${watcher} agreement.draft agreement.review agreement.send-back agreement.manage law.manage assessment.draft breach.record`,
    ),
    'data-protection-officer': listed(
      `${watcher} agreement.protect agreement.send-back assessment.draft rights.record rights.decide breach.record breach.decide correction.receive`,
    ),
    signatory: listed(`${watcher} agreement.sign`),
    regulator: listed(`${watcher} agreement.order exchange.read-all`),
    auditor: listed(`${watcher} exchange.read-all identity.read identity.case-read`),
    steward: listed(
      'overview.read member.read system.read dictionary.read identity.read identity.see-identifiers identity.review identity.decide identity.run identity.confirm-model identity.match identity.map identity.case-read',
    ),
    administrator: [...permissions].sort().join(' '),
  })
})

test('every permission is held by some role, and who watches may not ask', () => {
  const held = permissionsOf(roles)
  for (const permission of permissions) assert.ok(held.has(permission), permission)
  for (const role of ['legal-officer', 'auditor'] as const) {
    for (const asking of ['question.ask', 'person.find', 'registry.search'] as const) {
      assert.ok(!permissionsOfRole[role].includes(asking), `${role} ${asking}`)
    }
    for (const acting of [
      'partner.manage',
      'delivery.manage',
      'subscription.manage',
      'conformance.run',
      'consent.record',
      'rights.record',
      'rights.decide',
      'breach.decide',
    ] as const) {
      assert.ok(!permissionsOfRole[role].includes(acting), `${role} ${acting}`)
    }
  }
})

test('several roles add up', () => {
  assert.ok(permissionsOf(['auditor', 'programme-officer']).has('ledger.read'))
  assert.ok(permissionsOf(['auditor', 'programme-officer']).has('question.ask'))
})
