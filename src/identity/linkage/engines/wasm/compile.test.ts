import assert from 'node:assert/strict'
import { readdirSync, rmSync } from 'node:fs'
import test from 'node:test'
import { temporaryFolder } from '../../../../../test/support/database.ts'
import { compileKernel, maxPages } from './compile.ts'

test('a kernel is compiled once, and works in the memory that it is given', async (t) => {
  const folder = temporaryFolder()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const source = 'export function sum(at: usize): i32 { return load<i32>(at) + load<i32>(at, 4) }'
  const module = await compileKernel(source, folder)
  const memory = new WebAssembly.Memory({ initial: 1, maximum: maxPages, shared: true })
  new Int32Array(memory.buffer).set([40, 2], 2)
  const { sum } = new WebAssembly.Instance(module, { env: { memory } }).exports as { sum(at: number): number }
  assert.equal(sum(8), 42)
  await compileKernel(source, folder)
  assert.equal(readdirSync(folder).length, 1)
  await assert.rejects(compileKernel('export function sum(', folder), /does not compile/)
})
