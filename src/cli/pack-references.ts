import { Check } from 'typebox/value'
import { partnerFault } from '../federation/partners/rules.ts'
import type { Service } from '../federation/schema.ts'
import type { Declarations } from './pack.ts'
import { checkAgreement } from './pack-agreements.ts'
import { canAsk, cannotAsk, knownOf, type Meaning, type PackCheck, type Report, under, unknown } from './pack-check.ts'
import { checkCombination, checkNeeds } from './pack-combination.ts'
import type { PackFault } from './pack-files.ts'
import { checkIdentifiers } from './pack-identifiers.ts'

/** Everything that one declaration says of another and that is not so. */
export function referenceFaults(declared: Declarations, meaning: Meaning): PackFault[] {
  const faults: PackFault[] = []
  const reportIn =
    (file: string): Report =>
    (pointer, message, fix) =>
      faults.push({ file, pointer, message, fix })
  const check: PackCheck = { declared, meaning, known: knownOf(declared) }
  checkIds(declared, reportIn)
  checkCountry(check, reportIn('country.yaml'))
  checkSystems(check, reportIn('systems.yaml'))
  checkPurposes(check, reportIn('purposes.yaml'))
  checkNeeds(check, reportIn('purposes.yaml'))
  checkCombination(check, reportIn('combination.yaml'))
  checkIdentifiers(check, reportIn)
  checkCallers(check, reportIn('accounts.yaml'))
  checkPartners(declared, reportIn('partners.yaml'))
  checkSecrets(check, reportIn('secrets.yaml'))
  checkStewards(check, reportIn('dictionary'))
  for (const { file, value } of declared.agreements) {
    const report = reportIn(file)
    const { agreement } = value
    if (file !== `agreements/${agreement.id}.yaml`) report('/id', `the file is named ${file}`, 'Name it after the id.')
    checkAgreement(agreement, check, report)
  }
  return faults
}

function checkIds(declared: Declarations, reportIn: (file: string) => Report): void {
  const lists: [file: string, pointer: string, ids: string[]][] = [
    ['members.yaml', '/members', declared.members.map(({ id }) => id)],
    ['systems.yaml', '/systems', declared.systems.map(({ id }) => id)],
    ['systems.yaml', '/services', declared.services.map(({ id }) => id)],
    ['purposes.yaml', '/purposes', declared.purposes.map(({ id }) => id)],
    ['accounts.yaml', '/accounts', declared.accounts.map(({ username }) => username)],
    ['accounts.yaml', '/clients', declared.clients.map(({ id }) => id)],
    ['partners.yaml', '/partners', declared.partners.map(({ id }) => id)],
  ]
  for (const [file, pointer, ids] of lists) {
    ids.forEach((id, i) => {
      if (ids.indexOf(id) !== i) reportIn(file)(`${pointer}/${i}`, `"${id}" is there twice`, 'Give each its own id.')
    })
  }
}

function checkPartners({ clients, partners }: Declarations, report: Report): void {
  const around = { clients: new Map(clients.map((client) => [client.id, client])), partners }
  partners.forEach((partner, i) => {
    const fault = partnerFault(partner, around)
    if (fault !== undefined) report(`/partners/${i}${fault.pointer ?? ''}`, fault.message, fault.fix)
  })
}

function checkCountry({ declared, known }: PackCheck, report: Report): void {
  const { timeZone, agencies = {} } = declared.country
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    report('/timeZone', `there is no time zone ${timeZone}`, 'Use an IANA name such as Africa/Nairobi.')
  }
  for (const [agency, system] of Object.entries(agencies)) {
    if (!known.systems.has(system)) report(`/agencies/${agency}`, ...unknown('system', system, 'systems.yaml'))
  }
}

function checkSystems({ declared, meaning, known }: PackCheck, report: Report): void {
  declared.systems.forEach((system, i) => {
    if (!known.members.has(system.member)) {
      report(`/systems/${i}/member`, ...unknown('member', system.member, 'members.yaml'))
    }
    if (meaning.settings !== undefined && !meaning.settings.has(system.connector)) {
      report(`/systems/${i}/connector`, ...unknown('connector', system.connector, 'plugins/connectors'))
    }
  })
  for (const [i, service] of declared.services.entries()) {
    checkService(service, { meaning, known }, under(`/services/${i}`, report))
  }
}

