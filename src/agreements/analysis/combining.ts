import type { LocalText } from '../../kernel/nouns.ts'
import type { Agreement } from '../schema.ts'
import { withAndWithout } from './adds.ts'
import { compose } from './compose.ts'
import { type FindingCode, finding, listed } from './finding.ts'
import { hides, isWider } from './forms.ts'
import type { Finding, FindingSeverity, Profile } from './schema.ts'
import { forbidsOnward } from './within.ts'
import type { AnalysisWorld } from './world.ts'

/** What the agreement comes to together with what its consumer, and its provider, have already. */
export function combiningFindings(agreement: Agreement, world: AnalysisWorld): Finding[] {
  const { without, withIt } = withAndWithout(agreement, world.inForce)
  const after = compose(agreement.consumer, withIt, world).profiles.filter((profile) => isIn(agreement, profile))
  const before = compose(agreement.consumer, without, world).profiles
  return [
    ...undonePseudonyms(agreement, after, world),
    ...undoneForms(agreement, after, world),
    ...learnedByAsking(agreement, world),
    ...passedOn(agreement, world),
    ...identifies(before, after),
    ...inferences(agreement, { before, after, world }),
  ]
}

const isIn = ({ id }: Agreement, { answers }: Profile): boolean => answers.some(({ agreement }) => agreement === id)

/** Only a number that the country joins by can be looked up; a pseudonym or hash of anything else stays one. */
function undonePseudonyms({ services }: Agreement, profiles: readonly Profile[], world: AnalysisWorld): Finding[] {
  const numbers = new Set(world.combination.keys.flatMap(({ elements }) => elements))
  const known = new Set(
    profiles.flatMap(({ learned }) => learned.filter(({ form }) => form === 'raw').map(({ element }) => element)),
  )
  return services.flatMap(({ askBy, fields }, i) => {
    const undone = fields.flatMap(({ element, release }, j) =>
      hides(release) && numbers.has(element) && (askBy.includes(element) || known.has(element))
        ? { element, place: `/services/${i}/fields/${j}` }
        : [],
    )
    if (undone.length === 0) return []
    const params = { elements: listed(undone.map(({ element }) => element)) }
    const places = undone.map(({ place }) => place)
    return finding('analysis.pseudonym-undone', { severity: 'warning', places, params })
  })
}

function undoneForms(
  { id, services }: Agreement,
  profiles: readonly Profile[],
  { element: factsOf }: AnalysisWorld,
): Finding[] {
  const undone = services.flatMap(({ service, fields }, i) => {
    const profile = profiles.find(({ answers }) =>
      answers.some((one) => one.agreement === id && one.service === service),
    )
    return fields.flatMap(({ element, release }, j) => {
      if (hides(release) || factsOf(element)?.type === 'boolean') return []
      const learned = profile?.learned.find((one) => one.element === element)
      const wide = learned?.sources.filter(({ form }) => isWider(form, release)) ?? []
      const source = wide.find(({ agreement }) => agreement === id) ?? wide[0]
      if (source === undefined) return []
      const where = source.agreement === id ? source.service : `${source.agreement}, ${source.service}`
      return { element, place: `/services/${i}/fields/${j}`, where, other: source.agreement }
    })
  })
  return [...Map.groupBy(undone, ({ where }) => where)].map(([where, group]) => {
    const other = group.find((one) => one.other !== id)?.other
    const params = { where, elements: listed([...new Set(group.map(({ element }) => element))]) }
    const found = { severity: 'notice', places: group.map(({ place }) => place), params } as const
    return finding('analysis.form-undone', other === undefined ? found : { ...found, other })
  })
}

