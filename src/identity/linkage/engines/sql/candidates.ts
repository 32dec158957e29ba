import { columnsOfComparison } from '../../model/columns.ts'
import * as q from './dialect.ts'
import { atBest, bySignature, levelSql, signatureColumns } from './levels.ts'
import { bound, maskLines } from './lookups.ts'
import { joined, levelName, type Plan, type Step, type TextColumn, textColumns, withRecords, zero } from './plan.ts'

/**
 * From the tables `prepared`, `purged`, `signatures_<n>`, `owner` and `gain`: the candidates of each rule, and for each
 * column of texts the distinct pairs of codes whose texts must be compared (x below y).
 */
export function candidateSteps(plan: Plan): Step[] {
  const rules = [...plan.model.blocking.rules.keys()]
  return [
    { table: 'records', query: recordsSql(plan) },
    ...rules.map((rule) => ({ table: `candidates_${rule}` as const, query: candidatesOfRule(plan, rule) })),
    { table: 'candidates', query: candidatesSql(plan), view: true },
    ...textColumns(plan.model).map((text, n) => ({ table: `texts_${n}` as const, query: textPairs(plan, text) })),
  ]
}

/** Records with the signatures of their texts and the rules whose blocks they are left out of. */
function recordsSql({ dialect, model, prepared }: Plan): q.Sql {
  const p = (name: string) => q.column(dialect, 'p', name)
  const purged = q.table('purged')
  const texts = textColumns(model).map(({ column }, n) => ({ column, table: q.table(`signatures_${n}`) }))
  return q.select(
    dialect,
    [
      ...['row', ...prepared.columns.map(({ name }) => name)].map((name) => [p(name), name] as const),
      [q.piece`coalesce(${q.column(dialect, purged, 'purged')}, 0)`, 'purged'],
      ...texts.flatMap(({ column, table }) =>
        Object.entries(signatureColumns(column)).map(([part, as]) => [q.column(dialect, table, part), as] as const),
      ),
    ],
    joined(q.piece`from ${q.table('prepared')} p`, [
      q.piece`left join ${purged} on ${q.equal(q.column(dialect, purged, 'row'), p('row'))}`,
      ...texts.map(
        ({ column, table }) => q.piece`join ${table} on ${q.equal(q.column(dialect, table, 'code'), p(column))}`,
      ),
    ]),
  )
}

/**
 * Pairs of one rule that no earlier rule finds and that can reach the threshold: a, b, and the level of each comparison, 16
 * higher where it rests on texts whose signatures alone were seen. A pair's mask is looked up in `owner` first; for those
 * that stay, levels are worked out and what they say at most is looked up in `gain`.
 */
function candidatesOfRule({ dialect, model, prepared, threshold, purging }: Plan, rule: number): q.Sql {
  const l = (name: string) => q.column(dialect, 'l', name)
  const r = (name: string) => q.column(dialect, 'r', name)
  const agree = (name: string) => q.both(q.unequal(l(name), zero), q.equal(l(name), r(name)))
  const inBlock = (index: number) => q.equal(q.bitAnd(l('purged'), q.number(2 ** index)), zero)
  const { rules } = model.blocking
  const mask = q.plus(
    ...maskLines(model, prepared).line.map(({ name }, bit) => q.choose([[agree(name), q.number(2 ** bit)]], zero)),
  )
  // `owner` leaves to later rules the pairs of rules of which some blocks are left out.
  const foundBefore = rules.slice(0, rule).flatMap(({ columns }, index) => {
    const purges = ((purging >> index) & 1) === 1
    return purges ? [q.both(...columns.map(agree), inBlock(index))] : []
  })
  const owner = (name: string) => q.column(dialect, q.table('owner'), name)
  const inner = q.select(
    dialect,
    [
      [l('row'), 'a'],
      [r('row'), 'b'],
      ...model.comparisons.map(
        (comparison, i) => [levelSql(dialect, comparison, bySignature(dialect), atBest), levelName(i)] as const,
      ),
    ],
    joined(q.piece`from ${q.table('records')} l`, [
      q.piece`join ${q.table('records')} r on ${q.both(
        ...rules[rule]!.columns.map((name) => q.equal(l(name), r(name))),
        ...rules[rule]!.columns.map((name) => q.unequal(l(name), zero)),
        q.below(l('row'), r('row')),
      )}`,
      q.piece`join ${q.table('owner')} on ${q.both(
        q.equal(owner('rule'), q.number(rule)),
        q.equal(owner('mask'), mask),
      )}`,
      q.piece`where ${q.both(inBlock(rule), ...foundBefore.map(q.not))}`,
    ]),
  )
  const c = (name: string) => q.column(dialect, 'c', name)
  const lookups = model.comparisons.map((_, i) => q.table(`gain${i}`))
  const { match, unrelated, household } = model.parameters.pairs
  const against = (other: 'unrelated' | 'household', pairs: number) =>
    q.atLeast(
      q.plus(q.number(Math.log2(match / pairs)), ...lookups.map((lookup) => q.column(dialect, lookup, other))),
      q.number(bound(threshold)),
    )
  return q.select(
    dialect,
    ['a', 'b', ...model.comparisons.map((_, i) => levelName(i))].map((name) => [c(name), name] as const),
    joined(q.piece`from (${inner}) c`, [
      ...lookups.map(
        (lookup, i) =>
          q.piece`join ${q.table('gain')} ${lookup} on ${q.both(
            q.equal(q.column(dialect, lookup, 'comparison'), q.number(i)),
            q.equal(q.column(dialect, lookup, 'level'), c(levelName(i))),
          )}`,
      ),
      q.piece`where ${q.both(against('unrelated', unrelated), against('household', household))}`,
    ]),
  )
}

/** The candidates of all rules. */
function candidatesSql({ dialect, model }: Plan): q.Sql {
  const names = ['a', 'b', ...model.comparisons.map((_, i) => levelName(i))]
  const each = model.blocking.rules.map((_, rule) => {
    const table = q.table(`candidates_${rule}`)
    return q.select(
      dialect,
      names.map((name) => [q.column(dialect, table, name), name] as const),
      q.piece`from ${table}`,
    )
  })
  return each.reduce((all, one) => q.piece`${all}\nunion all ${one}`)
}

function textPairs({ dialect, model }: Plan, { column }: TextColumn): q.Sql {
  const [l, r] = [q.column(dialect, 'l', column), q.column(dialect, 'r', column)]
  const open = model.comparisons.flatMap((comparison, i) =>
    columnsOfComparison(comparison).includes(column)
      ? [q.atLeast(q.column(dialect, 'c', levelName(i)), q.number(atBest))]
      : [],
  )
  return q.piece`select distinct ${q.least(l, r)} as x, ${q.greatest(l, r)} as y ${withRecords(dialect)} where ${q.both(
    q.either(...open),
    q.unequal(l, r),
    q.unequal(l, zero),
    q.unequal(r, zero),
  )}`
}
