import { fill, type Language } from '../kernel/language.ts'
import type { LocalText } from '../kernel/nouns.ts'
import { circumstanceRefusals } from './messages/circumstances.ts'
import { passes } from './messages/passes.ts'
import { refusals } from './messages/refusals.ts'
import { stops } from './messages/stops.ts'
import type { Reason } from './schema.ts'

/** What a person reads for a reason code. `fix` says what would make a refusal pass. */
export interface Message {
  readonly says: LocalText
  readonly fix?: LocalText
}

export const messages = { ...passes, ...refusals, ...stops, ...circumstanceRefusals } satisfies Record<string, Message>

export type ReasonCode = keyof typeof messages

const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(messages, code)

export interface Words {
  readonly message: string
  readonly fix?: string
}

/** The reason in the reader's language; undefined for a code of another room. */
export function wordsOf(reason: Reason, language: Language): Words | undefined {
  if (!isReasonCode(reason.code)) return undefined
  const { says, fix }: Message = messages[reason.code]
  const params = inLanguage(reason.params, language)
  const message = fill(says[language], params)
  return fix === undefined ? { message } : { message, fix: fill(fix[language], params) }
}

/** A rule of law brings its own words: `says.sw` is what `{says}` means in Swahili, `known.sw` what `{known}` does. */
const inLanguage = (params: Reason['params'], language: Language): Reason['params'] => {
  const own = ['says', 'known'].flatMap((name) => {
    const words = params[`${name}.${language}`]
    return words === undefined ? [] : [[name, words] as const]
  })
  return own.length === 0 ? params : { ...params, ...Object.fromEntries(own) }
}

/** One sentence or two for a gate: what it found, and what would make it pass. */
export function sentenceOf(reason: Reason, language: Language): string {
  const words = wordsOf(reason, language)
  if (words === undefined) throw new Error(`no message for the reason code ${reason.code}`)
  return words.fix === undefined ? words.message : `${words.message} ${words.fix}`
}
