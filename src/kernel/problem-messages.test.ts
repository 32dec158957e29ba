import assert from 'node:assert/strict'
import test from 'node:test'
import type { Problem } from './problem.ts'
import { type ProblemMessages, translateProblem } from './problem-messages.ts'

const problem: Problem = {
  code: 'room.too-many',
  status: 429,
  message: 'more than 7 came',
  fix: 'Wait.',
  params: { limit: 7 },
}
const messages: ProblemMessages = {
  'room.too-many': {
    sw: { message: 'zaidi ya {limit} zimekuja', fix: 'Subiri.' },
    fr: { message: 'plus de {limit} sont venus', fix: 'Attendez.' },
  },
  'room.too-many:at-night': {
    sw: { message: 'usiku zaidi ya {limit}', fix: 'Lala.' },
    fr: { message: 'plus de {limit} la nuit', fix: 'Dormez.' },
  },
}

test('a problem is told in the language asked for, with its values, and stays the same problem', () => {
  const told = translateProblem(problem, 'fr', messages)
  assert.deepEqual(told, {
    language: 'fr',
    problem: { ...problem, message: 'plus de 7 sont venus', fix: 'Attendez.' },
  })
})

test('a variant of a code has its own sentence', () => {
  const told = translateProblem({ ...problem, variant: 'at-night' }, 'sw', messages)
  assert.equal(told.problem.message, 'usiku zaidi ya 7')
})

test('English, and whatever has no words, is told as it came and said to be English', () => {
  for (const one of [
    translateProblem(problem, 'en', messages),
    translateProblem({ ...problem, code: 'room.other' }, 'fr', messages),
    translateProblem({ ...problem, code: 'constructor' }, 'sw', messages),
  ]) {
    assert.equal(one.language, 'en')
    assert.equal(one.problem.message, 'more than 7 came')
  }
})
