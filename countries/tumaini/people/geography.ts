import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

export type Community = 'bantu' | 'nilotic' | 'cushitic' | 'coastal'
export type Village = {
  readonly code: string
  readonly name: string
  readonly latitude: number
  readonly longitude: number
}
export type Ward = {
  readonly code: string
  readonly name: string
  readonly formerName?: string
  readonly legacyCode: string
  readonly urban: boolean
  readonly villages: readonly Village[]
}
export type County = {
  readonly code: string
  readonly name: string
  readonly number: number
  readonly weight: number
  readonly arid: boolean
  readonly communities: Readonly<Record<Community, number>>
  readonly wards: readonly Ward[]
}
export type Region = { readonly code: string; readonly counties: readonly County[] }

/** A village with the places it lies in. */
export type Place = { readonly region: Region; readonly county: County; readonly ward: Ward; readonly village: Village }

export type Geography = {
  readonly regions: readonly Region[]
  readonly countyWeights: Readonly<Record<string, number>>
  readonly placesByCounty: Readonly<Record<string, readonly Place[]>>
}

export function readGeography(): Geography {
  const { regions } = parse(readFileSync(new URL('../geography.yaml', import.meta.url), 'utf8')) as {
    regions: Region[]
  }
  const countyWeights: Record<string, number> = {}
  const placesByCounty: Record<string, Place[]> = {}
  for (const region of regions) {
    for (const county of region.counties) {
      countyWeights[county.code] = county.weight
      placesByCounty[county.code] = county.wards.flatMap((ward) =>
        ward.villages.map((village) => ({ region, county, ward, village })),
      )
    }
  }
  return { regions, countyWeights, placesByCounty }
}
