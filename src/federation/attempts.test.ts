import assert from 'node:assert/strict'
import test from 'node:test'
import { createAttempts } from './attempts.ts'

function attemptsAt(time: { seconds: number }) {
  return createAttempts({ failuresLimit: 3, windowSeconds: 60, now: () => new Date(time.seconds * 1000) })
}

test('after the limit one waits for the rest of the window, each key for itself', () => {
  const time = { seconds: 1000 }
  const attempts = attemptsAt(time)
  for (let i = 0; i < 3; i++) assert.equal(attempts.begin('amina'), undefined)
  time.seconds = 1020
  assert.equal(attempts.begin('amina'), 40)
  assert.equal(attempts.begin('juma'), undefined)
  time.seconds = 1060
  assert.equal(attempts.begin('amina'), undefined)
})

test('success wipes the slate', () => {
  const attempts = attemptsAt({ seconds: 1000 })
  for (let round = 0; round < 10; round++) {
    assert.equal(attempts.begin('amina'), undefined)
    attempts.succeeded('amina')
  }
})

test('attempts under way count, so that guessing in parallel gains nothing', () => {
  const attempts = attemptsAt({ seconds: 1000 })
  const begun = Array.from({ length: 10 }, () => attempts.begin('amina'))
  assert.equal(begun.filter((wait) => wait === undefined).length, 3)
})
