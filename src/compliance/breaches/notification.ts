import type { Article, Contract, Fact } from '../../agreements/text/document.ts'
import { quoted } from '../../agreements/text/document.ts'
import { type ContractContext, createWriter, type Writer } from '../../agreements/text/writer.ts'
import { digestOf } from '../../kernel/digest.ts'
import type { BreachContent, BreachPage, ConcernedCount, Recipient } from './schema.ts'
import { causeWords, natureWords, riskWords, statusWords, stepWords, words } from './words.ts'

export interface NotificationContext extends Pick<ContractContext, 'language' | 'members' | 'elements'> {
  /** Of the country: times are told in its zone. */
  readonly timeZone: string
}

interface Pen {
  readonly writer: Writer
  readonly instant: (at: string) => string
  readonly who: (to: string) => string
}

type Clause = Omit<Article['clauses'][number], 'number'>

/** What the authority is told of a breach (GDPR article 33(3) and what the law of the country has), from the register alone. */
export function notificationOf(page: BreachPage, context: NotificationContext): Contract {
  const { breach, concerned, revisions } = page
  const { recipients: _, ...kept } = breach
  const hash = digestOf(kept)
  const pen = penOf(context, hash)
  const { writer } = pen
  const { id, revision, member, content } = breach
  const articles: readonly (readonly [keyof typeof words, readonly Clause[]])[] = [
    [
      'known',
      [
        { text: writer.say(words.noticedAt, { at: pen.instant(breach.noticedAt) }) },
        { text: quoted(content.discovery) },
      ],
    ],
    ['happened', happened(content, pen)],
    ['about', about(content, pen)],
    ['exchanges', exchanges(content, concerned, pen)],
    ['risk', [{ text: quoted(content.consequences) }, { text: riskOf(content, writer) }]],
    ['measures', [{ text: quoted(content.measures) }]],
    ['told', [told(breach.recipients, pen)]],
    ['chronology', [{ text: '', items: chronology(revisions, pen) }]],
  ]
  return {
    ...{ of: 'breach', language: context.language, kind: writer.say(words.kind), hash },
    title: writer.say(words.title, { member: writer.member(member) }),
    facts: facts(page, pen),
    articles: articles.map(([name, clauses], i) => ({
      ...{ number: String(i + 1), heading: writer.say(words[name]) },
      clauses: clauses.map((clause, j) => ({ ...clause, number: `${i + 1}.${j + 1}` })),
    })),
    annexes: [],
    signing: {
      heading: writer.say(words.signature),
      text: writer.say(words.signatureText, { revision, hash }),
      blocks: [
        {
          party: writer.member(member),
          lines: [words.name, words.office, words.sign, words.date].map((term) => ({
            term: writer.say(term),
            value: '',
          })),
        },
      ],
    },
    footer: { agreement: writer.say(words.footer, { id: quoted(id), revision }), hash, page: writer.say(pageWords) },
  }
}

const pageWords = { en: 'Page {page} of {pages}', sw: 'Ukurasa {page} kati ya {pages}', fr: 'Page {page} sur {pages}' }

function penOf({ language, timeZone, members, elements }: NotificationContext, hash: string): Pen {
  const none = new Map<string, never>()
  const writer = createWriter({ language, hash, members, elements, signatures: [], services: none, purposes: none })
  const locale = { en: 'en-GB', sw: 'sw', fr: 'fr' }[language]
  const times = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone })
  const who = (to: string): string =>
    to === 'authority' || to === 'persons' ? writer.say(words[to]) : writer.member(to)
  // French puts a narrow space into times, which the typefaces lack.
  const instant = (at: string) => `${times.format(new Date(at)).replaceAll('\u202f', '\u00a0')} (${timeZone})`
  return { writer, instant, who }
}

function facts({ breach }: BreachPage, { writer, instant, who }: Pen): readonly Fact[] {
  const [first] = breach.recipients
  const fact = (term: keyof typeof words, value: string | undefined): readonly Fact[] =>
    value === undefined ? [] : [{ term: writer.say(words[term]), value }]
  const { office, address } = breach.content.contact
  return [
    ...fact('to', first && who(first.to)),
    ...fact('identifier', quoted(breach.id)),
    ...fact('status', writer.say(statusWords[breach.status])),
    ...fact('dueUntil', first?.due && instant(first.due.at)),
    ...fact('contact', writer.say(words.contactOf, { office: quoted(office), address: quoted(address) })),
  ]
}

