import type { EventType } from '../../../src/exchange/subscriptions/schema.ts'

// A record, not the room's own list: that would bring the validator along for twelve words.
const known: Readonly<Record<EventType, true>> = {
  birth: true,
  death: true,
  marriage: true,
  registration: true,
  'household-change': true,
  enrolment: true,
  'enrolment-change': true,
  payment: true,
  'disability-registration': true,
  'farmer-registration': true,
  'employment-change': true,
  'identity-change': true,
}

export const eventTypes = Object.keys(known) as readonly EventType[]
