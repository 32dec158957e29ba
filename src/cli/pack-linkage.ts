import { type CleaningCountry, CleaningRules } from '../identity/linkage/cleaning/country.ts'
import { NicknameGroups, nicknamesFrom } from '../identity/linkage/cleaning/nicknames.ts'
import { IdentifierMap, noIdentifierMap } from '../identity/mapping/declared.ts'
import { OverlapRules, plainOverlapRules } from '../identity/overlap/rules.ts'
import { plainSurvivorship, Survivorship } from '../identity/people/survivorship.ts'
import type { PackReader } from './pack-files.ts'

export interface DeclaredLinkage extends Pick<CleaningCountry, 'rules' | 'nicknames'> {
  /** Which value of a person's linked records stands for the person. */
  readonly survivorship: Survivorship
  /** Which programmes may serve one person at once. */
  readonly overlap: OverlapRules
  /** Which identifiers belong to people, and how sure that is. */
  readonly identifiers: IdentifierMap
}

const nicknamesFile = 'linkage/nicknames.yaml'
export const identifiersFile = 'linkage/identifiers.yaml'

/** How records of the country are cleaned before they are linked, and what stands for a person; a pack need not say. */
export async function readLinkage(reader: PackReader): Promise<DeclaredLinkage> {
  const rules = (await reader.optionalFile('linkage/cleaning.yaml', CleaningRules)) ?? {}
  const groups = (await reader.optionalFile(nicknamesFile, NicknameGroups)) ?? { names: [] }
  const survivorship = (await reader.optionalFile('linkage/survivorship.yaml', Survivorship)) ?? plainSurvivorship
  const overlap = (await reader.optionalFile('linkage/overlap.yaml', OverlapRules)) ?? plainOverlapRules
  const identifiers = (await reader.optionalFile(identifiersFile, IdentifierMap)) ?? noIdentifierMap
  const nicknames = nicknamesFrom(groups)
  if (nicknames.ok) return { rules, nicknames: nicknames.value, survivorship, overlap, identifiers }
  const { message, fix, pointer = '' } = nicknames.problem
  reader.faults.push({ file: nicknamesFile, pointer, message, fix })
  return { rules, nicknames: new Map(), survivorship, overlap, identifiers }
}
