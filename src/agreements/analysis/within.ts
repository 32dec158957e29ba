import { daysOf } from '../law/agreement-facts.ts'
import type { Agreement } from '../schema.ts'
import { finding, listed } from './finding.ts'
import { hides } from './forms.ts'
import type { Finding } from './schema.ts'
import type { AnalysisWorld } from './world.ts'

/** The obligation by which the country's agreements forbid passing on. */
const noOnwardSharing = 'no-onward-sharing'

export const forbidsOnward = ({ obligations, onward }: Agreement): boolean =>
  onward?.to.length === 0 || obligations.some(({ code }) => code === noOnwardSharing)

/** What one agreement says twice and differently. */
export function contradictionsWithin(agreement: Agreement, world: Pick<AnalysisWorld, 'hasEvents'>): Finding[] {
  return [
    ...automatedDecision(agreement),
    ...manner(agreement, world),
    ...onwardClause(agreement),
    ...pseudonyms(agreement),
    ...retention(agreement),
    ...review(agreement),
  ]
}

function automatedDecision({ automatedDecision: clause }: Agreement): Finding[] {
  if (clause?.used !== true) return []
  if (!clause.humanReview)
    return [
      finding('analysis.decision-without-human', { severity: 'error', places: ['/automatedDecision/humanReview'] }),
    ]
  if (clause.reconsiderationDays !== undefined) return []
  return [finding('analysis.no-reconsideration', { severity: 'warning', places: ['/automatedDecision'] })]
}

function manner({ tier, services }: Agreement, { hasEvents }: Pick<AnalysisWorld, 'hasEvents'>): Finding[] {
  return services.flatMap(({ service, mode, frequency }, i) => {
    const found: Finding[] = []
    if (mode === 'subscribe' && !hasEvents(service)) {
      found.push(
        finding('analysis.no-events', { severity: 'error', places: [`/services/${i}/mode`], params: { service } }),
      )
    }
    if (tier === 'one-off' && frequency !== undefined && frequency !== 'once') {
      const places = ['/tier', `/services/${i}/frequency`]
      found.push(finding('analysis.once-and-repeated', { severity: 'error', places, params: { service, frequency } }))
    }
    return found
  })
}

function onwardClause(agreement: Agreement): Finding[] {
  const { onward, obligations, provider, consumer } = agreement
  if (onward === undefined || onward.to.length === 0) return []
  const found: Finding[] = []
  const forbidding = obligations.findIndex(({ code }) => code === noOnwardSharing)
  if (forbidding !== -1) {
    const places = ['/onward/to', `/obligations/${forbidding}`]
    const params = { members: listed(onward.to) }
    found.push(finding('analysis.onward-against-obligation', { severity: 'error', places, params }))
  }
  const parties = onward.to.filter((member) => member === provider || member === consumer)
  if (parties.length > 0) {
    const params = { members: listed(parties) }
    found.push(finding('analysis.onward-to-party', { severity: 'warning', places: ['/onward/to'], params }))
  }
  return found
}

function pseudonyms({ conditions, services }: Agreement): Finding[] {
  if (conditions?.reidentification !== true) return []
  const fields = services.flatMap(({ fields }) => fields).filter(({ release }) => hides(release))
  if (fields.length === 0) return []
  const params = { elements: listed([...new Set(fields.map(({ element }) => element))]) }
  const places = ['/conditions/reidentification']
  return [finding('analysis.reidentification-of-pseudonyms', { severity: 'error', places, params })]
}

function retention({ retention: rules = [], services, security }: Agreement): Finding[] {
  const found: Finding[] = []
  const agreed = new Set(services.flatMap(({ fields }) => fields.map(({ element }) => element)))
  const ruled = rules.flatMap(({ elements }) => elements ?? ['*'])
  const twice = [...new Set(ruled.filter((element, i) => ruled.indexOf(element) !== i))]
  if (twice.length > 0) {
    const params = { elements: listed(twice) }
    found.push(finding('analysis.retention-twice', { severity: 'error', places: ['/retention'], params }))
  }
  for (const [i, { elements = [], period }] of rules.entries()) {
    const strangers = elements.filter((element) => !agreed.has(element))
    if (strangers.length > 0) {
      const [places, params] = [[`/retention/${i}/elements`], { elements: listed(strangers) }]
      found.push(finding('analysis.retention-of-nothing', { severity: 'warning', places, params }))
    }
    const log = security?.auditLogRetention
    if (log !== undefined && daysOf(period) > daysOf(log)) {
      const places = [`/retention/${i}/period`, '/security/auditLogRetention']
      found.push(finding('analysis.retention-outlasts-log', { severity: 'warning', places, params: { period, log } }))
    }
  }
  return found
}

function review({ review: clause, validUntil }: Agreement): Finding[] {
  if (clause === undefined || clause.next <= validUntil) return []
  const params = { next: clause.next, validUntil }
  return [finding('analysis.never-reviewed', { severity: 'warning', places: ['/review/next', '/validUntil'], params })]
}
