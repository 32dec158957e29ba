import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import type { ConsentPurpose } from '../agreements/consent/schema.ts'
import { openConsents } from '../agreements/consent/service.ts'
import { exampleConsent } from '../agreements/consent/test-consent.ts'
import { mustBeOk } from '../kernel/result.ts'
import { systemClock } from '../platform/clock.ts'
import { incoming, request } from './test-asking.ts'
import { agreement, declareTestCountry, openTestWorld, testReceiptKey, testSubjectKey, wanjiku } from './test-world.ts'

// An exchange whose ground is the person's consent, over its whole way.

const clock = systemClock('Africa/Nairobi')
const officer = { id: 'officer', member: 'dss' }
const elements = agreement().services.flatMap(({ fields }) => fields.map(({ element }) => element))
const purpose: ConsentPurpose = { purpose: 'eligibility-verification', elements, mode: 'view' }

async function world(t: TestContext) {
  const { pool } = await createTestDatabase(t)
  const { legalBasis } = agreement()
  await declareTestCountry(pool, [agreement({ legalBasis: { ...legalBasis, ground: 'consent' } })])
  const opened = await openTestWorld(pool)
  t.after(() => opened.close())
  const consents = openConsents({
    ...{ pool, clock, ledger: opened.ledger, receiptKey: testReceiptKey, subjectKey: testSubjectKey },
    members: async () => new Set(['dss', 'nida']),
    broaderPurposes: async () => new Map([[purpose.purpose, [purpose.purpose]]]),
    isElement: () => true,
    birthDateOf: async () => undefined,
  })
  const give = async (given: Partial<ConsentPurpose> = {}) => {
    const { validUntil: _, ...terms } = exampleConsent.terms
    const asked = { ...terms, validFrom: '2026-01-01', purposes: [{ ...purpose, ...given }] }
    const receipt = await consents.give({ ...exampleConsent, nationalId: wanjiku.nin, terms: asked }, officer)
    return mustBeOk(receipt).record.id
  }
  const ask = async () => {
    const { settled } = mustBeOk(await opened.room.exchanges.answer(incoming([request({ acceptPartial: true })])))
    const [one] = settled
    assert.ok(one)
    return one
  }
  return { ...opened, consents, give, ask }
}

test('without a consent nothing leaves; with it it does, and from its withdrawal on the next exchange is refused', async (t) => {
  const { consents, give, ask, system } = await world(t)
  assert.equal((await ask()).reason?.code, 'agreements.consent-missing')
  assert.deepEqual(system.asked, [], 'and nobody is asked')
  const id = await give()
  const answered = await ask()
  assert.deepEqual([answered.status, answered.decision?.consent], ['answered', id])
  mustBeOk(await consents.withdraw(id, { channel: 'telephone', by: 'subject' }, officer))
  assert.equal((await ask()).reason?.code, 'agreements.consent-not-given')
})

test('a consent given for one use is used once, also by many who ask at the same moment', async (t) => {
  const { give, ask } = await world(t)
  await give({ frequency: { times: 1, per: 'consent' } })
  const outcomes = await Promise.all(Array.from({ length: 8 }, ask))
  assert.equal(outcomes.filter(({ status }) => status === 'answered').length, 1)
  const refused = outcomes.filter(({ status }) => status === 'refused').map(({ reason }) => reason?.code)
  assert.deepEqual([...new Set(refused)], ['agreements.consent-used-up'])
})

test('gate G6 reads all that it must know of a person’s consents in one statement', async (t) => {
  const { pool, consents, give, ask } = await world(t)
  await give({ frequency: { times: 3, per: 'day' } })
  const withdrawn = await give()
  mustBeOk(await consents.withdraw(withdrawn, { channel: 'telephone', by: 'subject' }, officer))
  await ask()
  const statements: string[] = []
  const query = pool.query.bind(pool)
  t.mock.method(pool, 'query', (asked: string | { text: string }, ...rest: []) => {
    statements.push(typeof asked === 'string' ? asked : asked.text)
    return query(asked as string, ...rest)
  })
  assert.equal((await ask()).status, 'answered')
  const ofConsents = statements.filter((text) => /consent_revision|consent_use/.test(text))
  assert.deepEqual(
    ofConsents.map((text) => text.trim().split(/\s+/, 1)[0]),
    ['select', 'insert'],
    'one reads, the other takes the use',
  )
})

test('what the consent was not given for stays behind', async (t) => {
  const { give, ask } = await world(t)
  const [first = ''] = elements
  await give({ elements: [first] })
  const { decision } = await ask()
  assert.deepEqual([decision?.outcome, decision?.fields.map(({ element }) => element)], ['partial', [first]])
})

test('a record that was changed beside the product opens nothing', async (t) => {
  const { give, ask, pool } = await world(t)
  await give()
  await pool.query(`alter table consent_revision disable trigger consent_revision_immutable;
    update consent_revision set document = jsonb_set(document, '{terms,withdrawal}', '"nowhere"')`)
  assert.equal((await ask()).reason?.code, 'agreements.consent-missing')
})
