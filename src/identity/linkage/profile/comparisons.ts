import type { Alternatives, Comparison, Condition, Field, Level } from '../model/schema.ts'

const equal = (column: string): Condition => ({ test: 'equal', column })
const level = (id: string, when: Alternatives, frequencies?: string): Level => ({
  id,
  when,
  ...(frequencies === undefined ? {} : { frequencies }),
})

/** Rather similar by Jaro-Winkler: one typing error in a name of five letters and more. */
const similarity = 0.9

/** How a field of each kind is compared when nothing else is known of it. */
export function comparisonOf(field: Field, fields: readonly Field[]): Comparison | undefined {
  const of = (part: string) => `${field.id}.${part}`
  const exact = level('exact', [[equal(of('exact'))]], of('exact'))
  const similar = level('similar', [[{ test: 'similar', column: of('exact'), atLeast: similarity }]])
  switch (field.kind) {
    case 'given-names':
    case 'family-name':
      return nameComparison(field, fields, [exact, similar])
    case 'full-name':
      // Where given and family name have columns of their own, the whole name only tells of their order.
      return hasBothNames(fields) ? undefined : wholeName(field.id, [exact, similar])
    case 'mother-name':
      return {
        id: field.id,
        needs: [of('exact')],
        levels: [
          exact,
          level('reordered', [[equal(of('sorted'))]]),
          level('sound', [[equal(of('phonetic'))]]),
          similar,
        ],
      }
    case 'date-of-birth':
      return birthComparison(field.id)
    case 'sex':
      return { id: field.id, needs: [of('exact')], levels: [level('exact', [[equal(of('exact'))]])] }
    case 'national-id':
      return {
        id: field.id,
        needs: [of('exact')],
        levels: [
          level('exact', [[equal(of('exact'))]]),
          level('one-digit', [[{ test: 'edits', column: of('exact'), atMost: 1 }]]),
          level('two-digits', [[{ test: 'edits', column: of('exact'), atMost: 2 }]]),
        ],
      }
    case 'phone':
      return { id: field.id, needs: [of('exact')], levels: [exact] }
    case 'place':
      return placeComparison(field, fields)
    case 'text':
      return {
        id: field.id,
        needs: [of('exact')],
        levels: [exact, level('reordered', [[equal(of('sorted'))]]), similar],
      }
    case 'household-id':
      return undefined
  }
}

export const hasBothNames = (fields: readonly Field[]): boolean =>
  fields.some(({ kind }) => kind === 'given-names') && fields.some(({ kind }) => kind === 'family-name')

/** The names exchanged count once, with the given name; the family name then says nothing. */
function nameComparison(
  { id, kind, from }: Field,
  fields: readonly Field[],
  [exact, similar]: readonly [Level, Level],
): Comparison {
  const idOf = (wanted: Field['kind']) => fields.find((field) => field.kind === wanted)?.id ?? ''
  const exchanged: Condition[] = [
    equal(`${idOf('full-name')}.sorted`),
    { test: 'different', column: `${idOf('given-names')}.exact` },
    { test: 'different', column: `${idOf('family-name')}.exact` },
  ]
  const both = hasBothNames(fields)
  const variant = level('variant', [[equal(`${id}.canonical`)]], `${id}.canonical`)
  const sound = level('sound', [[equal(`${id}.phonetic`)]], `${id}.phonetic`)
  const reordered = level('swapped', [exchanged], `${idOf('full-name')}.sorted`)
  const withOrder = both && kind === 'given-names'
  // Of several given names the later ones are often left out.
  const first = from.length > 1 ? [level('first', [[equal(`${id}.first`)]], `${id}.first`)] : []
  return {
    id,
    needs: [`${id}.exact`],
    // Names go together: who has a given name of one people likely has a family name of the same.
    ...(both && kind === 'family-name' ? { nullWhen: [exchanged], dependsOn: idOf('given-names') } : {}),
    levels: [exact, ...(withOrder ? [reordered] : []), variant, sound, ...first, similar],
  }
}

const wholeName = (id: string, [exact, similar]: readonly [Level, Level]): Comparison => ({
  id,
  needs: [`${id}.exact`],
  levels: [
    exact,
    level('reordered', [[equal(`${id}.sorted`)]], `${id}.sorted`),
    level('variant', [[equal(`${id}.canonical`)]], `${id}.canonical`),
    level('sound', [[equal(`${id}.phonetic`)]], `${id}.phonetic`),
    similar,
  ],
})

function birthComparison(id: string): Comparison {
  const [year, month, day] = [`${id}.year`, `${id}.month`, `${id}.day`]
  const withinYears = (atMost: number): Condition => ({ test: 'within', column: year, atMost })
  return {
    id,
    needs: [year],
    levels: [
      level('exact', [[equal(`${id}.iso`)]], `${id}.iso`),
      level('swapped', [[{ test: 'crosswise', columns: [`${id}.iso`, `${id}.swapped`] }]]),
      level('estimated', [[equal(year), { test: 'either', column: `${id}.estimated` }]]),
      level('two-parts', [
        [equal(year), equal(month)],
        [equal(year), equal(day)],
        [equal(month), equal(day), withinYears(10)],
      ]),
      level('near', [[withinYears(1)]]),
      level('some-years', [[withinYears(3)]]),
    ],
  }
}

/** One comparison for the whole path: its steps depend on each other and are one piece of evidence. */
function placeComparison({ id, from }: Field, fields: readonly Field[]): Comparison {
  // A people's names are borne where it lives: two strangers of one name are likely of one region.
  const name = fields.find(({ kind }) => kind === 'given-names')?.id
  const steps = ['l4', 'l3', 'l2', 'l1'].slice(-Math.max(from.length, 1))
  const [narrowest = 'l1', ...wider] = steps
  return {
    id,
    needs: [`${id}.l1`],
    ...(name === undefined ? {} : { dependsOn: name }),
    levels: [
      level(narrowest, [[equal(`${id}.${narrowest}`)]], `${id}.${narrowest}`),
      ...wider.map((step) => level(step, [[equal(`${id}.${step}`)]])),
    ],
  }
}
