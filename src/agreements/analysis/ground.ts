import type { Member } from '../../federation/schema.ts'
import type { Vocabulary } from '../../semantics/vocabulary.ts'
import type { KnownAbout } from '../law/agreement-facts.ts'
import type { ElementFacts } from './world.ts'

/** What the dictionary says of an element; `memberOf` names the member that a system is of. */
export const elementFacts =
  ({ elements }: Pick<Vocabulary, 'elements'>, memberOf: (system: string) => string | undefined) =>
  (id: string): ElementFacts | undefined => {
    const element = elements.get(id)?.element
    if (element === undefined) return undefined
    const owner = memberOf(element.sourceOfTruth)
    return {
      classification: element.classification,
      type: element.type,
      ...(element.kind === undefined ? {} : { kind: element.kind }),
      ...(owner === undefined ? {} : { owner }),
    }
  }

/** What the law asks about a body that takes part; `home` is the country of those that name none. */
export const bodyFacts = (member: Member | undefined, home: string): ReturnType<KnownAbout['party']> => ({
  country: member?.country ?? home,
  ...(member !== undefined && { publicBody: member.kind !== 'consortium' }),
})
