// The commands of compliance and of the analysis of agreements, against the product with its demo country.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Command } from '../src/cli/command.ts'
import { checkAgreement } from '../src/cli/commands/agreements/check.ts'
import { agreementsComposition } from '../src/cli/commands/agreements/composition.ts'
import { complianceAssessments } from '../src/cli/commands/compliance/assessments.ts'
import { complianceBreaches } from '../src/cli/commands/compliance/breaches.ts'
import { complianceNotices } from '../src/cli/commands/compliance/notices.ts'
import { complianceRegister } from '../src/cli/commands/compliance/register.ts'
import { complianceRetention } from '../src/cli/commands/compliance/retention.ts'
import { complianceCorrections, complianceRights } from '../src/cli/commands/compliance/rights.ts'
import { complianceTransfers } from '../src/cli/commands/compliance/transfers.ts'
import { createOutput } from '../src/cli/output.ts'
import { content } from '../src/compliance/breaches/test-breaches.ts'
import type { Language } from '../src/kernel/language.ts'
import { type KiungoProcess, startKiungo } from './support/kiungo.ts'
import { administrator } from './support/signing-partner.ts'

const cleanups: (() => Promise<void> | void)[] = []
let kiungo: KiungoProcess
describe('the commands of compliance', () => {
  before(async () => {
    kiungo = await startKiungo({ after: (action) => void cleanups.push(action) }, { scale: 0.004 })
  })
  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup()
  })

  interface Asked {
    readonly options?: Readonly<Record<string, string | boolean>>
    readonly positionals?: readonly string[]
    readonly json?: boolean
    readonly language?: Language
    readonly client?: string
  }

  /** As a person types it: exit code or the code of the problem, and what is printed. */
  async function run(command: Command, { options = {}, positionals = [], json = false, ...asked }: Asked = {}) {
    const out: string[] = []
    const terminal = { out: (line: string) => out.push(line), err: () => undefined, interactive: false }
    const client = asked.client ?? 'nsps-demo'
    const environment = {
      ...{ KIUNGO_URL: kiungo.url, KIUNGO_CLIENT_ID: client, KIUNGO_CLIENT_SECRET: `${client}-secret` },
    }
    const output = createOutput(terminal, asked.language ?? 'en', json)
    const ended = await command.run({ options, positionals, environment, output })
    return { code: ended.ok ? ended.value : ended.problem.code, text: out.join('') }
  }

  const documentOf = async <T>(command: Command, options: Asked['options'] = {}): Promise<T> => {
    const { code, text } = await run(command, { options, json: true })
    assert.equal(code, 0, text)
    return JSON.parse(text) as T
  }

  interface Entry {
    readonly agreement: { readonly id: string }
    readonly recipients: readonly string[]
  }

  test('the register of processing has the agreements in force, and those of one member alone', async () => {
    const all = await documentOf<{ entries: Entry[] }>(complianceRegister)
    const own = await documentOf<{ entries: Entry[] }>(complianceRegister, { member: 'dss' })
    assert.ok(all.entries.length > own.entries.length && own.entries.length > 0)
    const { code, text } = await run(complianceRegister, { options: { member: 'dss' } })
    assert.equal(code, 0)
    for (const { agreement } of own.entries) assert.match(text, new RegExp(agreement.id))
  })

  test('what is still to be done is listed, in the reader’s language, also where nothing is', async () => {
    const lists = [
      complianceRights,
      complianceCorrections,
      complianceAssessments,
      complianceNotices,
      complianceRetention,
      complianceTransfers,
    ]
    for (const command of lists) {
      const said = await Promise.all((['en', 'sw', 'fr'] as const).map((language) => run(command, { language })))
      for (const { code, text } of said) {
        assert.equal(code, 0, `${command.name}: ${text}`)
        assert.match(text, /\S/, `${command.name} prints its headings`)
      }
      assert.equal(new Set(said.map(({ text }) => text)).size, 3, `${command.name} is the same in two languages`)
    }
    const overdue = await documentOf<{ cases: unknown[] }>(complianceRights, { overdue: true })
    assert.deepEqual(overdue.cases, [])
  })

  test('the retention duties of one state are those of all that have it', async () => {
    const { duties } = await documentOf<{ duties: { state: string }[] }>(complianceRetention)
    const [first = assert.fail('the demo has agreements with retention')] = duties
    const some = await documentOf<{ duties: { state: string }[] }>(complianceRetention, { state: first.state })
    assert.deepEqual(
      some.duties,
      duties.filter(({ state }) => state === first.state),
    )
    assert.notEqual((await run(complianceRetention, { options: { state: 'forgotten' } })).code, 0)
  })

  test('an agreement is checked by its id, and the code says whether something grave was found', async () => {
    const lenient = await run(checkAgreement, { positionals: ['nsps-dss-registry'] })
    assert.equal(lenient.code, 0, lenient.text)
    const strict = await run(checkAgreement, { positionals: ['nsps-dss-registry'], options: { 'fail-on': 'notice' } })
    const found = /notices: (\d+)/.exec(strict.text)
    assert.equal(strict.code, found === null ? 0 : 3, strict.text)
    assert.equal(
      (await run(checkAgreement, { positionals: ['nsps-dss-registry'], options: { 'fail-on': 'x' } })).code,
      'cli.usage',
    )
    assert.notEqual((await run(checkAgreement, { positionals: ['no-such-agreement'] })).code, 0)
  })

  test('what a consumer learns under all its agreements is shown; without a consumer it is wrong usage', async () => {
    const { code, text } = await run(agreementsComposition, { options: { consumer: 'nsps' } })
    assert.equal(code, 0, text)
    assert.match(text, /One person, from \d+ answers joined by: /)
    assert.match(text, /person\./)
    assert.equal((await run(agreementsComposition)).code, 'cli.usage')
  })

  test('a client without the permission is refused', async () => {
    const refused = await run(complianceRights, { client: 'dss-demo' })
    assert.equal(refused.code, 'platform.permission-missing')
  })

  test('breaches are listed with who must hear of them, and the notification is written as a document', async () => {
    const admin = await administrator(kiungo.url)
    const noticedAt = new Date(Date.now() - 3_600_000).toISOString()
    const said = content({ elements: ['person.birth-date'], from: noticedAt, to: noticedAt })
    const { exchanges: _, ...rest } = said
    const recorded = await admin.call('POST', '/v1/breaches', { noticedAt, content: rest })
    assert.equal(recorded.status, 201, recorded.text)
    const { id } = recorded.json<{ id: string }>()
    const listed = await run(complianceBreaches)
    const line = listed.text.split('\n').find((one) => one.startsWith(id))
    assert.match(line ?? listed.text, /nsps .*open .*likely .*authority open/)
    assert.equal((await documentOf<unknown[]>(complianceBreaches, { status: 'closed' })).length, 0)
    const folder = mkdtempSync(join(tmpdir(), 'kiungo-breach-'))
    const file = join(folder, 'notification.docx')
    const written = await run(complianceBreaches, {
      positionals: [id],
      options: { as: 'docx', output: file },
      language: 'fr',
    })
    assert.match(written.text, /Écrit dans/)
    assert.equal(readFileSync(file).subarray(0, 2).toString(), 'PK')
    rmSync(folder, { recursive: true })
    const missing = await run(complianceBreaches, { positionals: ['breach-00000000000000000000000000'] })
    assert.equal(missing.code, 'breach.unknown')
  })
})
