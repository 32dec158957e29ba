/** Certificates of disability, each with the person it is about. */
import {
  type Attribute,
  code,
  column,
  jsonCode,
  jsonList,
  named,
  personAttributes,
  personColumns,
  placeAttributes,
  placeColumns,
  shownOfPerson,
  someOf,
  type View,
} from '../attributes.ts'

const ofImpairment = (member: string): Attribute => jsonCode('d.detail', 'impairments', member)
const ofSupport = (member: string): Attribute => jsonCode('d.detail', 'supports', member)

export const disabledPersons: View = {
  from: `disability_record d join person p on p.person_id = d.person_id
    left join household h on h.household_id = p.household_id`,
  key: 'd.record_id',
  columns: {
    record_id: 'd.record_id',
    ...personColumns,
    ...placeColumns,
    ...named('d', 'status level registered_on reviewed_on expires_on updated_on'),
    impairments: `d.detail -> 'impairments'`,
    supports: `d.detail -> 'supports'`,
    transport: `d.detail ->> 'transport'`,
    housing: `d.detail ->> 'housing'`,
  },
  attributes: new Map(
    Object.entries({
      'disability.id': column('text', 'd.record_id'),
      'disability.status': code('d.status'),
      'disability.level': code('d.level'),
      'disability.registration-date': column('date', 'd.registered_on'),
      'disability.review-date': column('date', 'd.reviewed_on'),
      'disability.expiry-date': column('date', 'd.expires_on'),
      'disability.updated-date': column('date', 'd.updated_on'),
      'disability.transport': jsonCode('d.detail', 'transport'),
      'disability.housing': jsonCode('d.detail', 'housing'),
      'disability.impairments': jsonList('impairments'),
      'impairment.type': ofImpairment('type'),
      'impairment.level': ofImpairment('level'),
      'impairment.cause': ofImpairment('cause'),
      'impairment.onset': ofImpairment('age_on_set'),
      'disability.supports': jsonList('supports'),
      'support.human-assistance': ofSupport('human_assistance'),
      'support.intensity': ofSupport('intensity'),
      'support.human-status': ofSupport('human_status'),
      'support.technology': ofSupport('technology'),
      'support.technology-status': ofSupport('technology_status'),
      'support.housing': ofSupport('housing'),
      'support.medical-care': ofSupport('medical_care'),
      ...placeAttributes,
      ...someOf(personAttributes, [
        ...shownOfPerson,
        'person.phone',
        'person.marital-status',
        'person.death-date',
        'person.household-id',
        'household.score',
      ]),
    }),
  ),
}
