import { Check, Errors } from 'typebox/value'
import { isIsoDate } from '../../kernel/dates.ts'
import { digestOf } from '../../kernel/digest.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { thumbprint } from '../../kernel/signature.ts'
import { projectFaulty } from './problems.ts'
import { PrivateProject } from './schema.ts'

/** The stated ε may be rounded to so much. */
const epsilonTolerance = 0.01

/** A project whose parts fit together, and the digest that both owners and the zone must have of it. */
export interface CheckedProject {
  readonly project: PrivateProject
  readonly digest: string
}

/** Randomised response that keeps a bit with probability 1 - flip/2: ε of each bit, natural logarithm. */
export const epsilonOf = (flip: number): number => Math.log((1 - flip / 2) / (flip / 2))

export function checkProject(value: unknown): Result<CheckedProject> {
  if (!Check(PrivateProject, value)) {
    const [first] = Errors(PrivateProject, value)
    return fail(projectFaulty('shape', first?.instancePath ?? '', first?.message ?? ''))
  }
  const fault = faultOf(value)
  return fault === undefined ? ok({ project: value, digest: digestOf(value) }) : fail(fault)
}

function faultOf(project: PrivateProject) {
  const { parties, zone, fields, flip, epsilonPerBit, leastFields, blocking, validUntil } = project
  const [first, second] = parties
  if (first?.member === second?.member) return projectFaulty('one-party', '/parties/1/member')
  // The zone holds no data of its own: whoever owns some could look for them in the encodings.
  if (parties.some(({ member }) => member === zone.member)) return projectFaulty('zone-is-party', '/zone/member')
  const keys = [...parties, zone].map(({ key }) => thumbprint(key))
  if (new Set(keys).size < keys.length) return projectFaulty('one-key', '/zone/key')
  const ids = fields.map(({ id }) => id)
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i)
  if (twice >= 0) return projectFaulty('field-twice', `/fields/${twice}/id`)
  if (leastFields > fields.length) return projectFaulty('too-many-fields', '/leastFields')
  const epsilon = epsilonOf(flip)
  if (Math.abs(epsilonPerBit - epsilon) > epsilonTolerance) {
    return projectFaulty('epsilon', '/epsilonPerBit', epsilon.toFixed(2))
  }
  if (!isIsoDate(validUntil)) return projectFaulty('no-day', '/validUntil')
  if (blocking.kind !== 'tokens') return undefined
  const unknown = blocking.rules.flat().find((part) => !ids.includes(part.split('.')[0] ?? ''))
  return unknown === undefined ? undefined : projectFaulty('no-field', '/blocking/rules', unknown)
}
