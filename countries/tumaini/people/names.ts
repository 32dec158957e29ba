import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Community } from './geography.ts'
import type { Sex } from './model.ts'
import type { Random } from './random.ts'

type BySex = Readonly<Record<Sex, readonly string[]>>
export type Names = {
  readonly modern: BySex
  readonly communities: Readonly<Record<Community, BySex & { readonly surname: readonly string[] }>>
  readonly variants: readonly (readonly string[])[]
  /** From a spelling to the other spellings of that name. */
  readonly otherSpellings: ReadonlyMap<string, readonly string[]>
}
export type FullName = { given: string; middle: string | null; surname: string }

export function readNames(): Names {
  const raw = parse(readFileSync(new URL('./names.yaml', import.meta.url), 'utf8')) as Omit<Names, 'otherSpellings'>
  const otherSpellings = new Map<string, readonly string[]>()
  for (const group of raw.variants) {
    for (const name of group) {
      otherSpellings.set(
        name,
        group.filter((other) => other !== name),
      )
    }
  }
  return { ...raw, otherSpellings }
}

/** A person's own name; children of a known father take his surname, or his names where names are patronymic. */
export function fullName(
  random: Random,
  names: Names,
  person: { community: Community; sex: Sex; father: FullName | null },
): FullName {
  const { community, sex, father } = person
  const own = names.communities[community]
  if (community === 'cushitic') {
    const fathers = father ?? { given: random.pick(own.male), middle: random.pick(own.male), surname: '' }
    return { given: random.pick(own[sex]), middle: fathers.given, surname: fathers.middle ?? random.pick(own.male) }
  }
  const surname = father?.surname ?? random.pick(own.surname)
  const local = pickOther(random, own[sex], surname)
  if (community === 'coastal') {
    return { given: local, middle: random.chance(0.5) ? pickOther(random, own[sex], local) : null, surname }
  }
  if (random.chance(0.7)) return { given: random.pick(names.modern[sex]), middle: local, surname }
  return { given: local, middle: random.chance(0.5) ? random.pick(names.modern[sex]) : null, surname }
}

function pickOther(random: Random, list: readonly string[], taken: string): string {
  const first = random.pick(list)
  return first === taken ? random.pick(list) : first
}
