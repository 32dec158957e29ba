import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PartnerProfile } from '../../../../src/exchange/plugin.ts'
import { senderFault } from './partner.ts'

const registered: PartnerProfile = {
  ...{ id: 'dss', client: 'dss-mis', member: 'dss', senderIds: ['dss.example.org'], specVersion: '2025-12' },
  ...{ signature: 'dci-httpsig', canonicalForm: 'python-json', unsigned: 'accept' },
  encryption: { send: 'never', require: false },
}

test('a partner goes by its registered names, where it was not let go by any; suspended, by none', () => {
  const fault = (changes: Partial<PartnerProfile>, name = 'other.example.org') => {
    const found = senderFault({ ...registered, ...changes }, name)
    return found.ok ? 'fine' : `${found.problem.status} ${found.problem.error}`
  }
  assert.equal(fault({}, 'dss.example.org'), 'fine')
  assert.equal(fault({}), '400 err.sender_id.invalid')
  assert.equal(fault({ anySenderId: true }), 'fine')
  assert.equal(fault({ senderIds: [] }), 'fine')
  assert.equal(fault({ anySenderId: true, suspended: true }, 'dss.example.org'), '403 err.request.forbidden')
})