function happened({ natures, cause, from, to, story }: BreachContent, { writer, instant }: Pen): Clause[] {
  const time =
    from === undefined
      ? writer.say(words.whenUnknown)
      : to === undefined
        ? writer.say(words.since, { from: instant(from) })
        : writer.say(words.between, { from: instant(from), to: instant(to) })
  const sentences = [
    writer.say(words.nature, { natures: writer.list(natures.map((one) => writer.say(natureWords[one]))) }),
    writer.say(words.cause, { cause: writer.say(causeWords[cause]) }),
    time,
  ]
  return [{ text: sentences.join(' ') }, { text: quoted(story) }]
}

function about(content: BreachContent, { writer }: Pen): Clause[] {
  const { persons, vulnerable, elements, unintelligible } = content
  const many = persons === undefined ? writer.say(words.personsUnknown) : writer.say(words.persons_, { count: persons })
  return [
    { text: vulnerable ? `${many} ${writer.say(words.vulnerable)}` : many },
    { text: writer.say(words.elements), items: elements.map(writer.element) },
    { text: writer.say(unintelligible ? words.unintelligible : words.intelligible) },
  ]
}

function exchanges({ exchanges: asked }: BreachContent, counts: readonly ConcernedCount[], pen: Pen): Clause[] {
  const { writer, instant } = pen
  if (asked === undefined) return [{ text: writer.say(words.noExchanges) }]
  const text = writer.say(words.foundInLedger, { from: instant(asked.from), to: instant(asked.to) })
  const rows = counts.map((one) => [
    quoted(one.agreement),
    `${writer.number(one.exchanges)}; ${writer.number(one.persons)}`,
    `${one.firstIndex} – ${one.lastIndex}`,
    writer.list([writer.member(one.provider), writer.member(one.consumer)]),
  ])
  const headings = [words.agreement, words.counted, words.entries, words.parties].map((one) => writer.say(one))
  return [{ text, table: { caption: writer.say(words.exchanges), headings, rows } }]
}

const riskOf = ({ risk, reasons }: BreachContent, writer: Writer): string =>
  writer.say(words.riskIs, { risk: writer.say(riskWords[risk]), reasons: quoted(reasons) })

function told(recipients: readonly Recipient[], pen: Pen): Clause {
  const { writer, who } = pen
  const rows = recipients.map((one) => [who(one.to), untilOf(one, pen), standing(one, pen)])
  const headings = [words.recipient, words.until, words.how].map((one) => writer.say(one))
  return { text: '', table: { caption: writer.say(words.told), headings, rows } }
}

function untilOf({ due, withoutDelay, agreed }: Recipient, { writer, instant }: Pen): string {
  if (due !== undefined) return writer.say(words.byLaw, { at: instant(due.at), law: `${due.act}, ${due.section}` })
  if (withoutDelay !== undefined) {
    return writer.say(words.withoutDelay, { law: `${withoutDelay.act}, ${withoutDelay.section}` })
  }
  if (agreed === undefined) return writer.say(words.noTime)
  const { at, agreement, office, address } = agreed
  return writer.say(words.byAgreement, {
    ...{ at: instant(at), agreement: quoted(agreement) },
    ...{ office: quoted(office), address: quoted(address) },
  })
}

function standing({ state, told: heard }: Recipient, { writer, instant }: Pen): string {
  if (heard === undefined) return writer.say(state === 'not-required' ? words.notRequired : words.notToldYet)
  const { at, reference, lateBecause } = heard
  const params = { at: instant(at), reference: quoted(reference) }
  return lateBecause === undefined
    ? writer.say(words.toldAt, params)
    : writer.say(words.toldLate, { ...params, reason: quoted(lateBecause) })
}

/** The oldest first: what was told, as well. */
const chronology = (revisions: BreachPage['revisions'], { writer, instant, who }: Pen): string[] =>
  revisions.toReversed().map(({ step, at, told: heard }) => {
    const to = step === 'tell' ? heard.at(-1)?.to : undefined
    const what = writer.say(stepWords[step])
    return writer.say(words.stepAt, { at: instant(at), step: to === undefined ? what : `${what}: ${who(to)}` })
  })
