// The commands that run, compare and measure linkage, against the product with its demo country.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Command } from '../src/cli/command.ts'
import { linkCompare } from '../src/cli/commands/link/compare.ts'
import { linkEvaluate } from '../src/cli/commands/link/evaluate.ts'
import { linkRun } from '../src/cli/commands/link/run.ts'
import { createOutput } from '../src/cli/output.ts'
import type { Evaluation, RunComparison } from '../src/identity/measures/schema.ts'
import type { Language } from '../src/kernel/language.ts'
import { duplicatesOfDemo } from './support/duplicates.ts'
import { startKiungo } from './support/kiungo.ts'

interface Asked {
  readonly options?: Readonly<Record<string, string | number | boolean>>
  readonly positionals?: readonly string[]
  readonly json?: boolean
  readonly language?: Language
}

test('linkage by the command line, on the demo country', async (t) => {
  const { url, dataFolder } = await startKiungo(t, { scale: 0.02 })

  /** As a person types it: exit code or the code of the problem, and what is printed. */
  async function run(command: Command, { options = {}, positionals = [], json = false, language = 'en' }: Asked = {}) {
    const out: string[] = []
    const terminal = { out: (line: string) => out.push(line), err: () => undefined, interactive: false }
    const environment = {
      ...{ KIUNGO_URL: url, KIUNGO_CLIENT_ID: 'nsps-demo', KIUNGO_CLIENT_SECRET: 'nsps-demo-secret' },
    }
    const output = createOutput(terminal, language, json)
    const ended = await command.run({ options, positionals, environment, output })
    return { code: ended.ok ? ended.value : ended.problem.code, text: out.join('') }
  }

  const documentOf = async <T>(command: Command, asked: Asked): Promise<T> => {
    const { code, text } = await run(command, { ...asked, json: true })
    assert.equal(code, 0, text)
    return JSON.parse(text) as T
  }

  const bad = join(dataFolder, 'bad.csv')
  writeFileSync(bad, 'source,record,person\nsocial-registry,1\n')
  const unknown = 'lr-00000000000000000000000000'

  await t.test('before anything is linked there is nothing to measure', async () => {
    assert.equal((await run(linkEvaluate)).code, 'cli.no-run')
    assert.equal((await run(linkEvaluate, { positionals: [unknown] })).code, 'identity.run-unknown')
    assert.equal((await run(linkEvaluate, { options: { truth: join(dataFolder, 'none.csv') } })).code, 'cli.usage')
    assert.equal((await run(linkCompare, { positionals: [unknown, unknown] })).code, 'identity.run-unknown')
  })

  await t.test('a run is made, measured against the truth, and compared, in three languages', async () => {
    const told = await run(linkRun)
    assert.equal(told.code, 0)
    assert.match(told.text, /Households: \d/)
    const truth = join(dataFolder, 'truth.csv')
    const pairs = duplicatesOfDemo(dataFolder)
    const lines = pairs.flatMap((pair, i) => pair.map((record) => `social-registry,${record},p${i}`))
    writeFileSync(truth, ['source,record,person', ...lines].join('\n'))

    const measured = await documentOf<Evaluation>(linkEvaluate, { options: { truth } })
    assert.equal(measured.basis, 'people')
    assert.equal(measured.known, lines.length)
    assert.equal(measured.asLinked.right + measured.asLinked.missed, pairs.length)
    const bar = { truth, 'least-recall': measured.asLinked.recall + 0.01 }
    assert.equal((await run(linkEvaluate, { options: bar })).code, 3, 'below what was asked for')
    assert.equal((await run(linkEvaluate)).code, 'identity.nothing-decided')
    assert.equal((await run(linkEvaluate, { options: { truth: bad } })).code, 'identity.truth-line')

    const positionals = [measured.run, measured.model]
    const same = await documentOf<RunComparison>(linkCompare, { positionals })
    assert.deepEqual([same.second.run, same.pairs.agreement, same.clusters.moved.groups], [measured.run, 1, 0])
    for (const [language, words] of [
      ['en', /They agree on 100\.0 %/],
      ['sw', /Zinakubaliana juu ya 100\.0 %/],
      ['fr', /Ils s’accordent sur 100\.0 %/],
    ] as const) {
      assert.match((await run(linkCompare, { positionals, language })).text, words)
      const { text } = await run(linkEvaluate, { options: { truth }, language })
      assert.doesNotMatch(text, /\{\w+\}|undefined|NaN/)
    }
  })
})
