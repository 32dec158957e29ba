import type { Json } from '../../kernel/canonical-json.ts'
import type { AgreedField, AgreedService, Agreement } from '../schema.ts'
import * as names from './terms.ts'

type Node = { readonly [name: string]: Json }

/** What may not be done, and what ends the permissions: each a clause of the agreement or a gate of the decision. */
export function prohibitions(agreement: Agreement): Node[] {
  return [...overVolume(agreement), ...withoutLaw(agreement), ...beyondUse(agreement)]
}

const about = ({ id, version }: Agreement): Node => ({ target: names.dataName(id, version) })

/** G10: one use more than agreed, counted over all services together. */
const overVolume = (agreement: Agreement): Node[] =>
  (Object.keys(names.periods) as names.Period[]).flatMap((period) => {
    const limit = agreement.volume[period]
    if (limit === undefined) return []
    const constraint = {
      leftOperand: 'count',
      operator: 'gt',
      rightOperand: integer(limit),
      unit: names.periods[period],
    }
    return [{ ...about(agreement), action: 'use', constraint }]
  })

const integer = (value: number): Node => ({ '@value': String(value), '@type': 'xsd:integer' })

/** G5: no law named, nothing may be used; no ground for sensitive data, nothing sensitive may be asked for or asked by. */
function withoutLaw(agreement: Agreement): Node[] {
  const { act, section, sensitiveGround = '' } = agreement.legalBasis
  if (act.trim() === '' || section.trim() === '') return [{ ...about(agreement), action: 'use' }]
  if (sensitiveGround.trim() !== '') return []
  // What is not known to be open or personal counts as sensitive.
  const isSensitive = (leftOperand: string): Node => ({
    ...{ leftOperand, operator: 'isNoneOf' },
    rightOperand: { '@list': ['open', 'personal'].map((name) => ({ '@id': names.classNamed(name) })) },
  })
  const source = names.dataName(agreement.id, agreement.version)
  return [
    { target: { type: 'AssetCollection', source, refinement: isSensitive(names.classification) }, action: 'use' },
    { ...about(agreement), action: 'use', constraint: isSensitive(names.askedBy) },
  ]
}

/** What the consumer may not do with what it has. Of a clause that the agreement lacks, nothing is said. */
function beyondUse(agreement: Agreement): Node[] {
  const { conditions, onward } = agreement
  const prohibit = (action: string, constraint?: Node): Node => ({
    ...{ ...about(agreement), action },
    ...(constraint === undefined ? {} : { constraint }),
  })
  const allBut = (leftOperand: string, allowed: readonly string[]): Node | undefined =>
    allowed.length === 0
      ? undefined
      : { leftOperand, operator: 'isNoneOf', rightOperand: { '@list': allowed.map((id) => ({ '@id': id })) } }
  return [
    ...(conditions?.commercialUse === false ? [prohibit(names.commercialUse)] : []),
    ...(conditions?.reidentification === false ? [prohibit(names.reidentify)] : []),
    ...(conditions === undefined
      ? []
      : [
          prohibit(
            names.link,
            allBut(
              names.linkedWith,
              conditions.linkage.map((id) => names.datasetName(id)),
            ),
          ),
        ]),
    ...(onward === undefined
      ? []
      : [
          prohibit(
            'distribute',
            allBut(
              'recipient',
              onward.to.map((id) => names.memberName(id)),
            ),
          ),
        ]),
  ]
}

const ends: Readonly<Record<'delete' | 'anonymise' | 'return', string>> = {
  delete: 'delete',
  anonymise: names.anonymise,
  return: names.giveBack,
}

interface Permitted {
  readonly service: AgreedService
  readonly fields: readonly AgreedField[]
}

/** How long it may be kept, where the time runs from receipt: that is when the permission is used. */
export const duties = ({ retention = [] }: Agreement, { service, fields }: Permitted): Node[] => {
  const named = new Set(retention.flatMap(({ elements = [] }) => elements))
  return retention.flatMap(({ elements, period, from, action }) => {
    const kept = fields.filter(({ element }) => elements?.includes(element) ?? !named.has(element))
    if (from !== 'receipt' || kept.length === 0) return []
    const constraint = {
      ...{ leftOperand: 'elapsedTime', operator: 'lteq' },
      rightOperand: { '@value': inDays(period), '@type': 'xsd:duration' },
    }
    const target = kept.map(({ element }) => names.fieldName(service.service, element))
    return [{ action: ends[action], target, constraint }]
  })
}

/** The durations of XML Schema know no weeks. */
const inDays = (period: string): string => (period.endsWith('W') ? `P${Number(period.slice(1, -1)) * 7}D` : period)

/** What the consumer must do; the words stand in the terms. */
export const obligations = (agreement: Agreement): Node[] =>
  agreement.obligations.map(({ code }) => ({ ...about(agreement), action: names.obligationAction(code) }))
