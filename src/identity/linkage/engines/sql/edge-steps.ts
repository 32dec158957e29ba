import { patternPlaces, type TextCondition } from '../../compare/levels.ts'
import { parentOf, type TrainedModel } from '../../compare/weights.ts'
import { rarityColumns } from '../wasm/layout.ts'
import * as q from './dialect.ts'
import { levelSql } from './levels.ts'
import { joined, levelName, type Plan, type Step, textColumns, withRecords, zero } from './plan.ts'

/**
 * From the tables `records` and `candidates` of the steps before, `alike_<n>` (x, y, holds: a bit for each condition of the
 * n-th column of texts), `rarity_<n>` and `evidence`: the edges (a, b, weight, pattern).
 */
export const edgeSteps = (plan: Plan): Step[] => [{ table: 'edges', query: edgesSql(plan) }]

/** Exact levels of the candidates, and the rarity of what they agree on. */
function levelsSql({ dialect, model }: Plan): q.Sql {
  const texts = textColumns(model)
  const rarities = rarityColumns(model)
  const exact = (condition: TextCondition): q.Sql => {
    const n = texts.findIndex(({ column }) => column === condition.column)
    const holds = q.piece`coalesce(${q.column(dialect, q.table(`alike_${n}`), 'holds')}, 0)`
    return q.unequal(q.bitAnd(holds, q.number(2 ** texts[n]!.conditions.indexOf(condition))), zero)
  }
  const alike = texts.map(({ column }, n) => {
    const [l, r] = [q.column(dialect, 'l', column), q.column(dialect, 'r', column)]
    const table = q.table(`alike_${n}`)
    return q.piece`left join ${table} on ${q.both(
      q.equal(q.column(dialect, table, 'x'), q.least(l, r)),
      q.equal(q.column(dialect, table, 'y'), q.greatest(l, r)),
    )}`
  })
  const rare = rarities.map((name, n) => {
    const table = q.table(`rarity_${n}`)
    return q.piece`join ${table} on ${q.equal(q.column(dialect, table, 'code'), q.column(dialect, 'l', name))}`
  })
  return q.select(
    dialect,
    [
      [q.column(dialect, 'c', 'a'), 'a'],
      [q.column(dialect, 'c', 'b'), 'b'],
      ...model.comparisons.map((comparison, i) => [levelSql(dialect, comparison, exact, 0), levelName(i)] as const),
      ...rarities.map((_, n) => [q.column(dialect, q.table(`rarity_${n}`), 'bits'), `rare${n}`] as const),
    ],
    joined(withRecords(dialect), [...alike, ...rare]),
  )
}

/** The pattern, and log2 of the expected pairs of each class that have it. */
function evidenceSql(plan: Plan): q.Sql {
  const { dialect, model } = plan
  const c = (name: string) => q.column(dialect, 'c', name)
  return q.select(
    dialect,
    [
      [c('a'), 'a'],
      [c('b'), 'b'],
      [patternSql(dialect, model), 'pattern'],
      ...(['match', 'household', 'unrelated'] as const).map((of) => {
        const each = model.comparisons.map((_, i) => q.column(dialect, q.table(`evidence${i}`), of))
        const rarity = of === 'unrelated' ? raritySql(dialect, model) : []
        return [q.plus(q.number(Math.log2(model.parameters.pairs[of])), ...each, ...rarity), of] as const
      }),
    ],
    joined(
      q.piece`from (${levelsSql(plan)}) c`,
      model.comparisons.map(({ dependsOn }, i) => {
        const lookup = q.table(`evidence${i}`)
        const parent = parentOf(model.comparisons, dependsOn)
        return q.piece`join ${q.table('evidence')} ${lookup} on ${q.both(
          q.equal(q.column(dialect, lookup, 'comparison'), q.number(i)),
          q.equal(q.column(dialect, lookup, 'parent'), parent < 0 ? zero : c(levelName(parent))),
          q.equal(q.column(dialect, lookup, 'level'), c(levelName(i))),
        )}`
      }),
    ),
  )
}

/** The weight (`weightOf`). */
function edgesSql(plan: Plan): q.Sql {
  const { dialect, threshold } = plan
  const c = (name: string) => q.column(dialect, 'c', name)
  const [household, unrelated] = [c('household'), c('unrelated')]
  const high = q.greatest(household, unrelated)
  const low = q.least(household, unrelated)
  const others = q.plus(high, q.log2(q.plus(q.number(1), q.powerOf2(q.minus(low, high)))))
  const weighed = q.select(
    dialect,
    [...['a', 'b', 'pattern'].map((name) => [c(name), name] as const), [q.minus(c('match'), others), 'weight']],
    q.piece`from (${evidenceSql(plan)}) c`,
  )
  return q.select(
    dialect,
    ['a', 'b', 'weight', 'pattern'].map((name) => [c(name), name] as const),
    q.piece`from (${weighed}) c where ${q.atLeast(c('weight'), q.number(threshold))}`,
  )
}

function patternSql(dialect: q.Dialect, model: TrainedModel): q.Sql {
  const parts = patternPlaces(model).map(({ shift }, i) =>
    q.times(q.column(dialect, 'c', levelName(i)), q.number(2 ** shift)),
  )
  return q.piece`cast(${q.plus(...parts)} as int)`
}

/** For each level that weighs the frequency of a value: the rarity of that value where the pair has the level. */
function raritySql(dialect: q.Dialect, model: TrainedModel): q.Sql[] {
  const rarities = rarityColumns(model)
  return model.comparisons.flatMap(({ levels }, i) =>
    levels.flatMap(({ frequencies }, at) => {
      if (frequencies === undefined) return []
      const rare = q.column(dialect, 'c', `rare${rarities.indexOf(frequencies)}`)
      return [q.choose([[q.equal(q.column(dialect, 'c', levelName(i)), q.number(at + 1)), rare]], zero)]
    }),
  )
}
