import Type, { type Static } from 'typebox'
import { LocalText } from '../kernel/nouns.ts'

const Code = Type.String({ pattern: '^[A-Z]{2}[0-9]{1,12}$' })
const PlaceName = Type.String({ minLength: 1, maxLength: 100 })
const Degrees = Type.Number({ minimum: -180, maximum: 180 })

// What else a file tells of its places (shares of people, former names) is its generator's own.
const Village = Type.Object({ code: Code, name: PlaceName, latitude: Degrees, longitude: Degrees })
const Ward = Type.Object({ code: Code, name: PlaceName, villages: Type.Array(Village, { maxItems: 1000 }) })
const County = Type.Object({ code: Code, name: PlaceName, wards: Type.Array(Ward, { maxItems: 1000 }) })
const Region = Type.Object({ code: Code, name: LocalText, counties: Type.Array(County, { maxItems: 1000 }) })

/** The country's places, each below the one that holds it. */
export const Geography = Type.Object({
  country: Type.Object({ code: Type.String({ pattern: '^[A-Z]{2}$' }), name: LocalText }),
  regions: Type.Array(Region, { maxItems: 1000 }),
})
export type Geography = Static<typeof Geography>
