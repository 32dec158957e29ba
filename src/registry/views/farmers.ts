/** Registered farmers, each with household, farms and machinery. */
import {
  type Attribute,
  code,
  column,
  jsonCode,
  jsonList,
  jsonMember,
  named,
  personAttributes,
  personColumns,
  shownOfPerson,
  someOf,
  type View,
} from '../attributes.ts'

const ofFarm = (...path: string[]): Attribute => jsonCode('f.detail', 'farms', ...path)
const measured = (kind: 'integer' | 'decimal' | 'boolean' | 'text', ...path: string[]): Attribute =>
  jsonMember({ kind }, 'f.detail', path)

export const farmers: View = {
  from: `farmer f join person p on p.person_id = f.person_id
    left join household h on h.household_id = f.household_id`,
  key: 'f.farmer_id',
  columns: {
    farmer_id: 'f.farmer_id',
    ...personColumns,
    ...named('f', 'household_id status farm_type county_code ward_code village_code registered_on updated_on'),
    region_code: 'h.region_code',
    size: 'h.size',
    farms: `f.detail -> 'farms'`,
    machinery: `f.detail -> 'machinery'`,
  },
  attributes: new Map(
    Object.entries({
      'farmer.id': column('text', 'f.farmer_id'),
      'farmer.status': code('f.status'),
      'farmer.farm-type': code('f.farm_type'),
      'farmer.registration-date': column('date', 'f.registered_on'),
      'farmer.updated-date': column('date', 'f.updated_on'),
      'farmer.farms': jsonList('farms'),
      'farm.tenure': ofFarm('tenure'),
      'farm.size': measured('decimal', 'farms', 'size'),
      'farm.unit': ofFarm('unit'),
      'farm.latitude': measured('decimal', 'farms', 'latitude'),
      'farm.longitude': measured('decimal', 'farms', 'longitude'),
      'farm.crops': jsonList('farms'),
      'crop.activity': ofFarm('crops', 'activity'),
      'crop.type': ofFarm('crops', 'type'),
      'crop.variety': measured('text', 'farms', 'crops', 'variety'),
      'crop.season': measured('text', 'farms', 'crops', 'season'),
      'crop.end-use': ofFarm('crops', 'end_use'),
      'crop.irrigated': measured('boolean', 'farms', 'crops', 'irrigated'),
      'crop.water': ofFarm('crops', 'water'),
      'crop.fertilizer': ofFarm('crops', 'fertilizer'),
      'farm.animals': jsonList('farms'),
      'livestock.type': ofFarm('animals', 'type'),
      'livestock.count': measured('integer', 'farms', 'animals', 'count'),
      'livestock.system': ofFarm('animals', 'system'),
      'farmer.machinery': jsonList('machinery'),
      'machinery.type': jsonCode('f.detail', 'machinery', 'type'),
      'machinery.count': measured('integer', 'machinery', 'count'),
      'machinery.source': jsonCode('f.detail', 'machinery', 'source'),
      'household.id': column('text', 'f.household_id'),
      'household.location.region': column('text', 'h.region_code'),
      'household.location.county': column('text', 'f.county_code'),
      'household.location.ward': column('text', 'f.ward_code'),
      'household.location.village': column('text', 'f.village_code'),
      'household.size': column('integer', 'h.size'),
      ...someOf(personAttributes, [...shownOfPerson, 'person.phone', 'person.death-date', 'household.score']),
      'person.household-id': column('text', 'f.household_id'),
    }),
  ),
}
