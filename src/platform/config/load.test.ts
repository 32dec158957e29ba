import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { root } from '../../../test/support/database.ts'
import { mustBeOk } from '../../kernel/result.ts'
import { configurationPage } from './describe.ts'
import { loadConfig } from './load.ts'

function fileOf(t: TestContext, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'kiungo-config-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'kiungo.yaml')
  writeFileSync(file, content)
  return file
}

const refusal = (sources: Parameters<typeof loadConfig>[0]): string => {
  const loaded = loadConfig(sources)
  return loaded.ok ? 'accepted' : loaded.problem.message
}

test('with nothing set, the demo runs on this machine only', () => {
  const config = mustBeOk(loadConfig({ env: {} }))
  assert.deepEqual(
    [config.host, config.port, config.publicUrl, config.country, config.demo, config.databaseUrl],
    ['127.0.0.1', 7400, 'http://127.0.0.1:7400', 'tumaini', true, ''],
  )
})

test('a flag wins over the environment, the environment over the file, the file over the default', (t) => {
  const file = fileOf(t, 'port: 1111\nscale: 0.5\nseed: 3\n')
  const config = mustBeOk(
    loadConfig({ file, env: { KIUNGO_PORT: '2222', KIUNGO_SCALE: '0.25' }, flags: { port: '3333' } }),
  )
  assert.deepEqual([config.port, config.scale, config.seed, config.logLevel], [3333, 0.25, 3, 'info'])
})

test('every fault is told at once, with what would be right', (t) => {
  const file = fileOf(t, 'port: 99999\nlog_level: loud\n')
  const message = refusal({ file, env: { KIUNGO_DEMO: 'yes', KIUNGO_LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' } })
  assert.match(message, /port \(KIUNGO_PORT\) must be a whole number from 0 to 65535, not 99999/)
  assert.match(message, /there is no setting log_level \(did you mean logLevel\?\)/)
  assert.match(message, /demo \(KIUNGO_DEMO\) must be true or false, not "yes"/)
  assert.match(message, /logLevel .* must be one of silent, fatal/)
  assert.match(message, /databaseUrl \(DATABASE_URL\) must be an address that starts with postgresql:\/\//)
})

test('a secret is never repeated in a refusal', (t) => {
  assert.doesNotMatch(refusal({ env: { DATABASE_URL: 'mysql://u:hunter2@db' } }), /hunter2/)
  for (const line of ['metricsToken: *hunter2-hunter2-hunter2', 'metricsToken: "hunter2', 'metricsToken: {hunter2']) {
    assert.match(refusal({ file: fileOf(t, line), env: {} }), /is not YAML: (?!.*hunter2)/, line)
  }
})

test('a secret can lie in a file, and not in two places', (t) => {
  const file = fileOf(t, 'postgresql://u:p@db/kiungo\n')
  const env = { DATABASE_URL_FILE: file, KIUNGO_DEMO: 'false' }
  assert.equal(mustBeOk(loadConfig({ env })).databaseUrl, 'postgresql://u:p@db/kiungo')
  assert.match(
    refusal({ env: { ...env, DATABASE_URL: 'postgresql://x/y' } }),
    /either DATABASE_URL or DATABASE_URL_FILE/,
  )
  assert.match(refusal({ env: { DATABASE_URL_FILE: `${file}.gone` } }), /does not exist/)
  assert.match(refusal({ env: { DATABASE_URL_FILE: dirname(file) } }), /cannot be read/)
})

test('opening the node to others without saying whether it is a demo is refused', () => {
  assert.match(refusal({ env: { KIUNGO_HOST: '0.0.0.0' } }), /demo must be said/)
  assert.equal(loadConfig({ env: { KIUNGO_HOST: '0.0.0.0', KIUNGO_DEMO: 'false' } }).ok, true)
})

test('shared secrets of clients go with the demo', () => {
  assert.equal(mustBeOk(loadConfig({ env: {} })).allowClientSecret, true)
  assert.equal(mustBeOk(loadConfig({ env: { KIUNGO_DEMO: 'false' } })).allowClientSecret, false)
})

test('a metrics token is demanded where it is needed', () => {
  assert.match(refusal({ env: { KIUNGO_METRICS_ACCESS: 'token' } }), /metricsToken .* must be set/)
})

test('a named file that is missing, not YAML, or not a map is refused', (t) => {
  assert.match(refusal({ file: '/nowhere/kiungo.yaml', env: {} }), /does not exist/)
  assert.match(refusal({ file: fileOf(t, 'port: [1'), env: {} }), /is not YAML/)
  assert.match(refusal({ file: fileOf(t, '- port'), env: {} }), /must be a list of/)
})

test('docs/configuration.md says what the settings say', () => {
  const page = readFileSync(join(root, 'docs/configuration.md'), 'utf8')
  assert.equal(page, configurationPage(), 'run `npm run generate`')
})
