import type { Language } from '../../kernel/language.ts'
import type { TrainedModel } from '../linkage/compare/weights.ts'
import { evidenceFor, type Frequencies } from '../linkage/explain/evidence.ts'
import { sayPair } from '../linkage/explain/sentences.ts'
import type { Explanation } from './schema.ts'

/** The weight of a pair taken apart, in words and numbers, in the order of the comparisons. */
export function explain(
  model: TrainedModel,
  { pattern, frequencies }: { readonly pattern: number; readonly frequencies?: Frequencies },
  language: Language,
): Explanation {
  const evidence = evidenceFor(model, pattern, frequencies)
  const { summary, kin, note, evidence: said } = sayPair(model, evidence, language)
  const words = new Map(said.map((one) => [one.comparison, one]))
  return {
    ...{ summary, kin, note, prior: evidence.prior },
    evidence: evidence.comparisons.map(({ comparison, level, moves, againstUnrelated, againstHousehold, rarity }) => ({
      ...{ comparison, level, moves, againstUnrelated, againstHousehold, rarity },
      says: words.get(comparison)?.says ?? '',
      because: words.get(comparison)?.because ?? '',
    })),
  }
}
