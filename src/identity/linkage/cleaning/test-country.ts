// The demo country's declarations, for tests and measurements of linkage.
import { readFileSync } from 'node:fs'
import { Assert } from 'typebox/value'
import { parse } from 'yaml'
import { mustBeOk } from '../../../kernel/result.ts'
import { type CleaningCountry, CleaningRules } from './country.ts'
import { NicknameGroups, nicknamesFrom } from './nicknames.ts'

const read = (name: string): unknown =>
  parse(readFileSync(new URL(`../../../../countries/tumaini/linkage/${name}.yaml`, import.meta.url), 'utf8'))

export function tumaini(today = '2026-11-01'): CleaningCountry {
  const rules = read('cleaning')
  const groups = read('nicknames')
  Assert(CleaningRules, rules)
  Assert(NicknameGroups, groups)
  return { rules, nicknames: mustBeOk(nicknamesFrom(groups)), today }
}
