import { nullLevel } from '../../compare/levels.ts'
import type { TrainedModel } from '../../compare/weights.ts'
import type { Comparison } from '../../model/schema.ts'
import { type Gain, gains, gainWithRarity, mostOverLevels, type RarityGain } from '../gains.ts'
import { tableBytes } from './layout.ts'
import { atBest } from './level-text.ts'
import { bitsThatTell, type Lines, lineColumns } from './lines.ts'
import { agreementOf, type Circumstances, possibleLevels } from './possible.ts'
import { weightRows, weightStride } from './source.ts'

const masks = 1 << lineColumns

/** The kernel's table of weights: each level, and "this level or any after it" where a text was not yet compared. */
export function weightTable(model: TrainedModel, lines: Lines, rarest: RarityGain): Float64Array {
  const stride = weightStride / 8
  const table = new Float64Array(model.comparisons.length * stride)
  gains(model).forEach((levels, i) => {
    const comparison = model.comparisons[i]!
    levels.forEach((gain, level) => {
      table.set([gain.unrelated, gain.household], i * stride + level * 2)
      const best = level === nullLevel ? gain : mostOverLevels(comparison, levels, level, levels.length - 1, rarest)
      table.set([best.unrelated, best.household], i * stride + (atBest + level) * 2)
    })
    const bits = bitsThatTell(comparison, lines)
    const missing = lines.complete.has(i) ? false : undefined
    for (let part = 0; part < 1 << bits.length; part++) {
      const most = mostOf(
        comparison,
        levels,
        { agrees: agreementOf(lines, bits, part), missing, alike: () => undefined },
        rarest,
      )
      table.set([most.unrelated, most.household], i * stride + (weightRows + part) * 2)
    }
  })
  return table
}

/** What must hold of the mask for a rule to find a pair. */
export const requiredMasks = (model: Pick<TrainedModel, 'blocking'>, lines: Lines): number[] =>
  model.blocking.rules.map(({ columns }) =>
    columns.reduce((mask, column) => mask | (1 << lines.line.findIndex(({ name }) => name === column)), 0),
  )

/** For each rule the masks by which it is the first to find a pair; a rule in `purging` takes none from later ones. */
export function ownTables(required: readonly number[], purging: number): Uint8Array {
  const tables = new Uint8Array(required.length * tableBytes)
  for (let mask = 0; mask < masks; mask++) {
    for (const [rule, needs] of required.entries()) {
      if ((mask & needs) !== needs) continue
      tables[rule * tableBytes + (mask >> 3)]! |= 1 << (mask & 7)
      if (((purging >> rule) & 1) === 0) break
    }
  }
  return tables
}

/** The most that a comparison can say, over the levels that are possible. */
function mostOf(comparison: Comparison, levels: readonly Gain[], of: Circumstances, rarest: RarityGain): Gain {
  const found = possibleLevels(comparison, of).map((level) => gainWithRarity(comparison, level, levels[level]!, rarest))
  return {
    unrelated: Math.max(...found.map((gain) => gain.unrelated)),
    household: Math.max(...found.map((gain) => gain.household)),
  }
}
