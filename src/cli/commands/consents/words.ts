import { readFileSync, statSync } from 'node:fs'
import { parse } from 'yaml'
import type { ConsentReceipt } from '../../../agreements/consent/schema.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { type Output, table } from '../../output.ts'

const headings = {
  id: { en: 'CONSENT', sw: 'RIDHAA', fr: 'CONSENTEMENT' },
  revision: { en: 'REVISION', sw: 'TOLEO', fr: 'RÉVISION' },
  status: { en: 'STATUS', sw: 'HALI', fr: 'ÉTAT' },
  controllers: { en: 'RECEIVED BY', sw: 'MPOKEAJI', fr: 'DESTINATAIRE' },
  purposes: { en: 'FOR', sw: 'KWA AJILI YA', fr: 'POUR' },
  until: { en: 'UNTIL', sw: 'HADI', fr: 'JUSQU’AU' },
  recorded: { en: 'RECORDED', sw: 'ILIREKODIWA', fr: 'ENREGISTRÉ' },
} satisfies Record<string, LocalText>

export const receiptsTable = (receipts: readonly ConsentReceipt[], { say, instant }: Output): string[] =>
  table(
    Object.values(headings).map((heading) => say(heading)),
    receipts.map(({ record: { id, revision, status, terms, recordedAt } }) => [
      ...[id, String(revision), status, terms.controllers.join(', ')],
      ...[terms.purposes.map(({ purpose }) => purpose).join(', '), terms.validUntil ?? '', instant(recordedAt)],
    ]),
  )

export const consentId = {
  name: 'ID',
  about: { en: 'number of the consent', sw: 'namba ya ridhaa', fr: 'numéro du consentement' },
  required: true,
} as const

const fileLimitBytes = 4 * 1024 * 1024

/** YAML or JSON. */
export function readDocument(file: string): Result<unknown> {
  const refuse = (why: string): Result<never> =>
    fail({
      ...{ code: 'cli.consent-unreadable', status: 400, message: `${file} ${why}` },
      fix: 'name a file in YAML or JSON; see: kiungo consents give --help',
    })
  try {
    if (statSync(file).size > fileLimitBytes) return refuse(`is larger than ${fileLimitBytes} bytes`)
    return ok(parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 }))
  } catch (error) {
    return refuse(
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'is not there' : 'cannot be used',
    )
  }
}
