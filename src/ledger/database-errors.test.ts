import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DatabaseSilent } from './connection.ts'
import { faultOf, isRefusedByServer } from './database-errors.ts'

const fromServer = (code: string, severity = 'ERROR'): Error => Object.assign(new Error(code), { code, severity })
const fromSystem = (code: string): Error => Object.assign(new Error(code), { code })

test('an error is laid to the statement, the moment or the server', () => {
  for (const code of ['22021', '23505', '42P01', 'P0001', 'KI001']) assert.equal(faultOf(fromServer(code)), 'statement')
  for (const code of ['40001', '40P01']) assert.equal(faultOf(fromServer(code)), 'moment')
  for (const code of ['08006', '25006', '53100', '57P01', '58030', 'XX001']) {
    assert.equal(faultOf(fromServer(code)), 'server', code)
  }
  for (const error of [fromSystem('ECONNRESET'), fromSystem('EPIPE'), new DatabaseSilent()]) {
    assert.equal(faultOf(error), 'server')
  }
  for (const error of [new TypeError('a mistake in a writer'), 'thrown text', null])
    assert.equal(faultOf(error), 'statement')
})

test('only a server that says no and lives on has surely not committed', () => {
  assert.equal(isRefusedByServer(fromServer('23505')), true)
  for (const error of [
    fromServer('57P01', 'FATAL'),
    fromSystem('ECONNRESET'),
    new DatabaseSilent(),
    new Error('ended'),
  ]) {
    assert.equal(isRefusedByServer(error), false)
  }
})
