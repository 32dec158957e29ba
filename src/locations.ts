import Type, { type Static } from 'typebox'
import type { Geography } from './cli/pack-geography.ts'
import { type RouteScope, route } from './platform/http/route.ts'

const closed = { additionalProperties: false }
const Identifier = Type.Object(
  { '@type': Type.Literal('PropertyValue'), name: Type.String(), identifier: Type.String() },
  closed,
)
const Parent = Type.Union([Type.String(), Type.Null()])

/** The standard's text and its readers spell two members differently; both are there. */
const Place = Type.Object(
  {
    '@type': Type.Literal('Place'),
    id: Type.String(),
    identifier: Type.Array(Identifier),
    name: Type.String(),
    additional_type: Type.String(),
    additionalType: Type.String(),
    contained_in_place: Parent,
    containedInPlace: Parent,
  },
  closed,
)
type Place = Static<typeof Place>

export const Locations = Type.Object(
  {
    '@context': Type.Object({ '@context': Type.String(), xsd: Type.String(), schema: Type.String() }, closed),
    '@type': Type.Literal('LocationHierarchy'),
    locations: Type.Array(Place),
  },
  closed,
)

const context = {
  '@context': 'http://spdci.org/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  schema: 'http://schema.org/',
}

/** The places of the country (Locations API 1.0.0), whose codes stand in addresses. Its optional `last_updated` is not known. */
export function locationRoutes(geography: Geography): RouteScope {
  const view: Static<typeof Locations> = {
    '@context': context,
    '@type': 'LocationHierarchy',
    locations: placesOf(geography),
  }
  return {
    name: 'locations',
    routes: [
      route({
        method: 'GET',
        url: '/.well-known/locations.json',
        access: 'public',
        schema: {
          summary: 'The country’s places, each with the one that holds it (DCI Locations API)',
          tags: ['country'],
          response: { 200: Locations },
        },
        handler: () => view,
      }),
    ],
  }
}

function placesOf({ country, regions }: Geography): Place[] {
  const places = [place(country.code, country.name.en, 'country', null)]
  for (const region of regions) {
    places.push(place(region.code, region.name.en, 'region', country.code))
    for (const county of region.counties) {
      places.push(place(county.code, county.name, 'county', region.code))
      for (const ward of county.wards) {
        places.push(place(ward.code, ward.name, 'ward', county.code))
        for (const { code, name } of ward.villages) places.push(place(code, name, 'village', ward.code))
      }
    }
  }
  return places
}

const place = (code: string, name: string, kind: string, parent: string | null): Place => ({
  '@type': 'Place',
  id: code,
  identifier: [{ '@type': 'PropertyValue', name: 'place-code', identifier: code }],
  name,
  additional_type: kind,
  additionalType: kind,
  contained_in_place: parent,
  containedInPlace: parent,
})
