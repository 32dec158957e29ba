import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type EncodingPlan, openEncoder, planOf } from './encoding/encoder.ts'
import { type PublicNames, reidentified, type Victim } from './test-attack.ts'
import { exampleProject, secretOf } from './test-project.ts'

const namesFile = join(import.meta.dirname, '../../../countries/tumaini/people/names.yaml')

/** The demo country's lists of names stand for those that any country publishes. */
function publicNames(): PublicNames {
  const { modern, communities } = parse(readFileSync(namesFile, 'utf8'))
  const lists: Record<string, string[]>[] = [modern, ...Object.values<Record<string, string[]>>(communities)]
  const listed = (...kinds: string[]) => [...new Set(lists.flatMap((one) => kinds.flatMap((kind) => one[kind] ?? [])))]
  return { given: listed('male', 'female'), family: listed('surnames', 'male') }
}

/** The same people every time; a name is as frequent as its place in the list says (Zipf). */
function somePeople(count: number, { given, family }: PublicNames) {
  let state = 12345
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const oneOf = (names: readonly string[]): string => names[Math.floor(names.length ** random()) - 1] ?? ''
  const number = (from: number, of: number): string => String(from + Math.floor(random() * of)).padStart(2, '0')
  return Array.from({ length: count }, () => ({
    ...{ given: oneOf(given), family: oneOf(family), sex: random() < 0.5 ? 'F' : 'M' },
    born: `${number(1940, 70)}-${number(1, 12)}-${number(1, 28)}`,
  }))
}

export interface Attack extends Pick<EncodingPlan, 'scheme' | 'flip'> {
  /** By which the weights of the example, made for diffusion of 4, are divided: 0.6 leaves them as they are. */
  readonly weight: number
  readonly people: number
  /** The last of them, whose names the attacker does not know. */
  readonly targets: number
  /** How many of the first are known to the attacker. */
  readonly known: readonly number[]
}

const weightOfExample = 0.6

/** For each number of known people, the share of the targets whose two names the attack by patterns tells rightly. */
export function attackShares({ scheme, flip, weight, people: count, targets, known }: Attack): number[] {
  const names = publicNames()
  const plan = planOf(exampleProject())
  const fields = plan.fields.map((field) => ({
    ...field,
    hashes: Math.round((field.hashes * weight) / weightOfExample),
  }))
  const keys = { secret: secretOf('s'), context: 'x', noiseKey: secretOf('n') }
  const encoder = openEncoder({ ...plan, scheme, flip, fields }, keys)
  const victims = somePeople(count, names).map((person, i): Victim => {
    const bits = encoder.encode(String(i), person)?.bits
    if (bits === undefined) throw new Error('one of the people was left out')
    return { ...person, bits }
  })
  return known.map((so) => reidentified(victims.slice(0, so), victims.slice(-targets), names))
}
