// Dwelling and assets, and the proxy means test: the published formula of Burundi's targeting (log consumption).
import { ageOn, type Day } from './dates.ts'
import type { Assets, Education, Household } from './model.ts'
import { aliveOn } from './model.ts'
import type { Random } from './random.ts'

export const noAssets: Assets = {
  tenure: 'owned',
  wall: 'mud',
  roof: 'thatch',
  floor: 'earth',
  rooms: 1,
  water: 'surface',
  sanitation: 'none',
  lighting: 'none',
  cooking: 'firewood',
  radio: false,
  smartphone: false,
  mattress: false,
  bicycle: false,
  television: false,
  livestock: 0,
  land: 0,
}

/** `wealth` is a latent standing, about normal; the assets are its visible, noisy signs. */
export function makeAssets(random: Random, household: Household, wealth: number): Assets {
  const step = <T>(options: readonly T[], thresholds: readonly number[]): T => {
    const value = wealth + random.normal(0, 0.7)
    let i = 0
    while (i < thresholds.length && value > (thresholds[i] as number)) i++
    return options[i] as T
  }
  const owns = (threshold: number): boolean => wealth + random.normal(0, 0.8) > threshold
  const { urban, place } = household
  return {
    tenure: urban ? step(['free', 'rented', 'owned'], [-1.2, 1.5]) : random.chance(0.88) ? 'owned' : 'free',
    wall: step(['mud', 'timber', 'iron', 'brick'], [0, 0.6, 1]),
    roof: step(['thatch', 'iron', 'tile'], [-0.6, 1.9]),
    floor: step(['earth', 'cement', 'tile'], [0.3, 1.8]),
    rooms: Math.max(1, Math.min(8, Math.round(random.normal(1.9 + wealth * 0.6, 0.7)))),
    water: step(['surface', 'well', 'borehole', 'piped'], place.county.arid ? [0.1, 0.7, 1.2] : [-0.9, 0, 0.6]),
    sanitation: step(['none', 'latrine', 'flush'], [-0.9, 1.4]),
    lighting: step(['none', 'kerosene', 'solar', 'electricity'], [-1.2, 0, 0.7]),
    cooking: step(['firewood', 'charcoal', 'gas'], urban ? [-0.2, 1.2] : [1, 1.9]),
    radio: owns(0),
    smartphone: owns(0.6),
    mattress: owns(-0.5),
    bicycle: owns(0.7),
    television: owns(1.1),
    livestock: urban ? 0 : tenth(Math.max(0, random.normal(place.county.arid ? 4 + wealth : 1.2 + wealth, 2))),
    land: urban ? 0 : tenth(Math.max(0, random.normal(place.county.arid ? 0.3 : 1.8 + wealth, 1.1))),
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10

type Coefficients = { readonly urban: number; readonly rural: number }

const base: Coefficients = { urban: 9.397, rural: 9.835 }
const sizeBands = {
  urban: [0, -0.068, -0.165, -0.268, -0.321, -0.415, -0.465, -0.54],
  rural: [0, -0.346, -0.533, -0.696, -0.807, -0.941, -1.03, -1.181],
}
const education: Readonly<Record<Education, Coefficients>> = {
  none: { urban: 0, rural: 0 },
  primary_incomplete: { urban: 0.058, rural: 0.074 },
  primary: { urban: 0.11, rural: 0.13 },
  secondary: { urban: 0.21, rural: 0.22 },
  tertiary: { urban: 0.345, rural: 0.322 },
}

/** Log consumption per adult equivalent: **lower is poorer**. */
export function pmtScore(household: Household, on: Day): number {
  const setting = household.urban ? 'urban' : 'rural'
  const c = (urban: number, rural: number): number => (household.urban ? urban : rural)
  const present = household.members.filter((m) => aliveOn(m, on))
  const size = Math.max(1, present.length)
  const head = household.members[0]
  const { assets } = household
  let score = base[setting] + (sizeBands[setting][Math.min(size, 8) - 1] ?? 0)
  if (head !== undefined) {
    if (head.sex === 'male') score += c(0.132, 0.117)
    score += c(-0.005, -0.002) * ageOn(head.born, on) + education[head.education][setting]
  }
  const dependents = present.filter((m) => ageOn(m.born, on) < 15 || ageOn(m.born, on) >= 65).length
  score += c(0.048, 0.036) * (dependents / Math.max(1, size - dependents))
  score += c(0.261, 0.231) * (assets.rooms / size)
  if (assets.lighting === 'none' || assets.lighting === 'kerosene') score += c(-0.064, -0.054)
  if (assets.cooking === 'charcoal') score += c(0.191, 0.191)
  if (assets.cooking === 'gas') score += c(0.346, 0.346)
  if (assets.roof === 'thatch') score += c(0, -0.105)
  if (assets.radio) score += c(0.119, 0.086)
  if (assets.smartphone) score += c(0.187, 0.136)
  if (assets.mattress) score += c(0.239, 0.226)
  if (assets.bicycle) score += c(0.122, 0.091)
  return Math.round(score * 10_000) / 10_000
}

/** The older index of one county runs the other way: 0 to 100, **higher is poorer**. */
export const povertyIndex = (score: number): number =>
  Math.min(100, Math.max(0, Math.round((11.2 - score) * 360_000) / 10_000))
