// How the starts of one run of the tests share a country that was made once.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import test, { type TestContext } from 'node:test'
import { copySeed } from './support/seeds.ts'

function folders(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-seeds-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  let made = 0
  return {
    seeds: folder,
    made: () => made,
    make: async (place: string) => {
      made += 1
      mkdirSync(place)
      writeFileSync(join(place, 'country'), `made ${made}`)
    },
    at: (name: string) => join(folder, name),
    countryOf: (name: string) => readFileSync(join(folder, name, 'country'), 'utf8'),
  }
}

test('a country is made once for each scale, also when two want it at once; each has a copy of its own', async (t) => {
  const { seeds, made, make, at, countryOf } = folders(t)
  let go: () => void = assert.fail
  const bothWait = new Promise<void>((resolve) => {
    go = resolve
  })
  const slowly = async (place: string): Promise<void> => {
    await bothWait
    await make(place)
  }
  const first = copySeed(at('a'), { seeds, scale: 1, make: slowly })
  const second = copySeed(at('b'), { seeds, scale: 1, make: slowly })
  go()
  await Promise.all([first, second])
  assert.equal(made(), 1)
  writeFileSync(join(at('a'), 'country'), 'changed')
  await copySeed(at('c'), { seeds, scale: 1, make })
  assert.deepEqual(['b', 'c'].map(countryOf), ['made 1', 'made 1'])
  await copySeed(at('d'), { seeds, scale: 2, make })
  assert.equal(countryOf('d'), 'made 2')
})

test('a maker that died, or failed, keeps nobody from making the country', async (t) => {
  const { seeds, make, at, countryOf } = folders(t)
  const { pid } = spawnSync(process.execPath, ['--version'])
  writeFileSync(at('scale-1.maker-0'), `${pid}\n`)
  await copySeed(at('a'), { seeds, scale: 1, make })
  assert.equal(countryOf('a'), 'made 1')
  const failing = copySeed(at('b'), { seeds, scale: 2, make: () => Promise.reject(new Error('no room')) })
  await assert.rejects(failing, /no room/)
  await copySeed(at('b'), { seeds, scale: 2, make })
  assert.equal(countryOf('b'), 'made 2')
})

test('a folder that is there already is left alone', async (t) => {
  const { seeds, made, make, at, countryOf } = folders(t)
  await make(at('a'))
  await copySeed(at('a'), { seeds, scale: 1, make })
  assert.equal(countryOf('a'), 'made 1')
  assert.equal(made(), 1)
})

test('a country whose database still runs is not copied', async (t) => {
  const { seeds, at } = folders(t)
  const running = async (place: string): Promise<void> => {
    mkdirSync(join(place, 'postgres', 'cluster'), { recursive: true })
    writeFileSync(join(place, 'postgres', 'cluster', 'postmaster.pid'), '1\n')
  }
  await assert.rejects(copySeed(at('a'), { seeds, scale: 1, make: running }), /still in use/)
})
