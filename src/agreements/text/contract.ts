import type { Agreement } from '../schema.ts'
import { fieldsAnnex, technicalAnnex } from './annexes.ts'
import { type Drafting, numbered } from './articles/draft.ts'
import { duration, ending } from './articles/ending.ts'
import { definitions, legalBasis, parties, purpose, subjects } from './articles/parties.ts'
import { audit, breach, cost, impact, law, rights, security, service, transfer } from './articles/safeguards.ts'
import { automated, data, derived, obligations, onward, recipients, retention, volume } from './articles/use.ts'
import { type Article, type Contract, type Fact, type Footer, quoted } from './document.ts'
import { frame } from './messages/agreement.ts'
import { tiers } from './messages/terms.ts'
import { signingOf } from './signing.ts'
import { type ContractContext, createWriter, type Writer } from './writer.ts'

/** The articles in their order; the numbers follow from which of them have something to say. */
const articles: readonly Drafting[] = [
  parties,
  definitions,
  purpose,
  legalBasis,
  subjects,
  data,
  volume,
  recipients,
  onward,
  automated,
  obligations,
  retention,
  derived,
  security,
  transfer,
  impact,
  rights,
  service,
  breach,
  audit,
  cost,
  law,
  duration,
  ending,
]

/** The agreement as a contract to read: everything that the object says, and nothing that it does not. */
export function contract(agreement: Agreement, context: ContractContext): Contract {
  const writer = createWriter(context)
  const drafts = articles.flatMap((draft) => draft(agreement, writer) ?? [])
  const attached = [fieldsAnnex, technicalAnnex].flatMap((draft) => draft(agreement, writer) ?? [])
  return {
    of: 'agreement',
    language: context.language,
    kind: writer.say(tiers[agreement.tier ?? 'agreement']),
    title: writer.own(agreement.title),
    facts: facts(agreement, writer),
    articles: drafts.map((draft, i): Article => numbered(draft, String(i + 1), writer)),
    annexes: attached.map((draft, i): Article => numbered(draft, 'AB'.charAt(i), writer)),
    signing: signingOf(agreement, writer),
    footer: footer(agreement, writer),
    hash: context.hash,
  }
}

function facts({ id, version, previous, provider, consumer, validFrom, validUntil, under }: Agreement, writer: Writer) {
  const fact = (term: keyof typeof frame, value: string | undefined): readonly Fact[] =>
    value === undefined ? [] : [{ term: writer.say(frame[term]), value }]
  return [
    ...fact('identifier', quoted(id)),
    ...fact('version', writer.number(version)),
    ...fact('under', under === undefined ? undefined : quoted(under)),
    ...fact('provider', writer.member(provider)),
    ...fact('consumer', writer.member(consumer)),
    ...fact('inForce', writer.say(frame.fromTo, { from: writer.day(validFrom), until: writer.day(validUntil) })),
    ...fact('hash', writer.context.hash),
    ...fact('previous', previous),
  ]
}

const footer = ({ id, version }: Agreement, writer: Writer): Footer => ({
  agreement: writer.say(frame.footer, { id: quoted(id), version }),
  hash: writer.context.hash,
  page: writer.say(frame.page),
})
