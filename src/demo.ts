import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Type, { type Static } from 'typebox'
import { LocalText } from './kernel/nouns.ts'
import { type RouteScope, route } from './platform/http/route.ts'

/** The one published password of the demo accounts; they exist in demo mode alone. */
export const demoPassword = 'tumaini'

const closed = { additionalProperties: false }

/** Someone of the demo country whose records tell a story. Invented, so that the names may be shown to anyone. */
export const DemoPerson = Type.Object(
  {
    name: Type.String(),
    story: LocalText,
    /** Identifiers to ask by, by element of the dictionary. */
    identifiers: Type.Record(Type.String(), Type.String()),
  },
  closed,
)
export type DemoPerson = Static<typeof DemoPerson>

/** As the generator of the country writes them. */
interface ChosenPerson {
  readonly title: LocalText
  readonly name: string
  readonly identifiers: { readonly nationalId: string | null; readonly birthRegistrationNumber: string | null }
}

const elementOf = {
  nationalId: 'person.national-id',
  birthRegistrationNumber: 'person.birth-registration-number',
} as const

/** The people chosen when the country was generated; none where there is no such file. */
export function readDemoPeople(countryFolder: string): DemoPerson[] {
  const file = join(countryFolder, 'demo-people.json')
  if (!existsSync(file)) return []
  const chosen = JSON.parse(readFileSync(file, 'utf8')) as ChosenPerson[]
  return chosen.map(({ name, title, identifiers }) => ({
    name,
    story: title,
    identifiers: Object.fromEntries(
      Object.entries(elementOf).flatMap(([kind, element]) => {
        const value = identifiers[kind as keyof typeof elementOf]
        return value === null ? [] : [[element, value]]
      }),
    ),
  }))
}

/** Suggestions for the console's first question. */
export const demoRoutes = (people: readonly DemoPerson[]): RouteScope => ({
  name: 'demo',
  routes: [
    route({
      method: 'GET',
      url: '/v1/demo/people',
      access: { permission: 'question.ask' },
      schema: {
        summary: 'People of the demo country whose records tell a story',
        tags: ['demo'],
        response: { 200: Type.Object({ people: Type.Array(DemoPerson) }, closed) },
      },
      handler: () => ({ people }),
    }),
  ],
})
