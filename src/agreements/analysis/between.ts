import type { LocalText } from '../../kernel/nouns.ts'
import type { Agreement, Volume } from '../schema.ts'
import { finding, listed } from './finding.ts'
import type { Finding } from './schema.ts'
import type { AnalysisWorld } from './world.ts'

/** Two agreements that apply to the same traffic at the same time. */
interface Pair {
  readonly ours: Agreement
  readonly theirs: Agreement
}

/** What an agreement says otherwise than another of the same parties, for the same purpose, at the same time. */
export function contradictionsBetween(
  ours: Agreement,
  world: Pick<AnalysisWorld, 'inForce' | 'broaderPurposes'>,
): Finding[] {
  const rivals = world.inForce.filter((theirs) => competes({ ours, theirs }, world.broaderPurposes))
  return rivals.flatMap((theirs) => [...sameService({ ours, theirs }), ...sameUse({ ours, theirs })])
}

function competes({ ours, theirs }: Pair, broader: AnalysisWorld['broaderPurposes']): boolean {
  const covers = (agreed: readonly string[], purpose: string) =>
    (broader.get(purpose) ?? [purpose]).some((one) => agreed.includes(one))
  return (
    ours.id !== theirs.id &&
    ours.provider === theirs.provider &&
    ours.consumer === theirs.consumer &&
    ours.validFrom <= theirs.validUntil &&
    theirs.validFrom <= ours.validUntil &&
    (ours.purposes.some((purpose) => covers(theirs.purposes, purpose)) ||
      theirs.purposes.some((purpose) => covers(ours.purposes, purpose)))
  )
}

function sameService({ ours, theirs }: Pair): Finding[] {
  return ours.services.flatMap(({ service, fields }, i) => {
    const other = theirs.services.find((clause) => clause.service === service)
    if (other === undefined) return []
    const found: Finding[] = []
    const differing = fields.flatMap(({ element, release }, j) => {
      const elsewhere = other.fields.find((field) => field.element === element)
      return elsewhere === undefined || elsewhere.release === release
        ? []
        : { element, place: `/services/${i}/fields/${j}` }
    })
    if (differing.length > 0) {
      const params = { service, other: theirs.id, elements: listed(differing.map(({ element }) => element)) }
      const places = differing.map(({ place }) => place)
      found.push(finding('analysis.forms-differ', { severity: 'warning', places, params, other: theirs.id }))
    }
    if (inWords(ours.volume) !== inWords(theirs.volume)) {
      const params = { service, other: theirs.id, ours: inWords(ours.volume), theirs: inWords(theirs.volume) }
      found.push(
        finding('analysis.volumes-differ', { severity: 'notice', places: ['/volume'], params, other: theirs.id }),
      )
    }
    return found
  })
}

const inWords = ({ perMinute, perDay, perMonth }: Volume): string =>
  `${perMinute ?? '–'} / min, ${perDay ?? '–'} / d, ${perMonth ?? '–'} / mo`

function sameUse(pair: Pair): Finding[] {
  return [...retentionDiffers(pair), ...onwardDiffers(pair), ...conditionsDiffer(pair)]
}

function retentionDiffers({ ours, theirs }: Pair): Finding[] {
  const released = new Set(theirs.services.flatMap(({ fields }) => fields.map(({ element }) => element)))
  const both = new Set(ours.services.flatMap(({ fields }) => fields.map(({ element }) => element)))
  const elements = [...both].filter((element) => {
    const [here, there] = [retentionOf(ours, element), retentionOf(theirs, element)]
    return released.has(element) && here !== undefined && there !== undefined && here !== there
  })
  if (elements.length === 0) return []
  const params = { other: theirs.id, elements: listed(elements) }
  return [
    finding('analysis.retention-differs', { severity: 'warning', places: ['/retention'], params, other: theirs.id }),
  ]
}

function retentionOf({ retention: rules }: Agreement, element: string): string | undefined {
  const rule =
    rules?.find(({ elements }) => elements?.includes(element)) ?? rules?.find(({ elements }) => elements === undefined)
  return rule && `${rule.period} ${rule.from} ${rule.action}`
}

/** Who or what only one of the two allows; nothing where one of them does not speak of it. */
const onlyOne = (ours: readonly string[] | undefined, theirs: readonly string[] | undefined): string[] =>
  ours === undefined || theirs === undefined
    ? []
    : [...ours.filter((one) => !theirs.includes(one)), ...theirs.filter((one) => !ours.includes(one))]

function onwardDiffers({ ours, theirs }: Pair): Finding[] {
  const members = onlyOne(ours.onward?.to, theirs.onward?.to)
  if (members.length === 0) return []
  const params = { other: theirs.id, members: listed(members) }
  return [finding('analysis.onward-differs', { severity: 'warning', places: ['/onward'], params, other: theirs.id })]
}

const conditionWords: Readonly<Record<'commercialUse' | 'reidentification' | 'automated', LocalText>> = {
  commercialUse: { en: 'commercial use', sw: 'matumizi ya kibiashara', fr: 'l’usage commercial' },
  reidentification: { en: 're-identification', sw: 'utambuzi upya', fr: 'la réidentification' },
  automated: { en: 'decisions by machine', sw: 'maamuzi ya mashine', fr: 'des décisions automatisées' },
}

function conditionsDiffer({ ours, theirs }: Pair): Finding[] {
  const found: Finding[] = []
  const differ = (place: string, what: LocalText, here: boolean | undefined, there: boolean | undefined): void => {
    if (here === undefined || there === undefined || here === there) return
    const params = { other: theirs.id, what }
    found.push(
      finding('analysis.condition-differs', { severity: 'warning', places: [place], params, other: theirs.id }),
    )
  }
  for (const name of ['commercialUse', 'reidentification'] as const) {
    differ(`/conditions/${name}`, conditionWords[name], ours.conditions?.[name], theirs.conditions?.[name])
  }
  differ('/automatedDecision', conditionWords.automated, ours.automatedDecision?.used, theirs.automatedDecision?.used)
  const datasets = onlyOne(ours.conditions?.linkage, theirs.conditions?.linkage)
  if (datasets.length > 0) {
    const [params, places] = [{ other: theirs.id, datasets: listed(datasets) }, ['/conditions/linkage']]
    found.push(finding('analysis.linkage-differs', { severity: 'warning', places, params, other: theirs.id }))
  }
  return found
}
