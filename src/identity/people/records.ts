import type pg from 'pg'
import type { PaymentSince, RecordRef, ShownField } from './schema.ts'

type Queryable = Pick<pg.ClientBase, 'query'> | Pick<pg.Pool, 'query'>

/** The source that the house itself is: its social registry. */
export const socialRegistry = 'social-registry'

/** What a reader may see of a record: everything that reviewing needs, or numbers and telephones too. */
export type FieldAccess = 'identity.review' | 'identity.see-identifiers'

/** A field of a person as linkage reads it: its column in the raw table, what it means, and who may see it. */
export interface FieldOfPerson {
  readonly field: string
  readonly element: string
  readonly access: FieldAccess
}

const open = (field: string, element: string): FieldOfPerson => ({ field, element, access: 'identity.review' })
const guarded = (field: string, element: string): FieldOfPerson => ({
  ...{ field, element },
  access: 'identity.see-identifiers',
})

export const fieldsOfPerson: readonly FieldOfPerson[] = [
  open('given_name', 'person.name.given'),
  open('middle_name', 'person.name.middle'),
  open('surname', 'person.name.surname'),
  open('sex', 'person.sex'),
  open('birth_date', 'person.birth-date'),
  open('death_date', 'person.death-date'),
  open('relationship_to_head', 'person.relationship-to-head'),
  guarded('national_id', 'person.national-id'),
  guarded('birth_registration_number', 'person.birth-registration-number'),
  guarded('phone', 'person.phone'),
  open('region_code', 'household.location.region'),
  open('county_code', 'household.location.county'),
  open('ward_code', 'household.location.ward'),
  open('village_code', 'household.location.village'),
]

/** A record as its source holds it. Values are raw texts; null where there is none. */
export interface PersonRecord extends RecordRef {
  readonly values: Readonly<Record<string, string | null>>
  readonly household: string | null
  /** Code of the county it lies in. */
  readonly area: string | null
  readonly updatedOn: string | null
}

export const registryColumns = `p.person_id as record, p.household_id as household, h.county_code as area,
  p.updated_on::text as updated_on, p.given_name, p.middle_name, p.surname, p.sex, p.birth_date::text as birth_date,
  p.death_date::text as death_date, p.relationship_to_head, p.national_id, p.birth_registration_number, p.phone,
  h.region_code, h.county_code, h.ward_code, h.village_code`

export type RegistryRow = { readonly record: string } & Readonly<Record<string, string | null>>

export function recordOfRow({ record, household, area, updated_on, ...values }: RegistryRow): PersonRecord {
  return {
    ...{ source: socialRegistry, record, values },
    household: household ?? null,
    area: area ?? null,
    updatedOn: updated_on ?? null,
  }
}

/** Records of files that were handed in are kept with their upload; those of the registry are read where they are. */
export async function readRecords(database: Queryable, refs: readonly RecordRef[]): Promise<PersonRecord[]> {
  const ofRegistry = refs.filter(({ source }) => source === socialRegistry).map(({ record }) => record)
  const others = refs.filter(({ source }) => source !== socialRegistry)
  const [{ rows }, handedIn] = await Promise.all([
    database.query<RegistryRow>(
      `select ${registryColumns} from person p left join household h using (household_id)
       where p.person_id = any($1) order by p.person_id`,
      [ofRegistry],
    ),
    database.query<RecordRef & { values: Record<string, string | null> }>(
      `select s.source, s.record, s.values from source_record s
       join unnest($1::text[], $2::text[]) as asked(source, record) using (source, record) order by 1, 2`,
      [others.map(({ source }) => source), others.map(({ record }) => record)],
    ),
  ])
  return [...rows.map(recordOfRow), ...handedIn.rows.map(recordHandedIn)]
}

const recordHandedIn = ({ source, record, values }: RecordRef & Pick<PersonRecord, 'values'>): PersonRecord => ({
  ...{ source, record, values },
  household: values.household_id ?? null,
  area: values.county_code ?? null,
  updatedOn: null,
})

/** Those who live with the person, without the person. */
export async function readHousehold(database: Queryable, record: PersonRecord, limit = 20): Promise<PersonRecord[]> {
  if (record.source !== socialRegistry || record.household === null) return []
  const { rows } = await database.query<RegistryRow>(
    `select ${registryColumns} from person p left join household h using (household_id)
     where p.household_id = $1 and p.person_id <> $2 order by p.person_id limit $3`,
    [record.household, record.record, limit],
  )
  return rows.map(recordOfRow)
}

/** The fields in the order of the list, each as far as the reader may see it. A field that the source lacks is left out. */
export function shownFields({ values }: Pick<PersonRecord, 'values'>, permissions: ReadonlySet<string>): ShownField[] {
  return fieldsOfPerson.flatMap(({ field, element, access }): ShownField[] => {
    const value = values[field]
    if (value === undefined) return []
    if (permissions.has(access) || value === null) return [{ field, element, value }]
    return [{ field, element, masked: true }]
  })
}

export interface EnrolmentOfRecord extends RecordRef {
  readonly enrolment: string
  /** As the registry writes it. */
  readonly programme: string
  readonly status: string
}

/** Enrolments of the people behind the records; only the registry's own records have any here. */
export async function enrolmentsOf(database: Queryable, refs: readonly RecordRef[]): Promise<EnrolmentOfRecord[]> {
  const { rows } = await database.query<Omit<EnrolmentOfRecord, 'source'>>(
    `select enrolment_id as enrolment, person_id as record, programme_code as programme, status
     from enrolment where person_id = any($1) order by enrolment_id`,
    [refs.filter(({ source }) => source === socialRegistry).map(({ record }) => record)],
  )
  return rows.map((row) => ({ source: socialRegistry, ...row }))
}

export const paymentsShownLimit = 200

/** Payments that were made since a day for the people behind the records, newest first; one more than are shown. */
export async function paymentsSince(
  database: Queryable,
  refs: readonly RecordRef[],
  day: string,
): Promise<PaymentSince[]> {
  const { rows } = await database.query<Omit<PaymentSince, 'source'>>(
    `select y.payment_id as payment, y.enrolment_id as enrolment, e.programme_code as programme, e.person_id as record,
       y.paid_on::text as "paidOn", y.amount_cents as "amountCents", y.currency
     from payment y join enrolment e using (enrolment_id)
     where e.person_id = any($1) and y.paid_on >= $2 order by y.paid_on desc, y.payment_id limit $3`,
    [refs.filter(({ source }) => source === socialRegistry).map(({ record }) => record), day, paymentsShownLimit + 1],
  )
  return rows.map(({ amountCents, ...row }) => ({
    source: socialRegistry,
    ...row,
    amountCents: Number(amountCents),
  }))
}
