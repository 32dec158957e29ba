import assert from 'node:assert/strict'
import test from 'node:test'
import { type Fault, faults } from '../../test/support/broken-dci/faults.ts'
import { checksOf } from '../../test/support/conformance.ts'
import { registryNames } from '../standards/dci/registries.ts'
import { plannedChecks } from './run.ts'
import type { RegistryName } from './schema.ts'

/** One check, at least, that must turn red; and the registry it shows in, where that is not the social one. */
const found: Readonly<Record<Fault, string | readonly [RegistryName, string]>> = {
  'wrong-correlation-id': 'async.callback-has-the-correlation-id',
  'ignores-filter': 'semantics.contradiction-finds-nobody',
  'wrong-total': 'pages.total-is-true',
  'repeats-page-1': 'pages.differ',
  'ignores-sort': 'pages.sort-ascending',
  'fails-on-unknown-id': 'search.unknown-identifier-is-an-empty-answer',
  'finds-somebody-for-unknown-id': 'search.unknown-identifier-is-an-empty-answer',
  'finds-another-person': 'search.identifier-finds-who-was-asked-for',
  'ack-without-correlation-id': 'async.acknowledgement-has-a-correlation-id',
  'accepts-any-token': 'security.wrong-token-is-refused',
  'issues-token-for-any-secret': 'discovery.wrong-secret-gets-no-token',
  'accepts-wrong-signature': 'security.tampered-message-is-refused',
  'accepts-stale-signature': 'security.stale-signature-is-refused',
  'accepts-replay': 'async.same-message-has-one-effect',
  'accepts-reused-message-id': 'semantics.used-message-id-is-refused',
  'swallows-unknown-attribute': 'errors.unknown-attribute-is-refused',
  'time-without-zone': 'envelope.times-have-a-zone',
  'accepts-time-without-zone': 'errors.message-ts-without-zone',
  'callback-with-other-transaction-id': 'async.callback-has-the-transaction-id',
  'callback-to-another-address': 'async.callback-comes',
  'never-calls-back': 'async.callback-comes',
  'calls-back-twice': 'async.callback-comes-once',
  'notifies-after-unsubscribe': 'subscriptions.nothing-comes-after-the-end',
  'leaks-stack-trace': 'security.no-traces-in-errors',
  'leaks-values-in-errors': 'security.no-personal-data-in-errors',
  'status-always-succ': 'errors.unknown-attribute-is-refused',
  'invents-status': 'async.unknown-transaction-has-no-status',
  'accepts-graphql': 'search.graphql-is-not-answered-with-everybody',
  'accepts-page-size-0': 'pages.size-0-is-refused',
  'accepts-page-number-0': 'pages.page-0-is-refused',
  'accepts-duplicate-references': 'errors.duplicate-reference-id',
  'accepts-wrong-count': 'errors.count-differs',
  'accepts-missing-fields': 'errors.missing-message-id',
  'no-reg-records': 'search.identifier-finds-who-was-asked-for',
  'other-reference-id': 'envelope.reference-id-comes-back',
  'drops-second-request': 'envelope.every-request-of-a-message-is-answered',
  'wrong-action': 'envelope.action-is-on-search',
  'signs-another-message': 'envelope.signature-is-valid',
  'private-key-in-jwks': 'discovery.key-set-holds-no-private-key',
  'counts-as-text': 'envelope.counts-are-numbers',
  'own-reason-codes': 'errors.codes-are-of-the-table',
  'dies-of-depth': 'errors.depth-bomb-is-refused',
  'accepts-unknown-event': 'subscriptions.unknown-event-is-rejected',
  'accepts-unknown-code': 'subscriptions.unknown-code-is-rejected',
  'everybody-is-enrolled': ['ibr', 'extras.enrolled-says-no-of-nobody'],
  'html-errors': 'errors.refusal-has-a-known-shape',
}

for (const registry of registryNames) {
  test(`a right server of the registry ${registry} has no check red, and hardly one left out`, async (t) => {
    const checks = await checksOf(t, registry)
    const told = checks.filter(({ id, result }) => result !== 'passed' && id !== 'security.connection-is-encrypted')
    assert.deepEqual(
      told.map(({ id, result, detail }) => `${id}: ${result}, ${detail}`),
      [],
    )
    assert.deepEqual(
      checks.map(({ id }) => id),
      plannedChecks(registry).map(({ check }) => check.id),
      'in the order of the groups',
    )
  })
}

for (const fault of Object.keys(faults) as Fault[]) {
  test(`it is found that ${faults[fault]}`, async (t) => {
    const [registry, id] = typeof found[fault] === 'string' ? (['sr', found[fault]] as const) : found[fault]
    // The last looks at what the others were refused with.
    const only = [id, 'errors.unknown-attribute-is-refused']
    const checks = await checksOf(t, registry, { fault, only })
    const red = checks.filter(({ result, level }) => result === 'failed' && level === 'must').map((check) => check.id)
    assert.ok(red.includes(id), `${id} is not red; red are ${red.join(', ') || 'none'}`)
  })
}

test('a registry may tell of no event, and leaves the check out; of one that was named for the run it must', async (t) => {
  const id = 'subscriptions.subscription-is-opened'
  const [unnamed] = await checksOf(t, 'ess', { events: [], only: [id] })
  assert.equal(unnamed?.result, 'skipped', unnamed?.detail)
  const [named] = await checksOf(t, 'ess', { events: [], only: [id], eventType: 'REGISTER' })
  assert.equal(named?.result, 'failed', named?.detail)
})

test('a check has a name of its own, in its group, and says what it rests on', () => {
  const planned = registryNames.flatMap(plannedChecks)
  for (const { group, check } of planned) {
    assert.ok(check.id.startsWith(`${group}.`), check.id)
    assert.ok(check.clause.length > 10 && check.title.length > 10, check.id)
  }
  for (const registry of registryNames) {
    const ids = plannedChecks(registry).map(({ check }) => check.id)
    assert.equal(new Set(ids).size, ids.length, 'one name twice')
  }
})
