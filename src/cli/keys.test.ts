import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openNodeKeys } from '../federation/key-ring.ts'
import { mustBeOk } from '../kernel/result.ts'
import { keys } from './commands/keys.ts'
import { createOutput } from './output.ts'

test('the keys are listed, and one is rotated: the new one is current, the other previous', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'kiungo-keys-'))
  t.after(() => rmSync(data, { recursive: true }))
  const run = async (...args: string[]) => {
    const out: string[] = []
    const output = createOutput({ out: (s) => out.push(s), err: () => undefined, interactive: false }, 'en', true)
    const [action, kind] = args
    const options = { data, ...(kind === undefined ? {} : { kind }) }
    const positionals = action === undefined ? [] : [action]
    const ended = await keys.run({ options, positionals, environment: {}, output })
    return ended.ok ? JSON.parse(out.join('')) : ended.problem.code
  }
  assert.equal(await run(), 'cli.no-keys')
  mustBeOk(await openNodeKeys(join(data, 'keys')))
  const before = (await run()).keys
  assert.deepEqual(
    before.map(({ kind, use }: Record<string, string>) => `${kind} ${use}`),
    ['signing current', 'rs256 current', 'encryption current'],
  )
  assert.equal(await run('rotate', 'all'), 'cli.usage')
  assert.equal(await run('rotate'), 'cli.usage')
  const { kid } = await run('rotate', 'signing')
  const after = (await run('list')).keys
  assert.deepEqual([after[0].kid, after[0].use], [kid, 'current'])
  assert.deepEqual([after[1].kid, after[1].use], [before[0].kid, 'previous'])
  assert.equal(after.length, 4)
})
