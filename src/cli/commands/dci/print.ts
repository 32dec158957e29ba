/** What servers say, as a person reads it. */
import type { Json } from '../../../kernel/canonical-json.ts'
import type { LocalText } from '../../../kernel/nouns.ts'
import { isTree, type OpenedMessage } from '../../../standards/dci/sealed-message.ts'
import { type ExitCode, exitCodes } from '../../command.ts'
import type { Output } from '../../output.ts'

const words = {
  valid: { en: 'signature valid', sw: 'saini ni halali', fr: 'signature valide' },
  none: { en: 'not signed', sw: 'haina saini', fr: 'non signé' },
  invalid: { en: 'signature not valid', sw: 'saini si halali', fr: 'signature non valide' },
  encrypted: { en: 'encrypted', sw: 'ilisimbwa', fr: 'chiffré' },
} satisfies Record<string, LocalText>

const depthLimit = 12
const valuesLimit = 24
const valueLengthLimit = 120

export function sealLine({ signature, encrypted }: OpenedMessage, { say }: Output): string {
  const reason = signature.result === 'invalid' ? ` (${signature.reason})` : ''
  return say(words[signature.result]) + reason + (encrypted ? `, ${say(words.encrypted)}` : '')
}

/** What a signature that is not valid stands under was not said by the server. */
export const exitCodeFor = ({ signature }: OpenedMessage): ExitCode =>
  signature.result === 'invalid' ? exitCodes.refused : exitCodes.ok

export const recordLines = (records: readonly Json[]): string[] =>
  records.map((record, place) => {
    const values = [...new Set(valuesIn(record, '', 0))]
    const more = values.length > valuesLimit ? ' · …' : ''
    return `${place + 1}. ${values.slice(0, valuesLimit).join(' · ')}${more}`
  })

/** Each value with its own name, wherever in the record it stands; pairs of a name and a value as what they mean. */
function valuesIn(value: Json | undefined, name: string, depth: number): string[] {
  if (depth > depthLimit || value === null || value === undefined || value === '' || name.startsWith('@')) return []
  if (Array.isArray(value)) return value.flatMap((one) => valuesIn(one, name, depth + 1))
  if (!isTree(value)) return [`${clean(name)} ${clean(String(value))}`]
  const named = value.identifier_type ?? value.key
  const what = value.identifier_value ?? value.value
  if (typeof named === 'string' && what !== undefined) return valuesIn(what, named, depth + 1)
  return Object.entries(value).flatMap(([key, one]) => valuesIn(one, key, depth + 1))
}

/** A stranger's text must not steer the terminal. */
export const clean = (told: string): string => told.replace(/[\p{Cc}\p{Cf}]/gu, '\u{fffd}').slice(0, valueLengthLimit)
