import type { Retention } from '../../agreements/clauses/use.ts'
import type { Agreement } from '../../agreements/schema.ts'
import { plain } from '../../agreements/text/document.ts'
import { style } from '../../agreements/text/html-style.ts'
import { escaped } from '../../agreements/text/markup.ts'
import { ends, forms, grounds, starts } from '../../agreements/text/messages/terms.ts'
import { type ContractContext, createWriter, type Writer } from '../../agreements/text/writer.ts'
import type { Language } from '../../kernel/language.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import { noticeWords as words } from './words.ts'

/** What people are told of an agreement (GDPR articles 13 and 14), made from the object and from nothing else. */
export interface Notice {
  readonly language: Language
  readonly title: string
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[]
  readonly source: string
}

export type NoticeContext = Omit<ContractContext, 'signatures' | 'services'>

/** Names in the reader's language; an id that nobody named is shown as it is. */
interface Names {
  readonly writer: Writer
  readonly member: (id: string) => string
  readonly element: (id: string) => string
}

type Section = readonly [LocalText, readonly string[]]

export function noticeOf(agreement: Agreement, context: NoticeContext): Notice {
  const writer = createWriter({ ...context, signatures: [], services: new Map() })
  const { language, hash } = context
  const names: Names = {
    writer,
    member: (id) => context.members.get(id)?.[language] ?? id,
    element: (id) => context.elements.get(id)?.label[language] ?? id,
  }
  const { id, version, title } = agreement
  const sections: readonly Section[] = [
    [words.who, whoLines(agreement, names)],
    [words.what, whatLines(agreement, names)],
    [words.why, whyLines(agreement, context, writer)],
    [words.law, lawLines(agreement, writer)],
    [words.howLong, keepingLines(agreement, names)],
    [words.further, furtherLines(agreement, names)],
    [words.rights, rightsLines(agreement, writer)],
  ]
  return {
    language,
    title: writer.say(words.title, { title: title[language] }),
    sections: sections.map(([heading, lines]) => ({ heading: writer.say(heading), lines: lines.map(plain) })),
    source: writer.say(words.madeFrom, { agreement: id, version, hash }),
  }
}

const whoLines = ({ provider, consumer, parties = [] }: Agreement, { writer, member }: Names): string[] => [
  writer.say(words.shares, { provider: member(provider), consumer: member(consumer) }),
  ...parties.map(({ member: id, dataProtectionOfficer }) =>
    writer.say(words.officer, { member: member(id), ...dataProtectionOfficer }),
  ),
]

function whatLines({ services }: Agreement, { writer, element }: Names): string[] {
  const lines = services.flatMap(({ fields }) =>
    fields.map((field) =>
      writer.say(words.field, { element: element(field.element), form: writer.say(forms[field.release]) }),
    ),
  )
  return [...new Set(lines)]
}

const whyLines = ({ purposes }: Agreement, { purposes: known, language }: NoticeContext, writer: Writer): string[] =>
  purposes.map((id) => {
    const purpose = known.get(id)
    if (purpose === undefined) return id
    return writer.say(words.purpose, { label: purpose.label[language], definition: purpose.definition[language] })
  })

function lawLines({ legalBasis: { ground, act, section } }: Agreement, writer: Writer): string[] {
  const basis = writer.say(words.basis, { ground: writer.say(grounds[ground]), act, section })
  if (ground === 'consent') return [basis, writer.say(words.withdraw)]
  const isCommanded = ground === 'legal-obligation' || ground === 'public-task'
  return isCommanded ? [basis, writer.say(words.required)] : [basis]
}

function keepingLines({ retention = [], consumer }: Agreement, { writer, member, element }: Names): string[] {
  const line = ({ elements, period, from, action }: Retention): string => {
    const params = {
      ...{ consumer: member(consumer), period: writer.period(period) },
      ...{ start: writer.say(starts[from]), ends: writer.say(ends[action]) },
    }
    return elements === undefined
      ? writer.say(words.kept, params)
      : writer.say(words.keptThese, { ...params, elements: writer.list(elements.map(element)) })
  }
  return retention.length === 0 ? [writer.say(words.notSaid)] : retention.map(line)
}

function furtherLines(agreement: Agreement, { writer, member }: Names): string[] {
  const { consumer, onward, transfer, automatedDecision } = agreement
  const passedOn =
    onward === undefined || onward.to.length === 0
      ? writer.say(words.noOnward)
      : writer.say(words.onward, { consumer: member(consumer), members: writer.list(onward.to.map(member)) })
  const place =
    transfer === undefined
      ? writer.say(words.inCountry)
      : writer.say(words.abroad, { countries: writer.list(transfer.countries.map(writer.country)) })
  const decided = automatedDecision?.humanReview === true ? words.automated : words.automatedAlone
  return [passedOn, place, ...(automatedDecision?.used === true ? [writer.say(decided)] : [])]
}

const rightsLines = ({ rights }: Agreement, writer: Writer): string[] => [
  writer.say(words.youMay),
  ...(rights?.propagateCorrections === true ? [writer.say(words.corrections)] : []),
  ...(rights === undefined ? [] : [writer.say(words.ask, { ...rights.contact })]),
]

export const noticeText = ({ title, sections, source }: Notice): string =>
  [title, ...sections.map(({ heading, lines }) => [heading, ...lines.map((line) => `- ${line}`)].join('\n')), source]
    .join('\n\n')
    .concat('\n')

/** One page that needs nothing else: to read on a screen, to print and hang up. */
export const noticeHtml = ({ language, title, sections, source }: Notice): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header><h1>${escaped(title)}</h1></header>
${sections
  .map(
    ({ heading, lines }, i) => `<section aria-labelledby="h-${i}"><h2 id="h-${i}">${escaped(heading)}</h2>
<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul></section>`,
  )
  .join('\n')}
</main>
<footer><p class="hash">${escaped(source)}</p></footer>
</body>
</html>
`
