import type { Agreement } from '../schema.ts'
import { type ComposeWorld, compose } from './compose.ts'
import { isWider } from './forms.ts'
import type { Addition, Composition, Profile } from './schema.ts'

/** The agreements as they would apply with this one, and as they apply without it. */
export function withAndWithout(agreement: Agreement, inForce: readonly Agreement[]) {
  const without = inForce.filter(({ id }) => id !== agreement.id)
  return { without, withIt: [...without, agreement] }
}

/** What the agreement adds to what its consumer can learn under those that apply without it. */
export function additionOf(agreement: Agreement, inForce: readonly Agreement[], world: ComposeWorld): Addition {
  const { without, withIt } = withAndWithout(agreement, inForce)
  const before = compose(agreement.consumer, without, world)
  const after = compose(agreement.consumer, withIt, world)
  const formsBefore = formsOf(before)
  return {
    learned: [...formsOf(after)].flatMap(([element, form]) => {
      const was = formsBefore.get(element)
      if (was === undefined) return { element, form }
      return isWider(form, was) ? { element, form, before: was } : []
    }),
    inferences: newOf(before, after, (profile) => profile.inferences.map(({ id }) => id)),
    identifiedBy: newOf(before, after, (profile) => profile.identifiedBy.map((elements) => elements.join(' '))).map(
      (elements) => elements.split(' '),
    ),
    onward: newWays(before, after),
  }
}

function formsOf({ profiles }: Composition) {
  const forms = new Map<string, Profile['learned'][number]['form']>()
  for (const { element, form } of profiles.flatMap(({ learned }) => learned)) {
    const known = forms.get(element)
    if (known === undefined || isWider(form, known)) forms.set(element, form)
  }
  return forms
}

function newOf(before: Composition, after: Composition, of: (profile: Profile) => string[]): string[] {
  const known = new Set(before.profiles.flatMap(of))
  return [...new Set(after.profiles.flatMap(of))].filter((one) => !known.has(one))
}

function newWays(before: Composition, after: Composition): Addition['onward'] {
  const key = (path: Addition['onward'][number], element: string) => `${path.members.join(' ')} ${element}`
  const known = new Set(before.onward.flatMap((path) => path.elements.map((element) => key(path, element))))
  return after.onward.flatMap((path) => {
    const elements = path.elements.filter((element) => !known.has(key(path, element)))
    return elements.length === 0 ? [] : { ...path, elements }
  })
}
