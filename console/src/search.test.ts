import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { askSearch, countrySearch, exchangesSearch, signInSearch } from './search.ts'

describe('reading an address', () => {
  it('leads back after signing in to this console only', () => {
    assert.deepEqual(signInSearch({ back: '/exchanges?status=refused' }), { back: '/exchanges?status=refused' })
    for (const back of [
      '//elsewhere.example',
      'https://elsewhere.example',
      '/\\elsewhere.example',
      'javascript:alert(1)',
      '',
    ]) {
      assert.deepEqual(signInSearch({ back }), {}, back)
    }
  })

  it('keeps what it knows and drops what it does not', () => {
    assert.deepEqual(exchangesSearch({ status: 'refused', consumer: 'dss', other: 'x' }), {
      status: 'refused',
      consumer: 'dss',
    })
    assert.deepEqual(exchangesSearch({ status: 'everything' }), {})
    assert.deepEqual(countrySearch({ window: '60', view: 'globe' }), { window: 60 })
  })

  it('never throws and never lets through more than it can show', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (raw) => {
        for (const read of [signInSearch, countrySearch, askSearch, exchangesSearch]) {
          for (const value of Object.values(read(raw))) assert.ok(String(value).length <= 200)
        }
      }),
    )
  })
})
