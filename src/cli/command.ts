import type { LocalText } from '../kernel/nouns.ts'
import type { Result } from '../kernel/result.ts'
import type { Output } from './output.ts'

/** What a process tells its caller. */
export const exitCodes = {
  ok: 0,
  /** Something went wrong that is not the caller's doing. */
  failed: 1,
  /** The command was given wrongly. */
  usage: 2,
  /** The answer is a no: an exchange refused, a receipt that does not verify, a check that failed. */
  refused: 3,
  /** Kiungo (or what the command needs) could not be reached. */
  unreachable: 4,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export interface OptionDeclaration {
  /** `--name` on the command line. */
  readonly name: string
  readonly type: 'string' | 'boolean' | 'integer' | 'number'
  /** Word for the value in the help, e.g. `PORT`. */
  readonly value?: string
  readonly about: LocalText
  /** Shown in the help; the command itself applies it. */
  readonly default?: string
  readonly repeatable?: boolean
}

export type OptionValue = string | number | boolean | readonly string[]

export interface Invocation {
  readonly options: Readonly<Record<string, OptionValue | undefined>>
  readonly positionals: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly output: Output
}

export interface Command {
  readonly name: string
  readonly about: LocalText
  /** Positional arguments as the help shows them, e.g. `RECEIPT`. */
  readonly positionals?: readonly { readonly name: string; readonly about: LocalText; readonly required: boolean }[]
  readonly options: readonly OptionDeclaration[]
  readonly examples: readonly string[]
  run(invocation: Invocation): Promise<Result<ExitCode>>
}

/** Options that every command has. */
export const commonOptions: readonly OptionDeclaration[] = [
  {
    name: 'json',
    type: 'boolean',
    about: {
      en: 'print one JSON document instead of text',
      sw: 'chapisha hati moja ya JSON badala ya maandishi',
      fr: 'imprimer un document JSON au lieu de texte',
    },
  },
  {
    name: 'lang',
    type: 'string',
    value: 'LANG',
    about: {
      en: 'language of the output: en, sw or fr (otherwise that of your terminal)',
      sw: 'lugha ya matokeo: en, sw au fr (vinginevyo ile ya kituo chako)',
      fr: 'langue de la sortie : en, sw ou fr (sinon celle de votre terminal)',
    },
  },
  {
    name: 'help',
    type: 'boolean',
    about: { en: 'show this help', sw: 'onyesha msaada huu', fr: 'afficher cette aide' },
  },
]
