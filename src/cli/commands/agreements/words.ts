import type { AgreementEvent, AgreementSignature, AgreementStanding } from '../../../agreements/lifecycle/schema.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import type { Output } from '../../output.ts'
import { table } from '../../output.ts'

/** What the API answers with about an agreement's life. */
export interface History {
  readonly versions: readonly {
    readonly version: number
    readonly hash: string
    readonly standing: AgreementStanding
    readonly events: readonly AgreementEvent[]
    readonly signatures: readonly AgreementSignature[]
  }[]
}

export const agreementId = {
  name: 'ID',
  about: { en: 'the agreement', sw: 'makubaliano', fr: 'l’accord' },
  required: true,
}

const headings = [
  { en: 'VERSION', sw: 'TOLEO', fr: 'VERSION' },
  { en: 'WHEN', sw: 'LINI', fr: 'QUAND' },
  { en: 'STEP', sw: 'HATUA', fr: 'ÉTAPE' },
  { en: 'STATUS', sw: 'HALI', fr: 'ÉTAT' },
  { en: 'BY', sw: 'NA', fr: 'PAR' },
  { en: 'REASON', sw: 'SABABU', fr: 'MOTIF' },
] satisfies readonly LocalText[]

const withdrawnKey = {
  en: 'key withdrawn {at}: {reason}',
  sw: 'ufunguo uliondolewa {at}: {reason}',
  fr: 'clé retirée {at} : {reason}',
} satisfies LocalText

/** Events and signatures of all versions, newest version first. */
export function historyTable({ versions }: History, output: Output): string[] {
  const rows = versions.flatMap(({ version, events, signatures }) => [
    ...events.map(({ at, step, status, by, reason = '' }) => ({
      at,
      row: [String(version), at, step, status, `${by.account} (${by.member})`, reason],
    })),
    ...signatures.map(({ at, account, member, kid, keyWithdrawn }) => ({
      at,
      row: [
        ...[String(version), at, 'signature', '', `${account} (${member})`],
        keyWithdrawn === undefined ? kid : `${kid}, ${output.say(withdrawnKey, keyWithdrawn)}`,
      ],
    })),
  ])
  return table(
    headings.map((heading) => output.say(heading)),
    rows.map(({ row }) => row),
  )
}
