import type { LocalText } from '../../../kernel/nouns.ts'
import type { Agreement } from '../../schema.ts'
import type { Article, Clause } from '../document.ts'
import { frame } from '../messages/agreement.ts'
import type { Writer } from '../writer.ts'

/** An article before its place in the contract is known. */
export interface Draft {
  readonly heading: LocalText
  readonly clauses: readonly Unnumbered[]
}
export type Unnumbered = Omit<Clause, 'number'>

/** What one article makes of the object; undefined where it has nothing to say and nobody would look for it. */
export type Drafting = (agreement: Agreement, writer: Writer) => Draft | undefined

export const clause = (ref: string, ...sentences: readonly string[]): Unnumbered => ({ ref, text: sentences.join(' ') })

/** For what a lawyer would look for in vain: that it is absent is said. */
export const notAgreed = (heading: LocalText, writer: Writer): Draft => ({
  heading,
  clauses: [{ text: writer.say(frame.notAgreed) }],
})

export const numbered = ({ heading, clauses }: Draft, number: string, writer: Writer): Article => ({
  number,
  heading: writer.say(heading, { letter: number }),
  clauses: clauses.map((one, i) => ({ ...ended(one), number: `${number}.${i + 1}` })),
})

/** Items end with a semicolon, the last of them with a full stop. */
const ended = ({ items, ...rest }: Unnumbered): Unnumbered =>
  items === undefined
    ? rest
    : { ...rest, items: items.map((item, i) => (i === items.length - 1 ? item.replace(/;$/, '.') : item)) }

/** The sentence where there is something to say it of. */
export const when = <T>(value: T | undefined, sentence: (value: T) => string): readonly string[] =>
  value === undefined ? [] : [sentence(value)]
