import type { Policy } from './model.ts'
import type { Because, PolicyReport, RuleReport } from './report.ts'

type Conclusion = Pick<PolicyReport, 'decision' | 'because'>

/** What follows for the request from the rules that apply (Information Model 2.10). What no rule permits is denied. */
export function conclude({ kind, conflict }: Policy, rules: readonly RuleReport[]): Conclusion {
  const of = (ruleKind: RuleReport['kind']) => rules.filter((rule) => rule.kind === ruleKind)
  const isPermitted = of('permission').some(({ activation }) => activation === 'active')
  const isProhibited = of('prohibition').some(({ activation }) => activation === 'active')
  const mayBeProhibited = of('prohibition').some(({ activation }) => activation === 'undetermined')
  if (kind === 'Offer') return deny('offer-grants-nothing')
  if (!isPermitted) return deny(isProhibited ? 'prohibited' : 'no-permission')
  if (conflict === 'perm') return { decision: 'permit', because: 'permitted' }
  if (isProhibited) return deny(conflict === 'prohibit' ? 'prohibited' : 'void-by-conflict')
  // A prohibition that only its unknown premises keep from applying might apply.
  return mayBeProhibited ? deny('prohibition-unknown') : { decision: 'permit', because: 'permitted' }
}

const deny = (because: Because): Conclusion => ({ decision: 'deny', because })
