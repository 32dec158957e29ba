import type { Directory } from '../../federation/directory.ts'
import type { Service } from '../../federation/schema.ts'

/** The element that names one record of each kind: what a question about an event asks by. */
const keys: Readonly<Record<string, string>> = {
  person: 'person.id',
  household: 'household.id',
  enrolment: 'enrolment.id',
  birth: 'birth.registration-number',
  death: 'death.registration-number',
  marriage: 'marriage.registration-number',
  'disabled-person': 'disability.id',
  farmer: 'farmer.id',
}

export type Services = Pick<Directory, 'services' | 'system'>

/** The kind of record that a service of this registry answers with; undefined for another system's service. */
export function recordsOf(service: Service, directory: Services): string | undefined {
  if (directory.system(service.system)?.connector !== 'registry') return undefined
  const { records } = service.operation
  return typeof records === 'string' && Object.hasOwn(keys, records) ? records : undefined
}

export function keyOfKind(records: string): string {
  const key = keys[records]
  if (key === undefined) throw new Error(`records of the kind ${records} have no key`)
  return key
}