function learnedByAsking({ services }: Agreement, { element }: AnalysisWorld): Finding[] {
  return services.flatMap(({ service, askBy, fields, maxRecords }, i) => {
    if (maxRecords === 1) return []
    const shown = askBy.flatMap((id, j) => {
      const form = fields.find((field) => field.element === id)?.release
      const facts = element(id)
      // Nobody finds out a number by trying; a status, a score or a place is found out so.
      const tells = facts?.classification === 'sensitive' && facts.type !== 'identifier' && form !== 'raw'
      return tells ? { element: id, place: `/services/${i}/askBy/${j}` } : []
    })
    if (shown.length === 0) return []
    const params = { service, records: maxRecords, elements: listed(shown.map((one) => one.element)) }
    return finding('analysis.learned-by-asking', {
      severity: 'warning',
      places: shown.map(({ place }) => place),
      params,
    })
  })
}

/** The provider serves what another member is the source of, and has it from there under terms that do not allow it. */
function passedOn({ provider, consumer, services }: Agreement, { inForce, element }: AnalysisWorld): Finding[] {
  if (provider === consumer) return []
  return inForce.flatMap((upstream) => {
    const source = upstream.provider
    if (upstream.consumer !== provider || source === consumer || source === provider) return []
    if (!forbidsOnward(upstream) || upstream.onward?.to.includes(consumer)) return []
    const had = new Map(
      upstream.services.flatMap(({ fields }) => fields.map((field) => [field.element, field.release])),
    )
    const passed = services.flatMap(({ fields }, i) =>
      fields.flatMap(({ element: id, release }, j) => {
        const form = had.get(id)
        const its = element(id)?.owner === source && form !== undefined && !isWider(release, form)
        return its ? { element: id, place: `/services/${i}/fields/${j}` } : []
      }),
    )
    if (passed.length === 0) return []
    const elements = listed([...new Set(passed.map((one) => one.element))])
    const params = { provider, source, consumer, other: upstream.id, elements }
    const places = passed.map(({ place }) => place)
    return finding('analysis.passed-on-against-agreement', { severity: 'notice', places, params, other: upstream.id })
  })
}

/** A name or number by itself is no discovery; several that only together tell who it is are one. */
function identifies(before: readonly Profile[], after: readonly Profile[]): Finding[] {
  const known = new Set(before.flatMap(({ identifiedBy }) => identifiedBy.map((elements) => elements.join(' '))))
  return after
    .filter(({ identifiedBy }) => identifiedBy.every((elements) => elements.length > 1))
    .flatMap(({ identifiedBy }) => identifiedBy.filter((elements) => !known.has(elements.join(' '))))
    .map((elements) =>
      finding('analysis.identifies', {
        severity: 'warning',
        places: ['/services'],
        params: { elements: listed(elements) },
      }),
    )
}

interface Told {
  readonly before: readonly Profile[]
  readonly after: readonly Profile[]
  readonly world: AnalysisWorld
}

const inferencesOf = (profiles: readonly Profile[]) => profiles.flatMap(({ inferences }) => inferences)

function inferences(agreement: Agreement, { before, after, world }: Told): Finding[] {
  const alone = inferencesOf(compose(agreement.consumer, [agreement], world).profiles)
  const isNew = (id: string): boolean => [...inferencesOf(before), ...alone].every((known) => known.id !== id)
  const found: Finding[] = []
  const tell = (code: FindingCode, severity: FindingSeverity, told: Profile['inferences']): void => {
    if (told.length === 0) return
    const params = { inference: together(told), elements: listed([...new Set(told.flatMap(({ from }) => from))]) }
    found.push(finding(code, { severity, places: ['/services'], params }))
  }
  if (agreement.legalBasis.sensitiveGround === undefined) {
    const unclassed = alone.filter(({ from }) =>
      from.every((one) => world.element(one)?.classification !== 'sensitive'),
    )
    tell('analysis.infers-without-ground', 'warning', unclassed)
  }
  tell(
    'analysis.infers-together',
    'notice',
    inferencesOf(after).filter(({ id }) => isNew(id)),
  )
  return found
}

const together = (told: Profile['inferences']): LocalText => {
  const labels = (language: keyof LocalText) => told.map(({ label }) => label[language]).join('; ')
  return { en: labels('en'), sw: labels('sw'), fr: labels('fr') }
}
