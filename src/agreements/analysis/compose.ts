import type { AgreedService, Agreement, ReleaseForm } from '../schema.ts'
import { edgesOf, hides, wider } from './forms.ts'
import { onwardPaths } from './onward.ts'
import { matches } from './pattern.ts'
import type { Combination, Composition, Learned, Profile } from './schema.ts'
import type { AnalysisWorld } from './world.ts'

/** The answers of one service under one agreement. */
interface Answers {
  readonly agreement: Agreement
  readonly clause: AgreedService
  /** By what its records can be brought together with others. */
  readonly keys: ReadonlySet<string>
}

export type ComposeWorld = Pick<AnalysisWorld, 'element' | 'combination'>

/** What one consumer can learn about a person under all of these agreements that are its own. */
export function compose(consumer: string, agreements: readonly Agreement[], world: ComposeWorld): Composition {
  const own = agreements.filter((agreement) => agreement.consumer === consumer)
  const answers = own.flatMap((agreement) =>
    agreement.services.map((clause) => ({ agreement, clause, keys: keysOf(agreement.id, clause, world.combination) })),
  )
  const profiles = joined(answers).map((group) => profileOf(group, world.combination))
  const most = profiles.toSorted((a, b) => b.learned.length - a.learned.length)
  return { consumer, profiles: most, onward: onwardPaths(consumer, agreements, world.element) }
}

/**
 * Raw numbers that are answered or asked by; pseudonyms, which are stable for one consumer and one element; hashes, which
 * are so within one agreement.
 */
function keysOf(agreement: string, { askBy, fields }: AgreedService, { keys }: Combination): ReadonlySet<string> {
  const raw = [...askBy, ...fields.filter(({ release }) => release === 'raw').map(({ element }) => element)]
  const numbered = keys.filter(({ elements }) => elements.some((element) => raw.includes(element)))
  const hidden = fields.flatMap(({ element, release }) => {
    if (release === 'pseudonym') return `pseudonym ${element}`
    return release === 'hash' ? `hash ${agreement}` : []
  })
  return new Set([...numbered.map(({ id }) => id), ...hidden])
}

/** Groups of answers that share keys, directly or over others. */
function joined(answers: readonly Answers[]): Answers[][] {
  let groups: { keys: Set<string>; members: Answers[] }[] = []
  for (const one of answers) {
    const touching = groups.filter(({ keys }) => [...one.keys].some((key) => keys.has(key)))
    const rest = groups.filter((group) => !touching.includes(group))
    const keys = new Set([...one.keys, ...touching.flatMap((group) => [...group.keys])])
    groups = [...rest, { keys, members: [...touching.flatMap(({ members }) => members), one] }]
  }
  return groups.map(({ members }) => members)
}

function profileOf(group: readonly Answers[], combination: Combination): Profile {
  const learned = learnedFrom(group)
  const held = new Map(learned.map(({ element, form }) => [element, form]))
  const asked = new Set(group.flatMap(({ clause }) => clause.askBy))
  // Who asks by a number holds the number.
  const holdsRaw = (element: string): boolean => held.get(element) === 'raw' || asked.has(element)
  const numbers = combination.keys.map(({ id }) => id)
  return {
    answers: group.map(({ agreement: { id, provider }, clause, keys }) => ({
      ...{ agreement: id, service: clause.service, provider },
      keys: numbers.filter((number) => keys.has(number)),
    })),
    keys: numbers.filter((number) => group.some(({ keys }) => keys.has(number))),
    learned,
    identifiedBy: combination.identifying.filter((elements) => elements.every(holdsRaw)),
    inferences: inferencesFrom(learned, combination),
  }
}

function learnedFrom(group: readonly Answers[]): Learned[] {
  const found = new Map<string, Learned & { edges: number[] }>()
  const note = (element: string, form: ReleaseForm, source: Learned['sources'][number], edges: readonly number[]) => {
    const known = found.get(element)
    found.set(element, {
      element,
      form: known === undefined ? form : wider(known.form, form),
      sources: [...(known?.sources ?? []), source],
      edges: [...new Set([...(known?.edges ?? []), ...edges])].sort((a, b) => a - b),
    })
  }
  for (const { agreement, clause } of group) {
    const from = { agreement: agreement.id, service: clause.service }
    for (const field of clause.fields) {
      note(field.element, field.release, { ...from, form: field.release }, edgesOf(field))
    }
    for (const element of clause.askBy) note(element, 'yes-no', { ...from, form: 'yes-no', asked: true }, [])
  }
  return [...found.values()]
    .map(({ edges, ...learned }) => (edges.length === 0 ? learned : { ...learned, edges }))
    .sort((a, b) => (a.element < b.element ? -1 : 1))
}

function inferencesFrom(learned: readonly Learned[], { inferences }: Combination): Profile['inferences'] {
  // That two are the same says nothing of either.
  const known = learned.filter(({ form }) => !hides(form)).map(({ element }) => element)
  return inferences.flatMap(({ id, label, from }) => {
    const shown = from
      .map((patterns) => patterns.map((pattern) => known.filter((element) => matches(pattern, element))))
      .filter((found) => found.every((elements) => elements.length > 0))
    return shown.length === 0 ? [] : [{ id, label, from: [...new Set(shown.flat(2))] }]
  })
}
