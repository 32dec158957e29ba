import type { QuestionOptions } from '../../../../src/exchange/schema.ts'
import type { ListedSystem, SourceStatus } from '../../api/types.ts'

export type Subject = Readonly<Record<string, string>>
export type PurposeOption = QuestionOptions['purposes'][number]
export type SourceOption = PurposeOption['sources'][number]

export interface ChosenPerson {
  readonly subject: Subject
  /** How the page names the person; absent when identifiers were typed. */
  readonly name?: string
}

export interface Plan {
  readonly source: SourceOption
  readonly askable: boolean
  /** The identifiers that would make it askable: the alternative with the fewest missing. */
  readonly missing: readonly string[]
}

/** Elements that any source of the purpose may be asked by: the identifiers worth typing. */
export function identifiersOf(purpose: PurposeOption): readonly string[] {
  return [...new Set(purpose.sources.flatMap(({ askBy }) => askBy))].sort()
}

/** The identifiers that a found person's record carries. */
export function subjectOf(record: Readonly<Record<string, unknown>>, purpose: PurposeOption): Subject {
  const wanted = new Set(identifiersOf(purpose))
  const known: [string, string][] = []
  for (const [element, value] of Object.entries(record)) {
    if (typeof value !== 'string' || value === '') continue
    if (wanted.has(element)) known.push([element, value])
  }
  return Object.fromEntries(known)
}

/** Which sources can be asked about this person, and what the others would need. */
export function planOf(purpose: PurposeOption, subject: Subject, systems: readonly ListedSystem[]): readonly Plan[] {
  const services = new Map(
    systems.flatMap((system) => system.services.map((service) => [service.id, service] as const)),
  )
  return purpose.sources.map((source) => {
    const agreed = new Set(source.askBy)
    const alternatives = services.get(source.service)?.askBy ?? source.askBy.map((element) => [element])
    const lacking = alternatives
      .filter((set) => set.every((element) => agreed.has(element)))
      .map((set) => set.filter((element) => subject[element] === undefined))
      .sort((a, b) => a.length - b.length)
    const missing = lacking[0] ?? source.askBy
    return { source, askable: missing.length === 0, missing }
  })
}

/** Visible ASCII without spaces, as a message id must be. */
export const newMessageId = (): string => `console-${crypto.randomUUID()}`

export const countOf = (statuses: readonly SourceStatus[]): ReadonlyMap<SourceStatus, number> =>
  new Map([...Map.groupBy(statuses, (status) => status)].map(([status, all]) => [status, all.length]))
