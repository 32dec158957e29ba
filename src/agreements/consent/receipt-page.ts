import type { Language } from '../../kernel/language.ts'
import type { LocalText } from '../../kernel/nouns.ts'
import { quoted } from '../text/document.ts'
import { style } from '../text/html-style.ts'
import { escaped } from '../text/markup.ts'
import { type ContractContext, createWriter, type Writer } from '../text/writer.ts'
import {
  byWords,
  channelWords,
  frequencyWords,
  modeWords,
  statusWords,
  receiptWords as words,
} from './receipt-words.ts'
import type { ConsentPurpose, ConsentReceipt, ConsentRevision } from './schema.ts'

/** What ids are called; an id that nobody named is shown as it is. */
export type ReceiptNames = Pick<ContractContext, 'members' | 'purposes' | 'elements'>

interface Shown {
  readonly receipt: ConsentReceipt
  readonly intact: boolean
  readonly names: ReceiptNames
  readonly language: Language
}

type Row = readonly [LocalText, string]

/** The receipt as one page that needs nothing else, for the person to read, print and keep. */
export function receiptPage({ receipt, intact, names, language }: Shown): string {
  const { record, hash, signature } = receipt
  const writer = createWriter({ ...names, language, hash, signatures: [], services: new Map() })
  const say = (text: LocalText) => escaped(writer.say(text))
  const list = (rows: readonly Row[]) =>
    `<dl>${rows.map(([term, value]) => `<div><dt>${say(term)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`
  const section = (id: string, heading: LocalText, content: string) =>
    `<section aria-labelledby="${id}"><h2 id="${id}">${say(heading)}</h2>\n${content}</section>`
  const proof: Row[] = [
    [words.id, `${record.id} (${record.revision})`],
    [words.hash, hash],
    [words.signature, signature],
  ]
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${say(words.kind)}: ${say(statusWords[record.status])}</title>
<style>${style}</style>
</head>
<body>
<main>
<header><p class="kind">${say(words.kind)}</p><h1>${say(statusWords[record.status])}</h1>
${intact ? '' : `<p role="alert"><strong>${say(words.tampered)}</strong></p>`}
${list(partyRows(record, writer))}</header>
${section('what', words.what, purposesTable(record.terms.purposes, writer))}
${section('given', words.proof, list(givingRows(record, writer)))}
${section('verify', words.verify, `<p>${say(words.howToVerify)}</p>${list(proof)}`)}
</main>
</body>
</html>
`
}

function partyRows({ terms }: ConsentRevision, { say, member, list, day, period, country }: Writer): Row[] {
  const from = day(terms.validFrom)
  const { validUntil: until, notice } = terms
  return [
    [words.controllers, list(terms.controllers.map(member))],
    [words.providers, terms.providers === undefined ? say(words.anyProvider) : list(terms.providers.map(member))],
    [words.valid, until === undefined ? say(words.from, { from }) : say(words.between, { from, until: day(until) })],
    [words.withdrawal, quoted(terms.withdrawal)],
    [words.notice, `${quoted(notice.reference)}, ${quoted(notice.version)} (${notice.language})`],
    [words.retention, period(terms.retention)],
    [words.storage, list(terms.storage.map(country))],
  ]
}

function purposesTable(purposes: readonly ConsentPurpose[], { say, purpose, element, list }: Writer): string {
  const use = ({ mode, frequency }: ConsentPurpose) =>
    frequency === undefined
      ? say(modeWords[mode])
      : `${say(modeWords[mode])}; ${say(frequencyWords[frequency.per], { times: frequency.times })}`
  const rows = purposes.map((one) => [purpose(one.purpose), list(one.elements.map(element)), use(one)])
  const headings = [words.purpose, words.elements, words.use].map(
    (text) => `<th scope="col">${escaped(say(text))}</th>`,
  )
  const cells = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
  return `<div class="table"><table><thead><tr>${headings.join('')}</tr></thead><tbody>${cells.join('')}</tbody></table></div>`
}

function givingRows({ giving, withdrawal, recordedAt, recordedBy }: ConsentRevision, writer: Writer): Row[] {
  const { say, member } = writer
  const taken = withdrawal && `${instant(withdrawal.at, writer)}, ${say(channelWords[withdrawal.channel])}`
  return [
    [words.by, say(byWords[giving.by])],
    [words.channel, say(channelWords[giving.channel])],
    [words.at, instant(giving.at, writer)],
    ...(taken === undefined ? [] : [[words.withdrawn, taken] as const]),
    [words.recorded, `${instant(recordedAt, writer)}, ${member(recordedBy.member)}`],
  ]
}

/** In universal time, and it says so: where the reader is, paper does not know. */
function instant(at: string, { day }: Writer): string {
  const utc = new Date(at).toISOString()
  return `${day(utc.slice(0, 10))}, ${utc.slice(11, 16)} UTC`
}
