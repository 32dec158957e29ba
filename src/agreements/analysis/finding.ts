import { fill, type Language } from '../../kernel/language.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import type { Message } from '../messages.ts'
import type { ReleaseForm } from '../schema.ts'
import { combined } from './messages/combined.ts'
import { contradictions } from './messages/contradictions.ts'
import { fields } from './messages/fields.ts'
import type { Finding, FindingSeverity } from './schema.ts'

export const messages = { ...fields, ...contradictions, ...combined } satisfies Record<string, Required<Message>>
export type FindingCode = keyof typeof messages

/** A word of ours has its form in each language; a name, a number or the agreement's own text is the same in all. */
type Params = Readonly<Record<string, string | number | LocalText>>

export interface Found {
  readonly severity: FindingSeverity
  readonly places: readonly string[]
  readonly params?: Params
  readonly other?: string
}

export function finding(code: FindingCode, { severity, places, params = {}, other }: Found): Finding {
  const { says, fix } = messages[code]
  return {
    ...{ code, severity, places: [...places] },
    says: inAll(says, params),
    fix: inAll(fix, params),
    ...(other === undefined ? {} : { other }),
  }
}

const inAll = (text: LocalText, params: Params): LocalText => ({
  en: sentence(text, params, 'en'),
  sw: sentence(text, params, 'sw'),
  fr: sentence(text, params, 'fr'),
})

/** A list of hundreds is no sentence, and longer than a text may be. */
const sentenceLimit = 2000

function sentence(text: LocalText, params: Params, language: Language): string {
  const words = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'object' ? value[language] : value,
  ])
  const filled = fill(text[language], Object.fromEntries(words))
  return filled.length <= sentenceLimit ? filled : `${filled.slice(0, sentenceLimit - 1)}…`
}

const listLimit = 12

export const listed = (names: readonly string[]): string =>
  names.length <= listLimit ? names.join(', ') : `${names.slice(0, listLimit).join(', ')} … (${names.length})`

export const formWords: Readonly<Record<ReleaseForm, LocalText>> = {
  raw: { en: 'the value itself', sw: 'thamani yenyewe', fr: 'la valeur elle-même' },
  band: { en: 'a band', sw: 'kundi la thamani', fr: 'une tranche' },
  'yes-no': { en: 'a yes or no', sw: 'ndiyo au hapana', fr: 'un oui ou non' },
  pseudonym: { en: 'a pseudonym', sw: 'jina bandia', fr: 'un pseudonyme' },
  hash: { en: 'a hash', sw: 'alama ya siri', fr: 'une empreinte' },
  count: { en: 'a count', sw: 'idadi', fr: 'un nombre' },
}
