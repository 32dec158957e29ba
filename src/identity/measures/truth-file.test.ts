import assert from 'node:assert/strict'
import test from 'node:test'
import { readTruth } from './truth-file.ts'

const lines = (...all: string[]) => all.join('\n')

/** The problem of a file: its code, and the sentence that names the line. */
function refusal(...all: string[]): string {
  const read = readTruth(lines(...all))
  assert.ok(!read.ok, 'the file was taken')
  return `${read.problem.code} ${read.problem.message}`
}

test('people with groups and pairs are read, with a mark of byte order, semicolons and empty lines', () => {
  const people = readTruth(lines('\uFEFFsource;record;person;Region', 'r;1;a;coast', '', 'r;2;a;'))
  assert.deepEqual(people.ok && people.value, {
    basis: 'people',
    divisions: ['region'],
    people: [
      { source: 'r', record: '1', person: 'a', groups: ['coast'] },
      { source: 'r', record: '2', person: 'a', groups: [''] },
    ],
  })
  const pairs = readTruth(lines('source,record,other_source,other_record,same', 'r,1,s,"2,b",Yes', 'r,1,s,3,0'))
  assert.deepEqual(pairs.ok && pairs.value, {
    basis: 'pairs',
    pairs: [
      { first: { source: 'r', record: '1' }, second: { source: 's', record: '2,b' }, same: true },
      { first: { source: 'r', record: '1' }, second: { source: 's', record: '3' }, same: false },
    ],
  })
})

test('a file that cannot be used is refused at its line, and no value of it is repeated', () => {
  const people = 'source,record,person'
  const pairs = 'source,record,other_source,other_record,same'
  assert.match(refusal('Amina,Juma,1990', 'r,1,a'), /^identity\.truth-header line 1 /)
  assert.match(refusal(people), /^identity\.truth-header/)
  assert.match(refusal(''), /^identity\.truth-header/)
  assert.match(refusal(`${people},a,b,c,d,e,f`, 'r,1,a,1,2,3,4,5,6'), /^identity\.truth-header/)
  assert.match(refusal(people, 'r,1,a', 'r,2'), /truth-line line 3 .* more or fewer values/)
  assert.match(refusal(people, 'r,1,a', 'r,2,'), /line 3 .* empty value/)
  assert.match(refusal(people, 'r,1,a', 's,1,a', 'r,1,b'), /line 4 .* came before/)
  assert.match(refusal(people, 'r,1,a', 'r,"2,a'), /line \d .* cannot be read/)
  assert.match(refusal(pairs, 'r,1,s,2,yes', 's,2,r,1,no'), /line 3 .* came before/)
  assert.match(refusal(pairs, 'r,1,s,2,perhaps'), /line 2 .* neither yes nor no/)
  assert.match(refusal(pairs, 'r,1,r,1,yes'), /line 2 .* one record as a pair/)
  assert.doesNotMatch(refusal('Amina,Juma,1990', 'r,1,a'), /Amina/)
})

test('a column that has a value for nearly everybody is no group', () => {
  const rows = Array.from({ length: 101 }, (_, i) => `r,${i},p${i},g,name-${i}`)
  assert.match(refusal('source,record,person,region,name', ...rows), /^identity\.truth-groups column 5 /)
})
