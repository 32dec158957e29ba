import assert from 'node:assert/strict'
import { it } from 'node:test'
import { fileFault, formatOf, nameOf } from './file.ts'

it('names a source as ids are written, whatever the file is called', () => {
  const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/
  for (const name of [
    'Liste d’été (2).XLSX',
    'NGO list.csv',
    '../../x.parquet',
    '---.csv',
    'قائمة.csv',
    'a'.repeat(200),
  ]) {
    assert.match(nameOf(name), idPattern, name)
    assert.ok(nameOf(name).length <= 80)
  }
  assert.equal(nameOf('Liste d’été (2).xlsx'), 'liste-d-ete-2')
})

it('tells before it is sent that a file cannot be read', () => {
  assert.equal(formatOf('a.PARQUET'), 'parquet')
  assert.equal(fileFault({ name: 'a.pdf', size: 10 }), 'format')
  assert.equal(fileFault({ name: 'a.csv', size: 0 }), 'empty')
  assert.equal(fileFault({ name: 'a.csv', size: 20_000_001 }), 'size')
  assert.equal(fileFault({ name: 'a.csv', size: 10 }), undefined)
})
