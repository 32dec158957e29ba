import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { PartyKey } from '../identity/private/schema.ts'
import { exampleProject, testFolder } from '../identity/private/test-project.ts'
import { exitCodeOf } from './calling.ts'
import type { Command } from './command.ts'
import { privateEncode } from './commands/private/encode.ts'
import { privateMatch } from './commands/private/match.ts'
import { privateOverlap } from './commands/private/overlap.ts'
import { privateCheck, privatePrepare } from './commands/private/prepare.ts'
import { createOutput } from './output.ts'

type Options = Readonly<Record<string, string | boolean>>

function openDesk(t: TestContext) {
  const folder = testFolder(t)
  const at = (name: string): string => join(folder, name)
  const run = async (command: Command, options: Options, ...positionals: string[]) => {
    const out: string[] = []
    const output = createOutput({ out: (s) => out.push(s), err: () => undefined, interactive: false }, 'en', true)
    const ended = await command.run({ options, positionals, environment: {}, output })
    return ended.ok
      ? { code: ended.value, document: JSON.parse(out.join('')) }
      : { code: exitCodeOf(ended.problem), document: ended.problem }
  }
  return { at, run }
}

/** Keys of all three, the secret at both owners, and a declaration that names the keys. */
async function prepared(t: TestContext) {
  const desk = openDesk(t)
  const { at, run } = desk
  const keyOf = async (name: string, secret = false): Promise<PartyKey> =>
    (await run(privatePrepare, { keys: at(name), secret })).document.key
  const base = exampleProject()
  const parties = [
    { member: 'nida', key: await keyOf('nida', true) },
    { member: 'dss', key: await keyOf('dss') },
  ]
  const project = { ...base, parties, zone: { member: 'statistics', key: await keyOf('zone') } }
  writeFileSync(at('project.json'), JSON.stringify(project))
  writeFileSync(at('dss/project.key'), readFileSync(at('nida/project.key')), { mode: 0o600 })
  const header = 'number,given,family,born,sex,nid\n'
  writeFileSync(
    at('nida.csv'),
    `${header}1,Wanjiku,Kamotho,1951-03-14,F,1001\n2,"Otieno ""O""",Ochieng,1948-11-02,M,1002\n3,,,,,1003\n`,
  )
  writeFileSync(
    at('dss.csv'),
    `${header}A,Wanjiku,Kamoto,1951-03-14,F,1001\nB,Somebody,Else,1990-02-01,M,1002\nC,X,,,F,9998\n`,
  )
  const encode = (party: string, changes: Options = {}) =>
    run(privateEncode, {
      ...{ project: at('project.json'), keys: at(party), in: at(`${party}.csv`), id: 'number' },
      ...{ out: at(`${party}.ndjson`), map: at(`${party}.map`) },
      ...changes,
    })
  return { ...desk, encode }
}

test('the three check the same digest; an owner encodes, and keeps for itself whose encoding is whose', async (t) => {
  const { at, run, encode } = await prepared(t)
  const checked = await run(privateCheck, { project: at('project.json') })
  assert.equal(checked.code, 0)
  const { code, document } = await encode('nida')
  assert.deepEqual([code, document.encoded, document.left, document.project], [0, 2, 1, checked.document.digest])
  const text = readFileSync(at('nida.ndjson'), 'utf8')
  assert.ok(!/Wanjiku|Kamotho|1951|1001/.test(text))
  const [, first = ''] = text.split('\n')
  assert.ok(readFileSync(at('nida.map'), 'utf8').includes(JSON.parse(first).id))
})

test('what cannot be encoded says why: no column, no secret, a stranger’s key, no CSV', async (t) => {
  const { at, encode } = await prepared(t)
  writeFileSync(at('other.csv'), 'number,given,born,sex\n1,A,B,F\n')
  assert.match((await encode('nida', { in: at('other.csv') })).document.message, /no column family/)
  writeFileSync(at('broken.csv'), 'number,given\n1,"Wanjiku\n')
  const broken = await encode('nida', { in: at('broken.csv') })
  assert.match(broken.document.message, /not well-formed CSV/)
  assert.ok(!broken.document.message.includes('Wanjiku'))
  assert.match((await encode('nida', { in: at('nowhere.csv') })).document.message, /cannot be read/)
  assert.equal((await encode('zone', { in: at('dss.csv') })).document.code, 'identity.private-not-the-party')
  rmSync(at('dss/project.key'))
  assert.match((await encode('dss')).document.message, /project\.key is not there/)
  assert.equal(existsSync(at('dss/project.key')), false, 'none is made in its place')
  const { id, ...without } = { id: 'number', project: at('project.json') }
  assert.equal(id, 'number')
  assert.match((await encode('dss', { ...without, project: at('dss.csv') })).document.message, /is not JSON/)
})

test('without the node, whose part it is to count runs, nothing is compared or deleted', async (t) => {
  const { at, run, encode } = await prepared(t)
  await encode('nida')
  await encode('dss')
  const files = {
    project: at('project.json'),
    keys: at('zone'),
    a: at('nida.ndjson'),
    b: at('dss.ndjson'),
    out: at('pairs'),
  }
  const { code } = await run(privateMatch, {
    ...files,
    url: 'http://127.0.0.1:1',
    client: 'dss-pension-mis',
    data: at('data'),
  })
  assert.notEqual(code, 0)
  assert.ok(existsSync(files.a) && existsSync(files.b) && !existsSync(files.out))
})

test('who asks keeps the state, and a wrong step, message or state is told', async (t) => {
  const { at, run } = await prepared(t)
  const options = {
    project: at('project.json'),
    keys: at('dss'),
    in: at('dss.csv'),
    out: at('q.json'),
    state: at('state'),
  }
  const asked = await run(privateOverlap, options, 'ask')
  assert.deepEqual([asked.code, asked.document], [0, { count: 3 }])
  const count = (state: string) =>
    run(privateOverlap, { project: at('project.json'), message: at('q.json'), state: at(state) }, 'count')
  assert.equal((await count('state')).document.code, 'identity.private-overlap-refused')
  assert.ok(existsSync(at('state')), 'it is used up only by the answer')
  assert.equal((await count('none')).document.code, 'cli.private-file-unusable')
  assert.equal((await run(privateOverlap, options, 'guess')).document.code, 'cli.usage')
})
