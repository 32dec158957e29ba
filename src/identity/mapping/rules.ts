import { joins, keyOf, people } from '../people/rules.ts'
import type { RecordRef } from '../people/schema.ts'
import { type Chain, chainOf, chainOfDecision, chainOfNumber, isBetter, joined, reach } from './chain.ts'
import type { IdentifierMap, bindings as names } from './declared.ts'
import type { AskedBy, Holding, MappedRecord, MappingFacts } from './facts.ts'
import { isInCivilRegister, type NumberLink, numberLinks } from './same-number.ts'

export interface MappedIdentifier extends Chain {
  readonly element: string
  readonly value: string
}

/** Who has the identifier, as far as is known. Of two people who might, nothing is said but that there are two. */
export type Mapped = { readonly standing: 'unknown' } | { readonly standing: 'ambiguous' } | OnePerson

export interface OnePerson {
  readonly standing: 'one-person'
  readonly records: readonly MappedRecord[]
  /** Each once, by the strongest chain that leads to it. */
  readonly identifiers: readonly MappedIdentifier[]
  /** Its number in the map, where a steward has decided about it. */
  readonly entity?: string
  /** Same numbers lead to further records, of which nobody has said yet whether they are of this person or another. */
  readonly undecided: boolean
}

/** Pure: what is known in, who it is out, each identifier with how sure it is and since when. */
export function mapped(asked: AskedBy, facts: MappingFacts, map: IdentifierMap): Mapped {
  if (facts.tooMany) return { standing: 'ambiguous' }
  const { numbers, torn } = tenable(facts, map)
  const persons = personsBy(facts, numbers)
  const found = new Set(facts.seeds.map((seed) => persons.get(keyOf(seed))))
  if (found.size !== 1) return { standing: found.size === 0 ? 'unknown' : 'ambiguous' }
  const [person] = found
  const records = facts.records.filter((record) => persons.get(keyOf(record)) === person)
  const identifiers = identifiersOf(asked, { ...facts, records }, { numbers, map })
  const seed = facts.seeds.map(keyOf)
  const entity = records.find((record) => seed.includes(keyOf(record)) && record.entity !== undefined)?.entity
  const undecided = records.some((record) => torn.has(keyOf(record)))
  return { standing: 'one-person', records, identifiers, undecided, ...(entity === undefined ? {} : { entity }) }
}

/** Whom a record is said to be about, and by which same numbers that person's records are linked. */
export interface ByNumbers {
  readonly person: string
  /** Links with their levels in one text, which is another where one of them comes, goes or grows surer. Empty: there are none. */
  readonly links: string
}

/** Each record of the facts; where there are too many, nobody is linked. */
export function linkedByNumbers(facts: MappingFacts, map: IdentifierMap): ReadonlyMap<string, ByNumbers> {
  const { numbers } = tenable(facts, map)
  const persons = personsBy(facts, numbers)
  const byKey = new Map(facts.records.map((record) => [keyOf(record), record]))
  const linksOf = Map.groupBy(numbers, ({ first }) => persons.get(keyOf(first)))
  const textOf = (link: NumberLink): string =>
    [...[keyOf(link.first), keyOf(link.second)].sort(), chainOfNumber(link, byKey, map).level].join(' ')
  return new Map(
    [...persons].map(([key, person]) => [
      key,
      { person, links: (linksOf.get(person) ?? []).map(textOf).sort().join(', ') },
    ]),
  )
}

/** The person of each record, by what was decided and by the numbers that may count. */
function personsBy(
  { records, decisions }: Pick<MappingFacts, 'records' | 'decisions'>,
  numbers: readonly NumberLink[],
): ReadonlyMap<string, string> {
  const placed = records.map(({ source, record, entity }) => {
    const home = entity ?? keyOf({ source, record })
    return { source, record, home, entity: home }
  })
  const said = numbers.map(({ first, second }) => ({ id: '', kind: 'link' as const, first, second, undone: false }))
  return people(placed, [...decisions, ...said])
}

interface Tenable {
  readonly numbers: readonly NumberLink[]
  /** Records whose numbers count for nothing. */
  readonly torn: ReadonlySet<string>
}

