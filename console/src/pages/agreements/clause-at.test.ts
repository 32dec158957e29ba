import assert from 'node:assert/strict'
import { it } from 'node:test'
import { exampleAgreement } from '../../../../src/agreements/example.ts'
import { contract } from '../../../../src/agreements/text/contract.ts'
import { clauseAt } from './clause-at.ts'

const names = { members: new Map(), services: new Map(), elements: new Map(), purposes: new Map() }
const text = contract(exampleAgreement, { ...names, language: 'en', hash: 'a'.repeat(64), signatures: [] })
const refAt = (place: string) => {
  const clauses = [...text.articles, ...text.annexes].flatMap((article) => article.clauses)
  return clauses.find(({ number }) => number === clauseAt(text, place))?.ref
}

it('finds the clause of a place, also of a value within it', () => {
  assert.equal(refAt('/volume/perDay'), 'volume')
  assert.equal(refAt('/volume'), 'volume')
  assert.match(refAt('/services/0/fields/1/justification') ?? '', /^services\/0/)
})

it('finds none for a place that the text has no clause of, nor for one with a similar name', () => {
  assert.equal(clauseAt(text, '/vol'), undefined)
  assert.equal(clauseAt(text, '/nothing/here'), undefined)
})
