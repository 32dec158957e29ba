import type { BlockingRule, Comparison, Condition, LinkageModel } from './schema.ts'

const equal = (column: string): Condition => ({ test: 'equal', column })
const different = (column: string): Condition => ({ test: 'different', column })
const similar = (column: string): Condition => ({ test: 'similar', column, atLeast: 0.9 })

/** Both names are there, in the other order. One comparison counts it: as two agreements it would count twice. */
const swapped: Condition[] = [equal('name.sorted'), different('given.exact'), different('family.exact')]

const comparisons: Comparison[] = [
  {
    id: 'given',
    needs: ['given.exact'],
    levels: [
      { id: 'exact', when: [[equal('given.exact')]], frequencies: 'given.exact' },
      { id: 'swapped', when: [swapped], frequencies: 'name.sorted' },
      { id: 'variant', when: [[equal('given.canonical')]], frequencies: 'given.canonical' },
      { id: 'sound', when: [[equal('given.phonetic')]], frequencies: 'given.phonetic' },
      { id: 'similar', when: [[similar('given.exact')]] },
    ],
  },
  {
    id: 'family',
    // Names go together: who has a given name of one people likely has a family name of the same.
    dependsOn: 'given',
    needs: ['family.exact'],
    nullWhen: [swapped],
    levels: [
      { id: 'exact', when: [[equal('family.exact')]], frequencies: 'family.exact' },
      { id: 'variant', when: [[equal('family.canonical')]], frequencies: 'family.canonical' },
      { id: 'sound', when: [[equal('family.phonetic')]], frequencies: 'family.phonetic' },
      { id: 'similar', when: [[similar('family.exact')]] },
    ],
  },
  {
    id: 'birth',
    needs: ['dob.year'],
    levels: [
      { id: 'exact', when: [[equal('dob.iso')]], frequencies: 'dob.iso' },
      { id: 'swapped', when: [[{ test: 'crosswise', columns: ['dob.iso', 'dob.swapped'] }]] },
      { id: 'estimated', when: [[equal('dob.year'), { test: 'either', column: 'dob.estimated' }]] },
      {
        id: 'two-parts',
        when: [
          [equal('dob.year'), equal('dob.month')],
          [equal('dob.year'), equal('dob.day')],
          [equal('dob.month'), equal('dob.day'), { test: 'within', column: 'dob.year', atMost: 10 }],
        ],
      },
      { id: 'near', when: [[{ test: 'within', column: 'dob.year', atMost: 1 }]] },
      { id: 'some-years', when: [[{ test: 'within', column: 'dob.year', atMost: 3 }]] },
    ],
  },
  { id: 'sex', needs: ['sex.exact'], levels: [{ id: 'exact', when: [[equal('sex.exact')]] }] },
  {
    id: 'national-id',
    needs: ['nid.exact'],
    levels: [
      { id: 'exact', when: [[equal('nid.exact')]] },
      { id: 'one-digit', when: [[{ test: 'edits', column: 'nid.exact', atMost: 1 }]] },
    ],
  },
  { id: 'phone', needs: ['phone.exact'], levels: [{ id: 'exact', when: [[equal('phone.exact')]] }] },
  {
    // One comparison for the whole path: a village lies in one district, so the two are one piece of evidence.
    id: 'place',
    // A people's names are borne where it lives: two strangers of one name are likely of one region.
    dependsOn: 'given',
    needs: ['place.l1'],
    levels: [
      { id: 'village', when: [[equal('place.l4')]], frequencies: 'place.l4' },
      { id: 'ward', when: [[equal('place.l3')]] },
      { id: 'district', when: [[equal('place.l2')]] },
      { id: 'region', when: [[equal('place.l1')]] },
    ],
  },
  {
    id: 'mother',
    needs: ['mother.exact'],
    levels: [
      { id: 'exact', when: [[equal('mother.exact')]], frequencies: 'mother.exact' },
      { id: 'sound', when: [[equal('mother.phonetic')]] },
      { id: 'similar', when: [[similar('mother.exact')]] },
    ],
  },
]

const rules = (...columns: readonly string[][]): BlockingRule[] =>
  columns.map((of) => ({ id: of.map((name) => name.replace('.', '-')).join('-and-'), columns: of }))

/** Eleven rules: few pairs, most duplicates. The mother's name finds what errors in names, dates and places hide together. */
export const narrowBlocking: readonly BlockingRule[] = rules(
  ['nid.exact'],
  ['phone.exact'],
  ['family.phonetic', 'dob.iso'],
  ['given.phonetic', 'dob.iso'],
  ['place.l4', 'dob.iso'],
  ['name.sorted', 'dob.year'],
  ['name.sorted', 'place.l2'],
  ['given.phonetic', 'mother.phonetic'],
  ['mother.phonetic', 'dob.year'],
  ['place.l4', 'given.phonetic'],
  ['family.phonetic', 'dob.year', 'place.l2'],
)

/** Six more: some twenty times the pairs, for a few duplicates more in a thousand. */
export const wideBlocking: readonly BlockingRule[] = [
  ...narrowBlocking,
  ...rules(
    ['name.sorted'],
    ['place.l4', 'family.phonetic'],
    ['place.l4', 'dob.year'],
    ['dob.iso', 'place.l2'],
    ['given.phonetic', 'dob.year'],
    ['family.phonetic', 'dob.year'],
  ),
]

/** Which columns of a raw table hold what a registry of people knows. */
export interface PersonColumns {
  readonly given: string
  readonly family: string
  readonly birth: string
  readonly sex: string
  readonly nationalId: string
  readonly phone: string
  /** Widest first. */
  readonly place: readonly string[]
  readonly mother: string
}

/** The model that a registry of people starts from; untrained. */
export const personModel = (from: PersonColumns, blocking: readonly BlockingRule[] = wideBlocking): LinkageModel => ({
  id: 'person',
  version: 1,
  fields: [
    { id: 'given', kind: 'given-names', from: [from.given] },
    { id: 'family', kind: 'family-name', from: [from.family] },
    { id: 'name', kind: 'full-name', from: [from.given, from.family] },
    { id: 'dob', kind: 'date-of-birth', from: [from.birth] },
    { id: 'sex', kind: 'sex', from: [from.sex] },
    { id: 'nid', kind: 'national-id', from: [from.nationalId] },
    { id: 'phone', kind: 'phone', from: [from.phone] },
    { id: 'place', kind: 'place', from: [...from.place] },
    { id: 'mother', kind: 'mother-name', from: [from.mother] },
  ],
  comparisons,
  blocking: { rules: [...blocking], maxPairsPerBlock: 20_000_000 },
  thresholds: { link: 1.5, review: -3, kin: 2 },
  constraints: { uniqueSources: [], rosters: [] },
})
