import { type Static, Type } from 'typebox'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { toLatin } from './letters.ts'

/** A country's `linkage/nicknames.yaml`: names that one person uses for another, the first of each line being the usual. */
export const NicknameGroups = Type.Object(
  {
    names: Type.Array(Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { minItems: 2, maxItems: 60 }), {
      maxItems: 5_000,
    }),
  },
  { additionalProperties: false },
)
export type NicknameGroups = Static<typeof NicknameGroups>

/** From a folded token to the usual name; usual names stand for themselves. */
export type Nicknames = ReadonlyMap<string, string>

/** `Pat` cannot be both Patrick and Patricia: a form that is in two lines is refused. */
export function nicknamesFrom(groups: NicknameGroups): Result<Nicknames> {
  const usual = new Map<string, string>()
  for (const [line, names] of groups.names.entries()) {
    const [first = ''] = names.map(tokenOf)
    for (const name of names) {
      const token = tokenOf(name)
      const taken = usual.get(token)
      if (taken !== undefined && taken !== first) {
        return fail({
          code: 'identity.nickname-in-two-lines',
          status: 422,
          message: `the name ${name} is in line ${line + 1} and in the line of ${taken}`,
          fix: 'Leave it in one of the lines, or out of both where it is short for two names.',
          pointer: `/names/${line}`,
        })
      }
      if (token !== '') usual.set(token, first)
    }
  }
  return ok(usual)
}

const tokenOf = (name: string): string => toLatin(name).replace(/[^\p{L}]/gu, '')
