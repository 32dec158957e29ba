// A registry of people for measurements: households, names by rank, shared telephones, no real person.

export interface PersonOfBench {
  readonly id: string
  readonly values: Readonly<Record<string, string | null>>
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const heads = [
  'Wa',
  'Nya',
  'Mu',
  'Ki',
  'A',
  'O',
  'Che',
  'Ka',
  'Ha',
  'Fa',
  'Ju',
  'Sa',
  'Ng',
  'Mwa',
  'E',
  'Ri',
  'Da',
  'Lo',
]
const middles = ['nji', 'mbu', 'ti', 'kom', 'chie', 'li', 'ra', 'mi', 'ssa', 'tu', 'ndo', 'ke', 'bwa', 'so', 'ma', 'ri']
const tails = ['ku', 'ru', 'no', 'ng', 'ma', 'na', 'la', 'ta', 'i', 'o', 'ki', 'wa', 'ni', 'sa', 'ya', 'go', 'di', 'bo']

const name = (n: number): string =>
  `${heads[n % heads.length]}${middles[Math.floor(n / heads.length) % middles.length]}${tails[Math.floor(n / (heads.length * middles.length)) % tails.length]}`

/** Rank 0 is the commonest: names of a country follow Zipf's law, roughly. */
const rank = (random: number, names: number): number => Math.floor(names ** random) - 1

const two = (n: number): string => String(n).padStart(2, '0')

export function* peopleOfBench(count: number, seed: number): Generator<PersonOfBench> {
  const random = randomFrom(seed)
  const distinct = heads.length * middles.length * tails.length
  for (let id = 0; id < count; ) {
    const village = Math.floor(random() * Math.max(200, count / 600))
    const surname = name(rank(random(), distinct))
    const mother = random() < 0.75 ? `${name(rank(random(), distinct))} ${surname}` : null
    const phone = random() < 0.6 ? `+99970${Math.floor(random() * 9_999_999)}` : null
    const members = 1 + Math.floor(random() * 8)
    for (let member = 0; member < members && id < count; member++, id++) {
      const year = 1940 + Math.floor(random() * 85)
      const heaped = random() < 0.18
      const date = `${year}-${heaped ? '01' : two(1 + Math.floor(random() * 12))}-${heaped ? '01' : two(1 + Math.floor(random() * 28))}`
      yield {
        id: String(id),
        values: {
          given_name: name(rank(random(), distinct)),
          ...{ surname, birth_date: date, sex: random() < 0.5 ? 'male' : 'female', phone },
          national_id: random() < 0.8 ? String(100_000_000 + id * 7) : null,
          ...placeOf(village),
          mother_name: mother,
        },
      }
    }
  }
}

const placeOf = (village: number): Record<string, string> => ({
  region_code: `R${village % 8}`,
  county_code: `C${village % 40}`,
  ward_code: `W${Math.floor(village / 8)}`,
  village_code: `V${village}`,
})

/** The same person as another clerk writes them down. */
export function writtenAgain({ id, values }: PersonOfBench, random: () => number): PersonOfBench {
  const given = values.given_name ?? ''
  const typo = random() < 0.1
  return {
    id: `again-${id}`,
    values: {
      ...values,
      given_name: typo ? `${given.slice(0, 2)}${given.slice(3)}` : given,
      phone: random() < 0.5 ? null : (values.phone ?? null),
      national_id: random() < 0.45 ? null : (values.national_id ?? null),
      birth_date: random() < 0.1 ? `${(values.birth_date ?? '').slice(0, 4)}-01-01` : (values.birth_date ?? null),
    },
  }
}
