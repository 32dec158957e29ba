/** What the checks of a country pack have in common. */
import type { TSchema } from 'typebox'
import type { Service } from '../federation/schema.ts'
import type { CompiledMapping } from '../semantics/mapping/compile.ts'
import type { Vocabulary } from '../semantics/vocabulary.ts'
import type { Declarations } from './pack.ts'

export interface Meaning {
  readonly vocabulary: Vocabulary
  readonly mappings: ReadonlyMap<string, CompiledMapping>
  /** Settings of each connector, by its kind. */
  readonly settings?: ReadonlyMap<string, TSchema>
}

/** Gathers the faults of one file. */
export type Report = (pointer: string, message: string, fix: string) => void

export interface PackCheck {
  readonly declared: Declarations
  readonly meaning: Meaning
  readonly known: Known
}

export interface Known {
  readonly members: ReadonlySet<string>
  readonly systems: ReadonlyMap<string, Declarations['systems'][number]>
  readonly services: ReadonlyMap<string, Service>
  readonly purposes: ReadonlySet<string>
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]))

export const knownOf = (declared: Declarations): Known => ({
  members: new Set(declared.members.map(({ id }) => id)),
  systems: byId(declared.systems),
  services: byId(declared.services),
  purposes: new Set(declared.purposes.map(({ id }) => id)),
})

export const unknown = (what: string, id: string, file: string): [message: string, fix: string] => [
  `there is no ${what} ${id}`,
  `Declare it in ${file}, or correct the id.`,
]

export const under =
  (place: string, report: Report): Report =>
  (pointer, message, fix) =>
    report(place + pointer, message, fix)

/** The mapping tells an element without a rule apart from a value that the rule does not take. */
export function canAsk(mapping: CompiledMapping, element: string): boolean {
  const asked = mapping.toProvider({ [element]: '' })
  return asked.ok || asked.problem.code !== 'semantics.cannot-ask'
}

export const cannotAsk = ({ id }: CompiledMapping, element: string): [message: string, fix: string] => [
  `the mapping ${id} cannot ask by ${element}`,
  `Add a question rule to mappings/${id}.yaml, or leave the element out.`,
]
