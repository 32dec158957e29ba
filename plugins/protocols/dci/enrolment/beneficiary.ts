import { fail, ok, type Result } from '../../../../src/kernel/result.ts'
import type { Equalities } from '../door/ask.ts'
import { isTree, type Tree } from '../door/json.ts'
import { present, scalarText } from '../door/leniencies.ts'
import { attributeOf } from '../query/attributes.ts'

/** What a programme tells of one beneficiary: the act of the registry, and what it is told. */
export interface Report {
  readonly act: 'enrol' | 'change-enrolment'
  readonly equalities: Equalities
  /** The day of the change, which is the enrolment's last where it ends. */
  readonly changed?: string
}

/** What is wrong with a beneficiary: no value of it. */
export function readBeneficiary(record: Tree, receiptType: unknown): Result<Report, string> {
  const member = isTree(record.member) ? record.member : {}
  const person = identityOf(member)
  if (person === undefined) return fail('no identifier of the member is of the type UIN, NID or BRN')
  // beneficiary-places: samples have it all inside programme_identifier, and that inside member.
  const named = present(record.programme_identifier) ?? present(member.programme_identifier)
  const programme = programmeOf(named)
  if (programme === undefined) return fail('programme_identifier does not name one programme')
  const facts = [record, ...(isTree(named) ? [named] : [])]
  const started = dayOf(first(facts, 'enrollment_date', 'enrolment_date'))
  const changed = dayOf(first(facts, 'status_change_date'))
  const status = scalarText(first(facts, 'enrollment_status', 'enrolment_status'))
  if (!started.ok || !changed.ok) return fail('a date is not of the form YYYY-MM-DD')
  const told = { ...person, 'enrolment.programme': programme, 'enrolment.status': status }
  if (!isChange(receiptType, changed.value)) {
    if (started.value === undefined) return fail('enrollment_date is missing')
    return ok({ act: 'enrol', equalities: { ...told, 'enrolment.start-date': started.value } })
  }
  if (status === undefined) return fail('enrollment_status is missing')
  return ok({ act: 'change-enrolment', equalities: told, ...(changed.value && { changed: changed.value }) })
}

/** "Enrolled beneficiaries" or "updated beneficiaries": the drafts say which; in the text the date of a change does. */
function isChange(receiptType: unknown, changed: string | undefined): boolean {
  const type = present(receiptType)
  return typeof type === 'string' ? /updat/i.test(type) : changed !== undefined
}

const persons = new Set(['person.national-id', 'person.birth-registration-number'])

function identityOf(member: Tree): Equalities | undefined {
  const info = isTree(member.demographic_info) ? member.demographic_info : {}
  const places = [info, info.person].filter(isTree).flatMap((one) => [one.identifier, one])
  for (const one of [...places, member.member_identifier].flat()) {
    if (!isTree(one) || typeof one.identifier_type !== 'string') continue
    const element = attributeOf('enrolment', one.identifier_type)?.element
    const value = scalarText(one.identifier_value)
    if (element !== undefined && persons.has(element) && value !== undefined) return { [element]: value }
  }
  return undefined
}

function programmeOf(named: unknown): string | undefined {
  const [one, ...others] = [named].flat()
  if (others.length > 0) return undefined
  const inner = isTree(one) && isTree(one.programme) ? one.programme : one
  return scalarText(present(isTree(inner) ? inner.programme_identifier : inner))
}

const first = (places: readonly Tree[], ...names: readonly string[]): unknown =>
  places.flatMap((place) => names.map((name) => present([place[name]].flat()[0]))).find((value) => value !== undefined)

function dayOf(value: unknown): Result<string | undefined, 'no-day'> {
  if (value === undefined) return ok(undefined)
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? ok(value.slice(0, 10)) : fail('no-day')
}
