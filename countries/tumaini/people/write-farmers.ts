// The Ministry of Agriculture's farmers: rural households with land or livestock, each with one farmer on the register.
import { ageOn, dayOf, iso } from './dates.ts'
import type { Household } from './model.ts'
import type { Random } from './random.ts'
import type { RegistryHousehold, RegistryPerson } from './registry.ts'
import type { RegistryJob } from './write-registry.ts'

const columns =
  'farmer_id,person_id,household_id,status,farm_type,county_code,ward_code,village_code,registered_on,updated_on,detail'

const coverage = 0.72
const registerSince = dayOf(2019, 3, 1)
const subsistenceAcres = 1.5
const commercialAcres = 4

export function writeFarmers({ output, truth, population, plan }: RegistryJob): void {
  const file = output.file('registry/farmer.csv', columns.split(','))
  const { asOf, streams } = population.world
  const draw = streams('farmer')
  let serial = 0
  for (const household of plan.households) {
    const row = farmerOf(household, asOf)
    const random = draw(household.truth.index)
    if (row === undefined || household.rows[0]?.duplicate || !random.chance(coverage)) continue
    const { place, assets } = household.truth
    const id = `F${String(++serial).padStart(7, '0')}`
    const registered = random.int(registerSince, Math.min(asOf, row.person.died ?? asOf) - 3)
    const updated = random.int(registered, asOf - 1)
    file.csv([
      id,
      row.id,
      household.id,
      random.chance(0.04) ? 'inactive' : 'active',
      farmType(random, assets.land),
      place.county.code,
      place.ward.code,
      place.village.code,
      iso(registered),
      iso(updated),
      JSON.stringify(detailOf(random, household.truth)),
    ])
    if (row.person.died === null) continue
    const defect = { kind: 'deceased-still-farmer', recorded: 'active', actual: iso(row.person.died) }
    truth.defects('farmer', id, { person: row.person, defects: [defect] })
  }
}

/** Whoever works the land, otherwise the head. */
function farmerOf({ truth, rows }: RegistryHousehold, asOf: number): RegistryPerson | undefined {
  if (truth.urban || (truth.assets.land === 0 && truth.assets.livestock === 0)) return undefined
  const grown = rows.filter(
    ({ person, duplicate }) =>
      !duplicate && ageOn(person.born, asOf) >= 18 && (person.died === null || person.died > registerSince + 3),
  )
  return grown.find(({ person }) => person.occupation === 'farmer' || person.occupation === 'herder') ?? grown[0]
}

function farmType(random: Random, acres: number): string {
  if (acres >= commercialAcres)
    return random.weighted({ large_commercial: 20, small_independent: 60, semi_subsistence: 20 })
  if (acres >= subsistenceAcres) return random.weighted({ subsistence: 40, semi_subsistence: 50, small_dependent: 10 })
  return 'subsistence'
}

const tenures = { owner: 58, inheritance: 22, leased: 9, sharecropping: 6, adverse_possession: 3, squatting: 2 }

function detailOf(random: Random, household: Household): object {
  const { land, livestock } = household.assets
  const parcels = land >= 2 && random.chance(0.25) ? 2 : 1
  const size = Math.round((land / parcels) * 10) / 10
  const farms = Array.from({ length: parcels }, (_, i) => ({
    tenure: land === 0 ? 'landless' : random.weighted(tenures),
    size,
    unit: 'acre',
    latitude: rounded(household.latitude + random.between(-0.01, 0.01)),
    longitude: rounded(household.longitude + random.between(-0.01, 0.01)),
    crops: size === 0 ? [] : crops(random, household),
    animals: i === 0 && livestock > 0 ? animals(random, household) : [],
  }))
  return { farms, machinery: machinery(random, land) }
}

const rounded = (degrees: number): number => Math.round(degrees * 100_000) / 100_000

const cropTypes = { cereals: 44, leguminous: 18, roots: 14, vegetables: 10, fruit: 8, stimulants: 4, oilseeds: 2 }
const perennial = new Set(['fruit', 'stimulants'])
const varieties = {
  cereals: ['maize', 'sorghum', 'millet'],
  leguminous: ['beans', 'cowpeas'],
  roots: ['cassava', 'sweet potato'],
}

function crops(random: Random, { place }: Household): object[] {
  const types = new Set([random.weighted(cropTypes), ...(random.chance(0.55) ? [random.weighted(cropTypes)] : [])])
  return [...types].map((type) => {
    const named = varieties[type as keyof typeof varieties]
    const irrigated = random.chance(place.county.arid ? 0.12 : 0.07)
    return {
      activity: perennial.has(type) ? 'perennial' : 'non_perennial',
      type,
      ...(named === undefined ? {} : { variety: random.pick(named) }),
      season: random.chance(0.7) ? 'long rains' : 'short rains',
      end_use: random.weighted({ food: 90, feed: 6, other: 4 }),
      irrigated,
      ...(irrigated ? { water: random.weighted({ surface: 60, groundwater: 30, municipal: 10 }) } : {}),
      fertilizer: random.weighted({ manure: 55, mineral: 30, organic: 15 }),
    }
  })
}

/** About as many heads as the household's livestock units are worth. */
function animals(random: Random, { place, assets }: Household): object[] {
  const system = place.county.arid
    ? random.weighted({ nomadic: 25, transhumant: 55, sedentary: 20 })
    : random.weighted({ mixed: 80, sedentary: 20 })
  const heads = (perUnit: number): number =>
    Math.max(1, Math.round(assets.livestock * perUnit * random.between(0.4, 1)))
  const kept: object[] = [{ type: 'sheep_goats', count: heads(6), system }]
  if (random.chance(place.county.arid ? 0.3 : 0.5)) kept.push({ type: 'bovine', count: heads(0.8), system })
  if (place.county.arid && random.chance(0.4)) kept.push({ type: 'camels', count: heads(0.5), system })
  if (random.chance(0.4)) kept.push({ type: 'poultry', count: random.int(2, 25), system })
  return kept
}

function machinery(random: Random, acres: number): object[] {
  const list: object[] = [{ type: 'manual', count: random.int(1, 5), source: 'owned' }]
  if (acres > 1 && random.chance(0.2)) list.push({ type: 'animal_powered', count: 1, source: 'owned' })
  if (acres > 2.5 && random.chance(0.12)) {
    list.push({ type: 'tractor', count: 1, source: random.weighted({ joint: 20, cooperative: 50, service: 30 }) })
  }
  return list
}
