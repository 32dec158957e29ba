// Every failure that a person can meet over HTTP has its sentence in every language.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { filesUnder, root } from '../scripts/tool.ts'
import { problemMessages } from '../src/platform/http/problem-messages.ts'
import { roomProblemMessages } from '../src/problem-messages.ts'

const messages = { ...problemMessages, ...roomProblemMessages }

const atStart = 'stops the start or a command of the operator; no request is served then'
const atSeeding = 'told while a country pack is declared, before requests are served'
const ofScrub = 'a finding of `kiungo doctor` over the stored ledger'
const asReason = 'becomes the reason of an exchange, which has words of its own'

/** Codes that never leave over HTTP, each for its reason. A new one must be added here on purpose. */
const neverOverHttp: Readonly<Record<string, string>> = {
  'agreements.broader-purpose-unknown': atSeeding,
  'demo.agencies-failed': atStart,
  'federation.faulty-client': atSeeding,
  'federation.key-open-to-others': atStart,
  'federation.key-unreadable': atStart,
  'ledger.batch-unreadable': ofScrub,
  'ledger.checkpoint-invalid': ofScrub,
  'ledger.entries-missing': ofScrub,
  'ledger.foreign-log': atStart,
  'ledger.head-differs': ofScrub,
  'ledger.root-differs': ofScrub,
  'ledger.tile-differs': ofScrub,
  'platform.backup-damaged': atStart,
  'platform.backup-not-written': atStart,
  'platform.backup-of-another-version': atStart,
  'platform.backup-unreadable': atStart,
  'platform.database-too-old': atStart,
  'platform.database-unreachable': atStart,
  'platform.embedded-postgres-failed': atStart,
  'platform.embedded-postgres-not-prepared': atStart,
  'platform.embedded-postgres-other-major': atStart,
  'platform.invalid-configuration': atStart,
  'platform.migration-failed': atStart,
  'platform.no-embedded-postgres': atStart,
  'platform.restore-needs-superuser': atStart,
  'platform.restore-other-keys': atStart,
  'platform.restore-target-not-empty': atStart,
  'platform.schema-drift': atStart,
  'registry.file-unusable': atSeeding,
  'semantics.cannot-ask': asReason,
  'semantics.invalid-value': asReason,
  'semantics.mapping-invalid': atStart,
  'semantics.one-key-only': asReason,
  'semantics.vocabulary-invalid': atStart,
}

interface Declared {
  readonly code: string
  readonly file: string
  /** The rest of the declaration, where its params stand. */
  readonly text: string
}

/** Problems as the sources declare them: the command line's own (`cli.`) are its business. */
const declared: readonly Declared[] = filesUnder(
  ['src', 'plugins'],
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('src/cli/'),
).flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/\bcode: ['"`]([a-z]+\.[a-z][a-z0-9.-]*)(\$\{)?/g)]
    .filter((match) => match[2] === undefined)
    .map((match) => ({ code: match[1] ?? '', file, text: text.slice(match.index).split(/\n\s*\}/)[0] ?? '' }))
})

const isToldInOtherLanguages = (code: string): boolean =>
  Object.keys(messages).some((key) => key === code || key.startsWith(`${code}:`))

test('every problem that can leave over HTTP has words in every language', () => {
  assert.ok(declared.length > 60, `only ${declared.length} problems were found in the sources`)
  const silent = declared
    .filter(({ code }) => !isToldInOtherLanguages(code) && neverOverHttp[code] === undefined)
    .map(({ code, file }) => `${code} of ${file}: add it to its room's problem-messages.ts`)
  assert.deepEqual(silent, [])
})

test('no words and no exceptions are kept for a problem that is gone', () => {
  const known = new Set(declared.map(({ code }) => code))
  const stale = [...Object.keys(messages).map((key) => key.split(':')[0] ?? ''), ...Object.keys(neverOverHttp)].filter(
    // The four of validation are made by one template.
    (code) => !known.has(code) && !/^platform\.invalid-(?:body|querystring|params|headers)$/.test(code),
  )
  assert.deepEqual(stale, [])
  const both = Object.keys(neverOverHttp).filter(isToldInOtherLanguages)
  assert.deepEqual(both, [], 'has words and is said never to leave')
})

const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')

test('a value in a sentence is one that the problem carries', () => {
  const missing = declared.flatMap(({ code, text }) => {
    // A variant's params may be added by whoever makes it: the HTTP tests hold those.
    const { sw, fr } = messages[code] ?? {}
    const used = [sw, fr].flatMap((words) => names(`${words?.message} ${words?.fix}`))
    const carried = /params: \{([^}]*)/.exec(text)?.[1] ?? ''
    return used.filter((name) => !new RegExp(`\\b${name}\\b`).test(carried)).map((name) => `${code}: {${name}}`)
  })
  assert.deepEqual(missing, [])
})

test('Swahili and French tell the same values', () => {
  for (const [key, { sw, fr }] of Object.entries(messages)) {
    const of = (words: typeof sw) => [...new Set(names(`${words.message} ${words.fix}`))].sort()
    assert.deepEqual(of(sw), of(fr), key)
    for (const { message, fix } of [sw, fr]) {
      assert.match(message, /^[\p{Ll}{].*[^.]$/u, `${key}: the message is the beginning of a sentence`)
      assert.match(fix, /^\p{Lu}.*\.$/u, `${key}: the fix is a sentence`)
    }
  }
})
