import { agreementFault } from '../agreements/check.ts'
import { frameworkFault } from '../agreements/lifecycle/frameworks.ts'
import type { Agreement } from '../agreements/schema.ts'
import type { CompiledMapping } from '../semantics/mapping/compile.ts'
import type { Vocabulary } from '../semantics/vocabulary.ts'
import type { Declarations } from './pack.ts'
import { canAsk, cannotAsk, type PackCheck, type Report, under, unknown } from './pack-check.ts'

/** Whether all that an agreement names is there, and can be asked and answered. */
export function checkAgreement(agreement: Agreement, { declared, meaning, known }: PackCheck, report: Report): void {
  const own = agreementFault(agreement)
  if (own !== undefined) report(own.pointer ?? '', own.message, own.fix)
  for (const party of ['provider', 'consumer'] as const) {
    if (!known.members.has(agreement[party])) {
      report(`/${party}`, ...unknown('member', agreement[party], 'members.yaml'))
    }
  }
  agreement.purposes.forEach((purpose, i) => {
    if (!known.purposes.has(purpose)) report(`/purposes/${i}`, ...unknown('purpose', purpose, 'purposes.yaml'))
  })
  checkParties(agreement, declared.accounts, report)
  const frameworks = new Map(
    declared.agreements.map(({ value }) => [value.agreement.id, value.agreement.under ?? null]),
  )
  const framework = frameworkFault(agreement, frameworks)
  if (framework !== undefined) report('/under', framework, 'Name a framework of the pack that stands above it.')
  for (const [i, agreed] of agreement.services.entries()) {
    const at = under(`/services/${i}`, report)
    const service = known.services.get(agreed.service)
    if (service === undefined) {
      at('/service', ...unknown('service', agreed.service, 'systems.yaml'))
      continue
    }
    if (service.member !== agreement.provider) {
      at('/service', `${service.id} is offered by ${service.member}`, 'Make that member the provider.')
    }
    const mapping = meaning.mappings.get(service.mapping)
    if (mapping !== undefined) checkAgreedElements(agreed, { mapping, vocabulary: meaning.vocabulary }, at)
  }
}

function checkParties({ parties = [] }: Agreement, accounts: Declarations['accounts'], report: Report): void {
  parties.forEach(({ member, signatory }, i) => {
    const account = accounts.find(({ username }) => username === signatory.account)
    if (account?.member === member && account.roles.includes('signatory')) return
    const fix = 'Name an account of accounts.yaml that is of that member and has the role signatory.'
    report(`/parties/${i}/signatory/account`, `${signatory.account} may not sign for ${member}`, fix)
  })
}

function checkAgreedElements(
  { askBy, fields }: Agreement['services'][number],
  { mapping, vocabulary }: { readonly mapping: CompiledMapping; readonly vocabulary: Vocabulary },
  report: Report,
): void {
  askBy.forEach((element, i) => {
    if (!canAsk(mapping, element)) report(`/askBy/${i}`, ...cannotAsk(mapping, element))
  })
  const made = elementsMade(mapping, vocabulary)
  fields.forEach(({ element }, i) => {
    if (made(element)) return
    report(`/fields/${i}/element`, `${mapping.id} never answers with ${element}`, 'Correct the element or the mapping.')
  })
}

/** What a mapping's records can hold: its own elements, and those of the records nested in them, at any depth. */
function elementsMade(mapping: CompiledMapping, { elements }: Vocabulary): (element: string) => boolean {
  const own = new Set(mapping.fields.map(({ element }) => element))
  const nested = new Set<string>()
  const enter = (id: string): void => {
    const type = elements.get(id)?.element.of
    if (type === undefined || nested.has(type)) return
    nested.add(type)
    for (const { element } of elements.values()) if (element.recordTypes.includes(type)) enter(element.id)
  }
  for (const id of own) enter(id)
  return (element) =>
    own.has(element) || elements.get(element)?.element.recordTypes.some((type) => nested.has(type)) === true
}
