import type { ActsWorld } from '../../registry/acts/perform.ts'
import { socialRegistry } from '../people/records.ts'
import type { RecordRef } from '../people/schema.ts'
import type { NumberChanges } from './number-changes.ts'

/** Elements of an act by which a record of the registry or of the civil register may come to bear a number. */
const columnOf = {
  'person.national-id': 'national_id',
  'person.birth-registration-number': 'birth_registration_number',
  'birth.registration-number': 'birth_registration_number',
} as const

/** Acts of the registry that bring in a number, and with it perhaps a link with another system's record. */
export const watchingNumbers =
  (changes: NumberChanges): NonNullable<ActsWorld['watch']> =>
  async (client, values) => {
    const named = Object.entries(columnOf).flatMap(([element, column]) =>
      values[element] === undefined ? [] : [[column, String(values[element])] as const],
    )
    if (named.length === 0) return undefined
    const numbers = Object.fromEntries(
      [...Map.groupBy(named, ([column]) => column)].map(([column, pairs]) => [column, pairs.map(([, value]) => value)]),
    )
    const after = await changes.before(client, { refs: personOf(values), numbers })
    return after && (({ id, made, at }) => after({ act: id, at, made: personOf(made) }))
  }

const personOf = (values: Readonly<Record<string, unknown>>): RecordRef[] =>
  values['person.id'] === undefined ? [] : [{ source: socialRegistry, record: String(values['person.id']) }]
