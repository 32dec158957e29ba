import { addDays } from '../../kernel/dates.ts'
import type { Clock } from '../../platform/clock.ts'
import { broaderPurposes } from '../book.ts'
import type { KnownAbout } from '../law/agreement-facts.ts'
import type { Law } from '../law/law.ts'
import type { Agreement } from '../schema.ts'
import type { Agreements } from '../service.ts'
import { additionOf } from './adds.ts'
import { analyse } from './analyse.ts'
import { compose } from './compose.ts'
import { graphOf } from './graph.ts'
import { clauseFaultsOf } from './law.ts'
import type { Addition, Combination, Composition, CompositionGraph, Finding } from './schema.ts'
import type { AnalysisWorld, ElementFacts, FieldUse } from './world.ts'

export interface AnalystWorld {
  readonly agreements: Pick<Agreements, 'inForce' | 'purposes'>
  readonly clock: Clock
  readonly element: (id: string) => ElementFacts | undefined
  readonly combination: Combination
  readonly hasEvents: (service: string) => boolean
  /** Released elements by day, from a day on, as the exchange counted them. */
  readonly fieldUse: (
    agreement: string,
    from: string,
  ) => Promise<readonly { readonly element: string; readonly answers: number }[]>
  /** The law as it applies now, and what it asks about the bodies that take part. */
  readonly law: () => Promise<Pick<Law, 'packs' | 'evaluate'>>
  readonly party: KnownAbout['party']
}

export interface Analysis {
  readonly findings: Finding[]
  readonly adds: Addition
}

/** Loads what is true now, and analyses. */
export interface Analyst {
  /** A text that is not agreed yet: nothing was released under it. */
  draft(agreement: Agreement): Promise<Analysis>
  /** One in force, with what was released under it in the days before today. */
  agreed(agreement: Agreement, days: number): Promise<Analysis>
  composition(consumer: string): Promise<Composition & { readonly graph: CompositionGraph }>
}

export function openAnalyst(world: AnalystWorld): Analyst {
  const known = async (): Promise<AnalysisWorld> => {
    const { agreements, element, combination, hasEvents, party } = world
    const [inForce, purposes, law] = await Promise.all([agreements.inForce(), agreements.purposes(), world.law()])
    const about = {
      ...{ today: world.clock.today(), party },
      classificationOf: (id: string) => element(id)?.classification,
      kindOf: (id: string) => element(id)?.kind,
    }
    return {
      ...{ inForce, purposes, broaderPurposes: broaderPurposes(purposes), element, combination, hasEvents },
      // A country without rule packs has not said which clauses its law asks for.
      ...(law.packs.length > 0 && { clauseFaults: (agreement: Agreement) => clauseFaultsOf(agreement, law, about) }),
    }
  }
  const analysed = (agreement: Agreement, facts: AnalysisWorld): Analysis => ({
    findings: analyse(agreement, facts),
    adds: additionOf(agreement, facts.inForce, facts),
  })
  return {
    draft: async (agreement) => analysed(agreement, await known()),
    async agreed(agreement, days) {
      const facts = await known()
      const use = await releasesOf(agreement, days, world)
      return analysed(agreement, use === undefined ? facts : { ...facts, use })
    },
    async composition(consumer) {
      const facts = await known()
      const composition = compose(consumer, facts.inForce, facts)
      return { ...composition, graph: graphOf(composition) }
    },
  }
}

/** Nothing can be said of the use of an agreement that is younger than the days looked at. */
async function releasesOf(
  { id, validFrom }: Agreement,
  days: number,
  world: AnalystWorld,
): Promise<FieldUse | undefined> {
  const from = addDays(world.clock.today(), -days)
  if (validFrom > from) return undefined
  const released = new Map<string, number>()
  for (const { element, answers } of await world.fieldUse(id, from)) {
    released.set(element, (released.get(element) ?? 0) + answers)
  }
  return { days, answers: released.get('') ?? 0, released }
}
