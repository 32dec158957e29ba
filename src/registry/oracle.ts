/** What a condition means, said a second time and as plainly as possible: tests compare the SQL with it. */
import type { Comparison, Condition, Scalar } from '../exchange/plugin.ts'
import { ageOn } from '../kernel/dates.ts'

type Row = Readonly<Record<string, unknown>>

const columns: Readonly<Record<string, string>> = {
  'person.national-id': 'national_id',
  'person.name.given': 'given_name',
  'person.name.surname': 'surname',
  'person.sex': 'sex',
  'person.birth-date': 'birth_date',
  'person.disability': 'has_disability',
  'person.marital-status': 'marital_status',
  'person.village': 'village_code',
  'birth.date': 'event_date',
  'birth.registration-status': 'status',
  'birth.place': 'county_code',
  'birth.type': 'birth_type',
  'birth.mother-name': 'mother_name',
  'birth.mother-national-id': 'mother_national_id',
  'disability.status': 'status',
  'disability.level': 'level',
  'disability.expiry-date': 'expires_on',
  'disability.transport': 'transport',
  'farmer.farm-type': 'farm_type',
  'household.location.county': 'county_code',
}

/** Elements of the items of lists: met when one item meets the comparison. */
const places: Readonly<Record<string, readonly string[]>> = {
  'impairment.type': ['impairments', 'type'],
  'impairment.level': ['impairments', 'level'],
  'support.intensity': ['supports', 'intensity'],
  'farm.tenure': ['farms', 'tenure'],
  'farm.size': ['farms', 'size'],
  'crop.type': ['farms', 'crops', 'type'],
  'crop.variety': ['farms', 'crops', 'variety'],
  'crop.irrigated': ['farms', 'crops', 'irrigated'],
  'livestock.count': ['farms', 'animals', 'count'],
}

const isName = (element: string): boolean => element.startsWith('person.name') || element.endsWith('-name')

function itemsAt(value: unknown, [member, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => itemsAt(item, [member as string, ...rest]))
  const held = (value as Row | null | undefined)?.[member as string]
  return rest.length === 0 ? [held] : held === undefined ? [] : itemsAt(held, rest)
}

export function meets(row: Row, condition: Condition, today: string): boolean {
  if ('and' in condition) return condition.and.every((part) => meets(row, part, today))
  if ('or' in condition) return condition.or.some((part) => meets(row, part, today))
  if ('not' in condition) return !meets(row, condition.not, today)
  const { element, is, value } = condition
  if (element === 'person.name.full') return hasWords(row, String(value))
  const place = places[element]
  const held = place === undefined ? [heldBy(row, element, today)] : itemsAt(row, place)
  const wanted = (Array.isArray(value) ? value : [value]) as Scalar[]
  return held.some((one) => {
    if (one === null || one === undefined) return false
    return wanted.some((other) => compare(one as Scalar, is, isName(element) ? key(String(other)) : other))
  })
}

function heldBy(row: Row, element: string, today: string): unknown {
  if (element === 'person.age') return typeof row.birth_date === 'string' ? ageOn(row.birth_date, today) : null
  const value = row[columns[element] ?? '']
  return isName(element) && typeof value === 'string' ? key(value) : value
}

function compare(held: Scalar, is: Comparison, wanted: Scalar): boolean {
  switch (is) {
    case 'in':
    case 'eq':
      return held === wanted
    case 'ne':
      return held !== wanted
    case 'lt':
      return held < wanted
    case 'lte':
      return held <= wanted
    case 'gt':
      return held > wanted
    case 'gte':
      return held >= wanted
  }
}

function hasWords(row: Row, name: string): boolean {
  const words = key(['given_name', 'middle_name', 'surname'].map((part) => row[part] ?? '').join(' ')).split(' ')
  const wanted = key(name).split(' ')
  return wanted[0] !== '' && wanted.every((one) => words.some((word) => word.startsWith(one)))
}

export const key = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'‘’ʼ]/g, '')
    .toLowerCase()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters separate words too
    .replaceAll(/[\x01-\x2f\x3a-\x60\x7b-\x7f]+/g, ' ')
    .replaceAll(/^ +| +$/g, '')
