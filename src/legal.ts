import { randomBytes } from 'node:crypto'
import { bodyFacts } from './agreements/analysis/ground.ts'
import type { Post, Sealer } from './agreements/consent/govstack/webhooks.ts'
import { type ConsentRoom, openConsentRoom } from './agreements/consent/module.ts'
import type { KnownAbout } from './agreements/law/agreement-facts.ts'
import { type LawCopy, openLaw } from './agreements/law/book.ts'
import { lawOf } from './agreements/law/case-facts.ts'
import type { Law } from './agreements/law/law.ts'
import { lawRoutes } from './agreements/law/routes.ts'
import { lifecycleRoutes } from './agreements/lifecycle/routes.ts'
import { agreementRoutes } from './agreements/routes.ts'
import type { Facts } from './agreements/schema.ts'
import { type Agreements, type AgreementsWorld, openAgreements } from './agreements/service.ts'
import { openSubjects, subjectKeys } from './agreements/subjects.ts'
import { agreementTextRoutes } from './agreements/text/routes.ts'
import { outgrownBy } from './compliance/assessments/outgrown.ts'
import { createQualityMeter, type QualityMeter } from './exchange/quality.ts'
import { answerKeyFrom, seal, unseal } from './exchange/sealed.ts'
import type { Federation } from './federation/federation.ts'
import { loadOrCreateSecret } from './federation/keys.ts'
import { ok, type Result } from './kernel/result.ts'
import type { Ledger } from './ledger/ledger.ts'
import type { ModulesWorld } from './modules.ts'
import type { Clock } from './platform/clock.ts'
import type { RouteScope } from './platform/http/route.ts'
import { birthDateOf } from './registry/birth.ts'

/** The agreements and all that a decision asks beside them: law, consents, what persons have stopped, quality. */
export interface LegalLayer {
  readonly agreements: Agreements
  readonly law: LawCopy
  readonly quality: QualityMeter
  /** The pseudonymous key of a person, from the national number. */
  readonly subjectKey: (nationalId: string) => string
  /** Secret of the node that pseudonyms are derived from. */
  readonly pseudonymKey: Uint8Array
  readonly scopes: readonly RouteScope[]
  /** What tells of consents by itself. */
  readonly sender: ConsentRoom['sender']
}

export interface LegalNeeds {
  readonly clock: Clock
  readonly keysFolder: string
  readonly directory: Federation['directory']
  readonly ledger: Ledger
  /** How messages leave the house. */
  readonly post: Post
}

export async function openLegalLayer(world: ModulesWorld, needs: LegalNeeds): Promise<Result<LegalLayer>> {
  const { pool, pack, logger } = world
  const { clock, directory, ledger } = needs
  const pseudonymKey = loadOrCreateSecret(needs.keysFolder, 'pseudonyms')
  if (!pseudonymKey.ok) return pseudonymKey
  const { elements } = pack.vocabulary
  const classificationOf = (element: string) => elements.get(element)?.element.classification
  const kindOf = (element: string) => elements.get(element)?.element.kind
  const quality = createQualityMeter()
  const subjectKey = subjectKeys(pseudonymKey.value)
  const law = await openLaw({
    pool,
    onTampered: (rulePack, version) => logger.error({ rulePack, version }, 'a stored rule pack has another hash'),
  })
  const sealer = openSealer(needs.keysFolder)
  if (!sealer.ok) return sealer
  const subjectsOf = await openSubjects(pool)
  const consents = openConsentRoom({
    ...needs,
    ...{ pool, subjectsOf, subjectKey, sealer: sealer.value },
    purposes: () => agreements.purposes(),
    elements,
    birthDateOf: (nationalId) => birthDateOf(pool, nationalId),
    onTampered: (consent) => logger.error({ consent }, 'the revisions of a stored consent do not verify'),
  })
  if (!consents.ok) return consents
  const { circumstances } = consents.value
  const agreements = await openAgreements({
    ...{ pool, directory, clock, country: pack.country.code },
    lawOf: lawInForce(law, { directory, country: pack.country.code, classificationOf, kindOf }),
    circumstances: { ...circumstances, subjectsOf, qualityOf: quality.of },
    classificationOf,
    onTampered: (agreement, version) => logger.error({ agreement, version }, 'a stored agreement has another hash'),
  })
  return ok({
    agreements,
    law,
    quality,
    subjectKey,
    pseudonymKey: pseudonymKey.value,
    sender: consents.value.sender,
    scopes: [
      { name: 'agreements', routes: agreementRoutes({ agreements, directory }) },
      {
        name: 'lifecycle',
        routes: lifecycleRoutes({ ...needs, pool, agreements, classificationOf, outgrownBy: outgrownBy(pool) }),
      },
      { name: 'text', routes: agreementTextRoutes({ agreements, directory, elements: pack.vocabulary.elements }) },
      ...consents.value.scopes,
      { name: 'law', routes: lawRoutes({ law, ledger, clock }) },
    ],
  })
}

/** Secrets of webhooks rest under a key of their own. */
export function openSealer(keysFolder: string): Result<Sealer> {
  const secret = loadOrCreateSecret(keysFolder, 'webhooks')
  if (!secret.ok) return secret
  const answerKey = answerKeyFrom(secret.value)
  return ok({
    seal: (text, name) => seal(text, name, { answerKey, randomBytes: (size) => randomBytes(size) }),
    unseal(sealed, name) {
      const text = unseal(sealed, name, answerKey)
      return text.ok ? text.value : undefined
    },
  })
}

interface Registered {
  readonly directory: Federation['directory']
  readonly country: string
  readonly classificationOf: Facts['classificationOf']
  readonly kindOf: NonNullable<KnownAbout['kindOf']>
}

/** What the law says of a case: made anew when the law or the register of members changed, as it remembers agreements. */
function lawInForce(
  law: LawCopy,
  { directory, country, classificationOf, kindOf }: Registered,
): NonNullable<AgreementsWorld['lawOf']> {
  let made: { readonly law: Law; readonly members: unknown; readonly of: NonNullable<Facts['lawOf']> } | undefined
  return async () => {
    const [book, { members }] = await Promise.all([law.get(), directory.current()])
    if (made?.law !== book.law || made.members !== members) {
      const party = (member: string) => bodyFacts(members.get(member), country)
      made = { law: book.law, members, of: lawOf(book.law, { party, classificationOf, kindOf }) }
    }
    return made.of
  }
}
