import type { Sex } from '../../countries/tumaini/people/model.ts'
import { readNames } from '../../countries/tumaini/people/names.ts'
import type { Random } from '../../countries/tumaini/people/random.ts'

/** Draws names: a few are borne by many and most by few, as in every country's registers. */
export interface NamePool {
  given(sex: Sex): string
  family(): string
  /** Another spelling of the name, where one is known; otherwise the name. */
  variant(name: string): string
}

const starts = 'A Ba Che Da E Fa Ga Ha I Ja Ka Ki La Ma Mu Na Ngu O Ra Sa Ta Wa Ya Za'.split(' ')
const middles = 'bi de du ga ju ka lo ma mbo mi nda ngi ra ri ro sha ti tu wa ya zi'.split(' ')
const ends = {
  female: 'na ra ya la sha ne ta ma'.split(' '),
  male: 'ko mu ni ru si to di ke'.split(' '),
  family: 'ri nga ma tho wa le ndi ku ba mbe'.split(' '),
}

/** The tail of a pool: made-up names, each told from the others by its syllables. */
function madeUp(kind: Sex | 'family', count: number): string[] {
  const made: string[] = []
  const syllables = [starts, middles, ends[kind], ['', ...middles], ['', ...middles]]
  for (let i = 0; made.length < count; i++) {
    let rest = i
    const [start, middle, end, third, fourth] = syllables.map((list) => {
      const syllable = list[rest % list.length]!
      rest = Math.floor(rest / list.length)
      return syllable
    })
    made.push(`${start}${middle}${third}${fourth}${end}`)
  }
  return [...new Set(made)]
}

interface Pool {
  readonly names: readonly string[]
  /** Running sums of the weights. */
  readonly sums: Float64Array
}

/** Zipf's law with a flattened head: the most frequent name is borne by one or two in a hundred. */
function poolOf(names: readonly string[]): Pool {
  const sums = new Float64Array(names.length)
  let total = 0
  names.forEach((_, rank) => {
    total += 1 / (rank + 10)
    sums[rank] = total
  })
  return { names, sums }
}

function draw(random: Random, { names, sums }: Pool): string {
  const at = random.next() * sums[sums.length - 1]!
  let low = 0
  let high = names.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! < at) low = middle + 1
    else high = middle
  }
  return names[low]!
}

/** The first of every list, then the second of every list, and so on. */
function inTurn(lists: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat()
}

export function namePool(random: Random, givenCount = 3_000, familyCount = 30_000): NamePool {
  const real = readNames()
  const communities = Object.values(real.communities)
  const given = (sex: Sex): Pool =>
    poolOf([
      ...new Set([...inTurn([real.modern[sex], ...communities.map((of) => of[sex])]), ...madeUp(sex, givenCount)]),
    ])
  const pools = { male: given('male'), female: given('female') }
  const surnames = inTurn(communities.map(({ surname }) => surname))
  const family = poolOf([...new Set([...surnames, ...madeUp('family', familyCount)])])
  return {
    given: (sex) => draw(random, pools[sex]),
    family: () => draw(random, family),
    variant: (name) => random.pick(real.otherSpellings.get(name) ?? [name]),
  }
}
