import { isIsoDate } from '../kernel/dates.ts'
import type { Problem } from '../kernel/problem.ts'
import type { AgreedField, Agreement } from './schema.ts'

/** What the shape of an agreement cannot say: the first fault, with the place in the document. */
export function agreementFault(agreement: Agreement): Problem | undefined {
  for (const [pointer, day] of daysOf(agreement)) {
    if (day !== undefined && !isIsoDate(day)) return fault(agreement, pointer, 'is not a day of the calendar')
  }
  if (agreement.validUntil < agreement.validFrom) return fault(agreement, '/validUntil', 'lies before validFrom')
  for (const side of ['provider', 'consumer'] as const) {
    if (agreement.parties?.every(({ member }) => member !== agreement[side])) {
      return fault(agreement, '/parties', `leaves out the ${side}`)
    }
  }
  const isFramework = agreement.tier === 'framework'
  if (isFramework !== (agreement.services.length === 0)) {
    return fault(agreement, '/services', isFramework ? 'must be empty in a framework' : 'names no service')
  }
  const services = agreement.services.map(({ service }) => service)
  const twice = services.findIndex((service, i) => services.indexOf(service) !== i)
  if (twice !== -1) return fault(agreement, `/services/${twice}/service`, 'has a clause already')
  for (const [i, { fields }] of agreement.services.entries()) {
    const found = fieldsFault(fields)
    if (found !== undefined) return fault(agreement, `/services/${i}/fields/${found.pointer}`, found.message)
  }
  return undefined
}

function daysOf(agreement: Agreement): [pointer: string, day: string | undefined][] {
  const { validFrom, validUntil, impactAssessment, review, audit, parties = [] } = agreement
  return [
    ['/validFrom', validFrom],
    ['/validUntil', validUntil],
    ['/impactAssessment/submittedOn', impactAssessment?.submittedOn],
    ['/impactAssessment/approvedOn', impactAssessment?.approvedOn],
    ['/impactAssessment/earliestStart', impactAssessment?.earliestStart],
    ['/review/next', review?.next],
    ['/audit/lastOn', audit?.lastOn],
    ...parties.flatMap(({ registration, signatory }, i): [string, string | undefined][] => [
      [`/parties/${i}/registration/validUntil`, registration.validUntil],
      [`/parties/${i}/signatory/mandateUntil`, signatory.mandateUntil],
    ]),
  ]
}

function fieldsFault(fields: readonly AgreedField[]): { pointer: string; message: string } | undefined {
  const elements = fields.map(({ element }) => element)
  for (const [i, { element, release, bandEdges, predicate }] of fields.entries()) {
    // In two forms at once, the weaker one would protect nothing.
    if (elements.indexOf(element) !== i) return { pointer: `${i}/element`, message: 'is agreed already' }
    if (predicate !== undefined && release !== 'yes-no') {
      return { pointer: `${i}/predicate`, message: 'belongs to the form yes-no only' }
    }
    if (release === 'band' && bandEdges === undefined) return { pointer: `${i}/bandEdges`, message: 'is missing' }
    if (bandEdges?.some((edge, j) => j > 0 && edge <= (bandEdges[j - 1] ?? edge))) {
      return { pointer: `${i}/bandEdges`, message: 'must ascend' }
    }
  }
  return undefined
}

const fault = ({ id }: Agreement, pointer: string, message: string): Problem => ({
  code: 'agreements.faulty-agreement',
  status: 422,
  message: `the agreement ${id} at ${pointer} ${message}`,
  fix: 'Mend the document at that place.',
  pointer,
  params: { agreement: id, pointer },
})
