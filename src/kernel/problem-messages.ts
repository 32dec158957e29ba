import { fill, type Language } from './language.ts'
import type { Problem } from './problem.ts'

interface Words {
  readonly message: string
  readonly fix: string
}

/** What is said of a problem in the languages other than English, which the problem brings itself. */
export type ProblemWords = Readonly<Record<Exclude<Language, 'en'>, Words>>

/** By `code`, or by `code:variant` where one code has several sentences; `{name}` stands for a value of `params`. */
export type ProblemMessages = Readonly<Record<string, ProblemWords>>

export interface TranslatedProblem {
  readonly problem: Problem
  /** English where there are no words in the language asked for. */
  readonly language: Language
}

export function translateProblem(problem: Problem, language: Language, messages: ProblemMessages): TranslatedProblem {
  const key = problem.variant === undefined ? problem.code : `${problem.code}:${problem.variant}`
  if (language === 'en' || !Object.hasOwn(messages, key)) return { problem, language: 'en' }
  const words = messages[key]?.[language]
  if (words === undefined) return { problem, language: 'en' }
  const params = problem.params ?? {}
  return { problem: { ...problem, message: fill(words.message, params), fix: fill(words.fix, params) }, language }
}
