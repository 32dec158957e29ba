import type { LinkedPeople } from '../../registry/linked.ts'
import { socialRegistry } from '../people/records.ts'
import type { IdentityMapping } from './service.ts'

/** For the registries: their own people by the identifiers of other systems. */
export const linkedPeople = (mapping: IdentityMapping): LinkedPeople => ({
  elements: new Set(mapping.map.identifiers.map(({ element }) => element)),
  async find(element, value) {
    const found = await mapping.of({ element, value })
    if (found.standing === 'ambiguous') return 'ambiguous'
    if (found.standing === 'unknown') return []
    const own = found.records.flatMap(({ source, record }) => (source === socialRegistry ? [record] : []))
    return own.length === 0 && found.undecided ? 'ambiguous' : own
  },
})
