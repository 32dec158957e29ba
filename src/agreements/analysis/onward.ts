import type { Agreement, ReleaseForm } from '../schema.ts'
import { isWider, tellingForms } from './forms.ts'
import type { OnwardPath } from './schema.ts'
import type { ElementFacts } from './world.ts'

/** Under this agreement the element comes from one member to another. */
interface Leg {
  readonly from: string
  readonly to: string
  readonly agreement: string
  readonly element: string
  readonly form: ReleaseForm
}

type Way = readonly Leg[]

/**
 * The ways on which data come to the consumer over a third party, or go on from it: A → B → C, where B may pass on what
 * it has from A, or serves what A is the source of. What the end of a way has from the source directly, in no narrower
 * form, is not told of: the way adds nothing. Of several ways the shortest is shown.
 */
export function onwardPaths(
  consumer: string,
  agreements: readonly Agreement[],
  element: (id: string) => ElementFacts | undefined,
): OnwardPath[] {
  const ways: Way[] = []
  for (const [id, legs] of Map.groupBy(agreements.flatMap(legsOf), (leg) => leg.element)) {
    const owner = element(id)?.owner
    if (owner !== undefined && owner !== consumer) ways.push(...waysOver(consumer, owner, legs))
  }
  return merged(ways)
}

function legsOf({ id, provider, consumer, services, onward }: Agreement): Leg[] {
  return services.flatMap(({ fields }) =>
    fields.flatMap(({ element, release: form }) => {
      const leg = { agreement: id, element, form }
      const passedOn = (onward?.to ?? []).map((third) => ({ ...leg, from: consumer, to: third }))
      return [{ ...leg, from: provider, to: consumer }, ...passedOn]
    }),
  )
}

/** Ways of one element from its source to the consumer, and from there on. */
function waysOver(consumer: string, owner: string, legs: readonly Leg[]): Way[] {
  const found = new Map<string, Way>()
  for (const form of tellingForms) {
    const wide = legs.filter((leg) => !isWider(form, leg.form))
    const there = shortestWays(owner, wide)
    const arrival = there.get(consumer)
    if (arrival === undefined) continue
    if (!found.has(consumer)) found.set(consumer, arrival)
    const passed = new Set([owner, ...arrival.map(({ to }) => to)])
    const further = wide.filter(({ to }) => !passed.has(to))
    for (const [end, way] of shortestWays(consumer, further)) {
      const direct = there.get(end)?.length === 1
      if (!found.has(end)) found.set(end, direct ? [] : [...arrival, ...way])
    }
  }
  return [...found.values()].filter((way) => way.length > 1)
}

/** To each member that can be reached; breadth first, so that the first way found is the shortest. */
function shortestWays(start: string, legs: readonly Leg[]): Map<string, Way> {
  const byStart = Map.groupBy(legs, ({ from }) => from)
  const ways = new Map<string, Way>([[start, []]])
  // What is set while a map is walked through is visited, too.
  for (const [at, way] of ways) {
    for (const leg of byStart.get(at) ?? []) if (!ways.has(leg.to)) ways.set(leg.to, [...way, leg])
  }
  return ways
}

/** Elements that go the same way are told of together. */
function merged(ways: readonly Way[]): OnwardPath[] {
  const same = Map.groupBy(ways, (way) => way.map(({ to, agreement }) => `${agreement} ${to}`).join(' '))
  return [...same.values()].flatMap((group) => {
    const [way] = group
    const [first] = way ?? []
    if (way === undefined || first === undefined) return []
    return {
      members: [first.from, ...way.map(({ to }) => to)],
      agreements: way.map(({ agreement }) => agreement),
      elements: [...new Set(group.flatMap((one) => one.map(({ element }) => element)))].sort(),
    }
  })
}
