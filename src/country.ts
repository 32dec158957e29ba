import Type, { type Static } from 'typebox'
import { Country } from './cli/pack.ts'
import { type RouteScope, route } from './platform/http/route.ts'

const { code, name, currency, timeZone, languages } = Country.properties

/** What anyone may know of the country that this node serves. */
export const CountryView = Type.Object({ code, name, currency, timeZone, languages }, { additionalProperties: false })
export type CountryView = Static<typeof CountryView>

/** Told to whoever asks: times and amounts are shown in the country's zone and currency, wherever the reader is. */
export function countryRoutes(country: Country): RouteScope {
  const view: CountryView = {
    code: country.code,
    name: country.name,
    currency: country.currency,
    timeZone: country.timeZone,
    languages: country.languages,
  }
  return {
    name: 'country',
    routes: [
      route({
        method: 'GET',
        url: '/v1/country',
        access: 'public',
        schema: {
          summary: 'The country of this node: its name, currency, time zone and languages',
          tags: ['country'],
          response: { 200: CountryView },
        },
        handler: () => view,
      }),
    ],
  }
}
