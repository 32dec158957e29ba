import { type Route, route } from '../../platform/http/route.ts'
import { UploadSource } from '../runs/schema.ts'
import { IdentifierMap } from './declared.ts'
import type { RosterDesk } from './roster.ts'
import { Roster } from './schema.ts'

const tags = ['identity']

export const mappingRoutes = (map: IdentifierMap, rosters: RosterDesk): Route[] => [
  route({
    method: 'GET',
    url: '/v1/identity/map',
    access: { permission: 'identity.map' },
    schema: {
      summary: 'Which identifiers are mapped, who issues them, who knows people, and what makes a link sure',
      description:
        'Declared by the country; nobody’s data. People are asked about through agreements (POST /v1/questions).',
      ...{ tags, response: { 200: IdentifierMap } },
    },
    handler: () => map,
  }),
  route({
    method: 'POST',
    url: '/v1/identity/rosters',
    access: { permission: 'identity.map' },
    schema: {
      summary: 'Take the people of a roster that was handed in into the identity map, by their numbers there',
      description:
        'The file’s name is the source. Records that are there already are brought up to date; nobody is linked by a decision.',
      ...{ tags, body: UploadSource, response: { 200: Roster } },
    },
    handler: ({ body, principal }) => rosters.keep(body, principal),
  }),
]
