import Type from 'typebox'
import { Id } from '../../kernel/nouns.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { IdentifierMap } from './declared.ts'
import type { RosterDesk } from './roster.ts'
import { Roster, RosterRequest } from './schema.ts'

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
        'The file’s name is the source. Records that are there already are brought up to date; nobody is linked by a decision. Whoever subscribes to changed links is told of people whom their numbers link otherwise now.',
      ...{ tags, body: RosterRequest, response: { 200: Roster } },
    },
    handler: ({ body, principal }) => rosters.keep(body, principal),
  }),
  route({
    method: 'POST',
    url: '/v1/identity/rosters/:source/withdraw',
    access: { permission: 'identity.map' },
    schema: {
      summary: 'Take all people of a roster out of the identity map',
      description: 'What stewards decided about its records stays. Handed in again, they are back.',
      ...{ tags, params: Type.Object({ source: Id }, { additionalProperties: false }), response: { 200: Roster } },
    },
    handler: ({ params: { source }, principal }) => rosters.withdraw(source, principal),
  }),
]
