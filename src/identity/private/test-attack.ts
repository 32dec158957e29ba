import { cleanerOf } from '../linkage/cleaning/cleaner.ts'
import { bitAt, encodingBits } from './encoding/filter.ts'
import { tokensOf } from './encoding/tokens.ts'

// An attack by patterns of bits, as who runs the matching zone could make it: some people in the file are known by name
// (staff, public persons, people put there on purpose). From them it is learned which bits go with which q-gram, and then
// every other record is searched for the q-grams of the names that a public list has (Christen and others 2018; the
// extension of a known sample to the whole is that of Vidanage and others 2020).

export interface Victim {
  readonly given: string
  readonly family: string
  readonly bits: Uint8Array
}

/** Fewer known holders of a q-gram say nothing certain of its bits. */
const leastHolders = 4
/** Standard errors by which a bit must be more or less often set among the holders. */
const leastDeviation = 3.5
/** One q-gram never decides alone, however sure it seems. */
const mostEvidence = 8

const gramsOf = (name: string): string[] => tokensOf('given-names', cleanerOf('given-names')(name), 2)

interface Sign {
  readonly bit: number
  readonly ifSet: number
  readonly ifNot: number
}

/** By q-gram, the bits that tell of it, with the evidence (log odds) of each when it is set and when not. */
function learn(known: readonly Victim[]): ReadonlyMap<string, readonly Sign[]> {
  const holders = new Map<string, Victim[]>()
  for (const victim of known) {
    for (const gram of new Set([...gramsOf(victim.given), ...gramsOf(victim.family)])) {
      holders.set(gram, [...(holders.get(gram) ?? []), victim])
    }
  }
  const shares = sharesOf(known)
  return new Map(
    [...holders]
      .filter(([, of]) => of.length >= leastHolders)
      .map(([gram, of]) => [gram, signsOf(sharesOf(of), shares, of.length)]),
  )
}

/** How often each bit is set, never quite never or always. */
function sharesOf(victims: readonly Victim[]): number[] {
  return Array.from({ length: encodingBits }, (_, bit) => {
    const set = victims.reduce((sum, { bits }) => sum + bitAt(bits, bit), 0)
    return (set + 0.5) / (victims.length + 1)
  })
}

function signsOf(among: readonly number[], all: readonly number[], holders: number): Sign[] {
  return among.flatMap((share, bit) => {
    const usual = all[bit] ?? 0.5
    const deviation = Math.abs(share - usual) / Math.sqrt((usual * (1 - usual)) / holders)
    if (deviation < leastDeviation) return []
    return [{ bit, ifSet: Math.log(share / usual), ifNot: Math.log((1 - share) / (1 - usual)) }]
  })
}

export interface PublicNames {
  readonly given: readonly string[]
  readonly family: readonly string[]
}

/** Names of each list that are looked at together with those of the other. */
const shortlist = 25

/** Share of the targets whose two names are both told rightly. Which is the given one cannot be told: they share bits. */
export function reidentified(known: readonly Victim[], targets: readonly Victim[], publicNames: PublicNames): number {
  const signs = learn(known)
  const grams = new Map([...publicNames.given, ...publicNames.family].map((name) => [name, gramsOf(name)]))
  const nameOf = (victim: Victim): string => namesOf(victim.given, victim.family)
  const right = targets.filter((target) => likeliest(evidenceIn(target, signs), publicNames, grams) === nameOf(target))
  return right.length / targets.length
}

const namesOf = (...names: readonly string[]): string =>
  names
    .map((name) => name.toLowerCase())
    .sort()
    .join(' ')

function evidenceIn({ bits }: Victim, signs: ReadonlyMap<string, readonly Sign[]>): ReadonlyMap<string, number> {
  const evidence = new Map<string, number>()
  for (const [gram, of] of signs) {
    const sum = of.reduce((total, { bit, ifSet, ifNot }) => total + (bitAt(bits, bit) === 1 ? ifSet : ifNot), 0)
    evidence.set(gram, Math.max(-mostEvidence, Math.min(mostEvidence, sum)))
  }
  return evidence
}

/** The pair of names whose q-grams, each counted once, have most evidence. */
function likeliest(
  evidence: ReadonlyMap<string, number>,
  { given, family }: PublicNames,
  grams: ReadonlyMap<string, readonly string[]>,
): string {
  const sumOf = (of: Iterable<string>): number => {
    let sum = 0
    for (const gram of of) sum += evidence.get(gram) ?? 0
    return sum
  }
  const best = (names: readonly string[]): string[] =>
    names
      .map((name) => ({ name, score: sumOf(grams.get(name) ?? []) }))
      .sort((x, y) => y.score - x.score)
      .slice(0, shortlist)
      .map(({ name }) => name)
  let most = Number.NEGATIVE_INFINITY
  let told = ''
  const families = best(family)
  for (const one of best(given)) {
    for (const other of families) {
      const score = sumOf(new Set([...(grams.get(one) ?? []), ...(grams.get(other) ?? [])]))
      if (score > most) [most, told] = [score, namesOf(one, other)]
    }
  }
  return told
}
