import type { KnownAbout } from '../law/agreement-facts.ts'
import { agreementFacts, jurisdictionsOf } from '../law/agreement-facts.ts'
import type { Law } from '../law/law.ts'
import type { Agreement } from '../schema.ts'
import type { ClauseFault } from './world.ts'

/** What the rules of law that are asked of a text before it is signed miss in it. */
export function clauseFaultsOf(
  agreement: Agreement,
  law: Pick<Law, 'evaluate'>,
  { today, ...known }: KnownAbout & { readonly today: string },
): readonly ClauseFault[] {
  const by = { account: 'analysis', member: agreement.provider }
  const standing = { status: 'draft', since: `${today}T00:00:00Z`, by } as const
  const facts = agreementFacts({ agreement, standing, signatures: [] }, known)
  const verdicts = law.evaluate('clause', { day: today, jurisdictions: jurisdictionsOf(facts), agreement: facts })
  return verdicts
    .filter(({ outcome }) => outcome !== 'met')
    .map(({ rule, act, section, verified }) => ({
      ...{ rule: rule.id, act, section, verified, severity: rule.severity },
      ...{ says: rule.message, fix: rule.fix },
    }))
}