/** Where same numbers would make one person of two of the same source, they count for nothing: a steward must say. */
function tenable(facts: MappingFacts, map: IdentifierMap): Tenable {
  const numbers = numberLinks(facts.records, { ...facts, rule: map })
  const decided = personsBy(facts, [])
  const persons = personsBy(facts, numbers)
  const seen = new Map<string, string>()
  const torn = new Set<string | undefined>()
  for (const record of facts.records) {
    const person = persons.get(keyOf(record))
    const place = `${person} ${record.source}`
    const own = decided.get(keyOf(record)) ?? ''
    if ((seen.get(place) ?? own) !== own) torn.add(person)
    seen.set(place, own)
  }
  const isTorn = (record: RecordRef): boolean => torn.has(persons.get(keyOf(record)))
  return {
    numbers: numbers.filter(({ first }) => !isTorn(first)),
    torn: new Set(facts.records.filter(isTorn).map(keyOf)),
  }
}

interface Bound {
  readonly numbers: readonly NumberLink[]
  readonly map: IdentifierMap
}

function identifiersOf(asked: AskedBy, facts: MappingFacts, { numbers, map }: Bound): MappedIdentifier[] {
  const { records, decisions } = facts
  const byKey = new Map(records.map((record) => [keyOf(record), record]))
  const within = ({ first, second }: Pick<NumberLink, 'first' | 'second'>): boolean =>
    byKey.has(keyOf(first)) && byKey.has(keyOf(second))
  const edges = [
    ...decisions
      .filter((one) => joins(one.kind) && !one.undone && within(one))
      .map((one) => ({ ...one, chain: chainOfDecision(one, map) })),
    ...numbers.filter(within).map((one) => ({ ...one, chain: chainOfNumber(one, byKey, map) })),
  ]
  const bound = (holding: Holding, record: MappedRecord): Chain => bindingOf(holding, record, { facts, numbers, map })
  const best = new Map<string, MappedIdentifier>()
  for (const [key, chain] of reach(startOf(asked, facts, bound), edges)) {
    const record = byKey.get(key)
    for (const holding of record === undefined ? [] : record.holdings) {
      const { element, value } = holding
      const found = { ...joined(chain, bound(holding, record as MappedRecord)), element, value }
      const name = `${element} ${value}`
      if (isBetter(found, best.get(name))) best.set(name, found)
    }
  }
  return [...best.values()].toSorted((a, b) => (`${a.element} ${a.value}` < `${b.element} ${b.value}` ? -1 : 1))
}

/** Where the chains begin: at what was asked by, as surely as it is in its record. A person of the map is surely itself. */
function startOf(
  { element, value }: AskedBy,
  { seeds, records }: MappingFacts,
  bound: (holding: Holding, record: MappedRecord) => Chain,
): ReadonlyMap<string, Chain> {
  const wanted = new Set(seeds.map(keyOf))
  return new Map(
    records
      .filter((record) => wanted.has(keyOf(record)))
      .map((record) => {
        const holding = record.holdings.find((one) => one.element === element && one.value === value)
        const itself = chainOf({ between: 'numbers', basis: 'issued', level: 'high' }, record.since)
        return [keyOf(record), holding === undefined ? itself : bound(holding, record)]
      }),
  )
}

/** A source's own number is what the source says it is; one that a record only bears is as good as who confirms it. */
function bindingOf(
  holding: Holding,
  record: MappedRecord,
  { facts, numbers, map }: Bound & { readonly facts: MappingFacts },
): Chain {
  const { bindings } = map.assurance
  const { since } = record
  const on = (basis: (typeof names)[number]): Chain =>
    chainOf({ between: 'numbers', basis, level: bindings[basis] }, since)
  if (holding.issued) return on('issued')
  if (isInCivilRegister(record, holding, { civil: facts.civil, rule: map })) return on('civil-registry')
  const key = keyOf(record)
  const confirmed = numbers.some(({ first, second }) => {
    const other = keyOf(first) === key ? second : keyOf(second) === key ? first : undefined
    const there = other && facts.records.find((one) => keyOf(one) === keyOf(other))
    return there?.holdings.some(({ element, value }) => element === holding.element && value === holding.value)
  })
  return on(confirmed ? 'same-number' : 'declared')
}
