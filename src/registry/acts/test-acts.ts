import type pg from 'pg'
import type { Service, System } from '../../federation/schema.ts'
import { systemClock } from '../../platform/clock.ts'
import { demoVocabulary } from '../../semantics/test-vocabulary.ts'
import type { Services } from '../events/keys.ts'
import { type ActsWorld, openRegistryActs, type RegistryActs } from './perform.ts'

// The acts over a test's own database, with the demo country's dictionary and one service for each kind of record.

const system = { id: 'registry', connector: 'registry' } as System
export const services: Services = {
  system: (id) => (id === 'registry' ? system : undefined),
  services: () =>
    ['person', 'household', 'enrolment', 'birth', 'death', 'marriage', 'disabled-person', 'farmer'].map(
      (records) => ({ id: `registry.${records}`, system: 'registry', operation: { records } }) as unknown as Service,
    ),
}

export async function openTestActs(pool: pg.Pool, wake: ActsWorld['wake'] = async () => {}): Promise<RegistryActs> {
  const vocabulary = await demoVocabulary()
  return openRegistryActs({ pool, clock: systemClock('Africa/Nairobi'), vocabulary, directory: services, wake })
}
