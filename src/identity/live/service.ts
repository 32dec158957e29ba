import { administer } from '../../federation/administration.ts'
import { commitment, newSalt } from '../../kernel/digest.ts'
import { newId } from '../../kernel/ids.ts'
import type { Language } from '../../kernel/language.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import { sameRecord } from '../people/rules.ts'
import { entitiesOf } from '../people/store.ts'
import type { By, PeopleWorld } from '../people/world.ts'
import { explain } from '../review/explaining.ts'
import { noModel } from '../review/problems.ts'
import { probabilityOfWeight } from '../review/rules.ts'
import type { LiveIndex } from './kept-index.ts'
import type { Matcher } from './matcher.ts'
import type { Applicant, Candidates } from './schema.ts'

export interface LiveDesk {
  /** Records that may be the person who is about to be registered. */
  search(applicant: Applicant, by: By, language: Language): Promise<Result<Candidates>>
}

export function openLive({ pool, ledger, clock }: PeopleWorld, index: LiveIndex): LiveDesk {
  return {
    async search(applicant, by, language) {
      const matcher = await index.current()
      if (matcher === undefined) return fail(noModel)
      const values: Record<string, string | null> = { ...applicant }
      const { candidates, compared, passedOver } = matcher.find(values)
      // What was asked and found stands in the ledger as a commitment; the answer leaves only after it.
      const looked = await administer(ledger, {
        ...{ by, at: clock.now(), act: 'identity.search-before-create', concerns: by.member, subject: newId('sb') },
        details: { candidates: candidates.length, asked: commitment(newSalt(), applicant), model: matcher.digest },
        write: async () => true,
      })
      if (!looked.ok) return looked
      const entities = await entitiesOf(pool, candidates)
      return ok({
        ...{ model: matcher.digest, records: matcher.records, compared, passedOver: [...passedOver] },
        candidates: candidates.map(({ source, record, weight, kinWeight, pattern }) => {
          const entity = entities.find((one) => sameRecord(one, { source, record }))?.entity
          return {
            ...{ source, record, weight, kinWeight, probability: probabilityOfWeight(weight) },
            ...(entity === undefined ? {} : { entity }),
            explanation: explain(matcher.model, { pattern, frequencies: frequenciesOf(matcher, values) }, language),
          }
        }),
      })
    },
  }
}

export const frequenciesOf =
  (matcher: Pick<Matcher, 'frequency'>, values: Readonly<Record<string, string | null>>) => (column: string) =>
    matcher.frequency(column, values)
