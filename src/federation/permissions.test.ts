import assert from 'node:assert/strict'
import test from 'node:test'
import { permissionsOf, permissionsOfRole } from './permissions.ts'
import { permissions, roles } from './schema.ts'

test('each role may do what the access table says, and nothing else', () => {
  const table = Object.fromEntries(roles.map((role) => [role, [...permissionsOfRole[role]].sort().join(' ')]))
  const officer =
    'agreement.read dictionary.read exchange.read member.read overview.read person.find question.ask system.read'
  const watcher =
    'agreement.read decision.explain dictionary.read exchange.read ledger.read member.read overview.read system.read'
  assert.deepEqual(table, {
    'programme-officer': officer,
    'programme-manager': officer,
    'legal-officer': watcher,
    auditor: watcher.replace('exchange.read', 'exchange.read exchange.read-all'),
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
  }
})

test('several roles add up', () => {
  assert.ok(permissionsOf(['auditor', 'programme-officer']).has('ledger.read'))
  assert.ok(permissionsOf(['auditor', 'programme-officer']).has('question.ask'))
})