function checkService(
  service: Service,
  { meaning, known }: Pick<PackCheck, 'meaning' | 'known'>,
  report: Report,
): void {
  const system = known.systems.get(service.system)
  if (system === undefined) report('/system', ...unknown('system', service.system, 'systems.yaml'))
  else if (system.member !== service.member) {
    report('/member', `the system ${system.id} is of member ${system.member}`, 'Name the same member.')
  }
  if (!service.id.startsWith(`${service.system}.`)) {
    report('/id', `${service.id} does not begin with its system`, `Name it ${service.system}.<something>.`)
  }
  const settings = system && meaning.settings?.get(system.connector)
  if (settings !== undefined && !Check(settings, service.operation)) {
    const fix = `Correct it as the README of the connector ${system?.connector} says.`
    report('/operation', 'is not what the connector takes', fix)
  }
  const mapping = meaning.mappings.get(service.mapping)
  if (mapping === undefined) {
    report('/mapping', ...unknown('mapping', service.mapping, 'mappings/'))
    return
  }
  if (mapping.system !== service.system) {
    report('/mapping', `the mapping is of system ${mapping.system}`, 'Name a mapping of the service’s own system.')
  }
  if (mapping.recordType !== service.recordType) {
    report('/recordType', `the mapping makes records of type ${mapping.recordType}`, 'Make the two agree.')
  }
  service.askBy.forEach((set, i) => {
    set.forEach((element, j) => {
      if (!canAsk(mapping, element)) report(`/askBy/${i}/${j}`, ...cannotAsk(mapping, element))
    })
  })
}

function checkPurposes({ declared, known }: PackCheck, report: Report): void {
  const broader = new Map(declared.purposes.map((purpose) => [purpose.id, purpose.broader]))
  for (const [i, purpose] of declared.purposes.entries()) {
    if (purpose.broader !== undefined && !known.purposes.has(purpose.broader)) {
      report(`/purposes/${i}/broader`, ...unknown('purpose', purpose.broader, 'purposes.yaml'))
    }
    const above = new Set([purpose.id])
    for (let at = purpose.broader; at !== undefined; at = broader.get(at)) {
      if (above.has(at)) {
        report(`/purposes/${i}/broader`, `${purpose.id} is broader than itself`, 'Break the circle.')
        break
      }
      above.add(at)
    }
  }
}

function checkCallers({ declared, known }: PackCheck, report: Report): void {
  declared.accounts.forEach(({ member }, i) => {
    if (!known.members.has(member)) report(`/accounts/${i}/member`, ...unknown('member', member, 'members.yaml'))
  })
  declared.clients.forEach(({ member, defaultPurpose, authentication, secret }, i) => {
    const at = `/clients/${i}`
    if (!known.members.has(member)) report(`${at}/member`, ...unknown('member', member, 'members.yaml'))
    if (defaultPurpose !== undefined && !known.purposes.has(defaultPurpose)) {
      report(`${at}/defaultPurpose`, ...unknown('purpose', defaultPurpose, 'purposes.yaml'))
    }
    if ((authentication === 'client_secret') !== (secret !== undefined)) {
      report(`${at}/secret`, 'goes with client_secret, and only with it', 'Add the secret, or take it away.')
    }
  })
}

/** `{secret:name}` in a text of the settings, or a member `secret: name`. */
const secretNames = /\{secret:([a-z0-9-]+)\}|"secret":"([^"]+)"/g

function checkSecrets({ declared, known }: PackCheck, report: Report): void {
  for (const system of Object.keys(declared.secrets)) {
    if (!known.systems.has(system)) report(`/secrets/${system}`, ...unknown('system', system, 'systems.yaml'))
  }
  if (Object.keys(declared.secrets).length === 0) return
  for (const { id, system, operation } of declared.services) {
    for (const match of JSON.stringify(operation).matchAll(secretNames)) {
      const name = match[1] ?? match[2] ?? ''
      if (declared.secrets[system]?.[name] !== undefined) continue
      report(`/secrets/${system}/${name}`, `is missing, and ${id} needs it`, 'Add it, or change the operation.')
    }
  }
}

function checkStewards({ meaning, known }: PackCheck, report: Report): void {
  for (const { element } of meaning.vocabulary.elements.values()) {
    const { id, steward, sourceOfTruth } = element
    if (!known.members.has(steward)) report(`/${id}/steward`, ...unknown('member', steward, 'members.yaml'))
    if (!known.systems.has(sourceOfTruth)) {
      report(`/${id}/sourceOfTruth`, ...unknown('system', sourceOfTruth, 'systems.yaml'))
    }
  }
}
