import { basename } from 'node:path'
import Type, { type Static, type TSchema } from 'typebox'
import { Combination } from '../agreements/analysis/schema.ts'
import type { DeclaredAgreement } from '../agreements/lifecycle/declare.ts'
import { Agreement, Purpose } from '../agreements/schema.ts'
import type { Connector } from '../exchange/plugin.ts'
import { PartnerRegistration } from '../federation/partners/schema.ts'
import { AccountRegistration, ClientRegistration, Member, Service, System } from '../federation/schema.ts'
import { IdentityOperation } from '../identity/mapping/connector.ts'
import { languages } from '../kernel/language.ts'
import { Id, LocalText } from '../kernel/nouns.ts'
import { fail, ok, type Result } from '../kernel/result.ts'
import { RegistryOperation } from '../registry/connector.ts'
import { loadMappings, loadVocabulary } from '../semantics/load.ts'
import type { CompiledMapping } from '../semantics/mapping/compile.ts'
import type { Vocabulary } from '../semantics/vocabulary.ts'
import { AgreementFile, ClauseSet, completeAgreement, PartiesFile } from './pack-clauses.ts'
import { type PackFault, type PackReader, packReader } from './pack-files.ts'
import { Geography } from './pack-geography.ts'
import { type DeclaredLinkage, readLinkage } from './pack-linkage.ts'
import { referenceFaults } from './pack-references.ts'

const closed = { additionalProperties: false }

export const Country = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z]{2}$' }),
    name: LocalText,
    currency: Type.Object({ code: Type.String({ pattern: '^[A-Z]{3}$' }), name: LocalText }, closed),
    /** IANA name: whose midnight ends a day. */
    timeZone: Type.String({ maxLength: 60 }),
    languages: Type.Array(Type.Enum(languages), { minItems: 1, maxItems: languages.length }),
    callingCode: Type.String({ pattern: '^\\+[0-9]{1,3}$' }),
    /** For a demo country: the agencies' own programs by the name they report, and the system each one is. */
    agencies: Type.Optional(Type.Record(Id, Id)),
  },
  closed,
)
export type Country = Static<typeof Country>

const MembersFile = Type.Object({ members: Type.Array(Member, { minItems: 1, maxItems: 1000 }) }, closed)
const SystemsFile = Type.Object(
  { systems: Type.Array(System, { maxItems: 1000 }), services: Type.Array(Service, { maxItems: 5000 }) },
  closed,
)
const PurposesFile = Type.Object({ purposes: Type.Array(Purpose, { minItems: 1, maxItems: 200 }) }, closed)
const AccountsFile = Type.Object(
  {
    accounts: Type.Array(AccountRegistration, { maxItems: 1000 }),
    clients: Type.Array(ClientRegistration, { maxItems: 1000 }),
  },
  closed,
)
const PartnersFile = Type.Object({ partners: Type.Array(PartnerRegistration, { maxItems: 1000 }) }, closed)
const Secrets = Type.Record(Id, Type.Record(Type.String({ maxLength: 80 }), Type.String({ maxLength: 500 })))
const SecretsFile = Type.Object({ secrets: Secrets }, closed)

export interface PlacedAgreement {
  readonly file: string
  readonly value: DeclaredAgreement
}

/** What a pack declares, each file of its shape. */
export interface Declarations {
  readonly country: Country
  /** Places of the country; a pack need not have them. */
  readonly geography?: Geography
  readonly members: readonly Member[]
  readonly systems: readonly System[]
  readonly services: readonly Service[]
  readonly purposes: readonly Purpose[]
  /** What data say when they are brought together; without it, nothing is said of that. */
  readonly combination: Combination
  readonly linkage: DeclaredLinkage
  readonly agreements: readonly PlacedAgreement[]
  readonly accounts: readonly AccountRegistration[]
  readonly clients: readonly ClientRegistration[]
  readonly partners: readonly PartnerRegistration[]
  /** Demonstration credentials of systems: system → name → value. Real ones come from the environment. */
  readonly secrets: Static<typeof Secrets>
}

/** A country pack: law, vocabulary, systems and people of a country, checked as a whole. */
export interface Pack extends Omit<Declarations, 'agreements'> {
  readonly folder: string
  /** Of the files of all that is registered: members, systems, purposes, agreements, callers. */
  readonly digest: string
  readonly agreements: readonly DeclaredAgreement[]
  readonly vocabulary: Vocabulary
  readonly mappings: ReadonlyMap<string, CompiledMapping>
}

export interface PackOptions {
  /** The plugins. Given, each service's `operation` is checked against its connector's settings. */
  readonly connectors?: ReadonlyMap<string, Connector>
}

/** Reads a country pack and checks every declaration and every reference between them; all faults at once. */
export async function readPack(folder: string, options: PackOptions = {}): Promise<Result<Pack>> {
  const reader = packReader(folder)
  const declared = await readDeclarations(reader)
  const vocabulary = await loadVocabulary(folder)
  const mappings = vocabulary.ok ? await loadMappings(folder, vocabulary.value) : vocabulary
  const faults = [...reader.faults]
  if (!mappings.ok) faults.push(vocabularyFault(mappings.problem))
  if (declared === undefined || !vocabulary.ok || !mappings.ok) return fail(packProblem(folder, faults))
  const meaning = { vocabulary: vocabulary.value, mappings: mappings.value }
  const settings = options.connectors && settingsOf(options.connectors)
  faults.push(...referenceFaults(declared, { ...meaning, ...(settings === undefined ? {} : { settings }) }))
  if (faults.length > 0) return fail(packProblem(folder, faults))
  const agreements = declared.agreements.map(({ value }) => value)
  return ok({ folder, digest: reader.digest(), ...declared, agreements, ...meaning })
}

/** The registry and the identity map are rooms of the house, which offer themselves as connectors. */
const settingsOf = (connectors: ReadonlyMap<string, Connector>): ReadonlyMap<string, TSchema> =>
  new Map([
    ...[...connectors].map(([kind, { settings }]) => [kind, settings] as const),
    ['registry', RegistryOperation],
    ['identity', IdentityOperation],
  ])

async function readDeclarations(reader: PackReader): Promise<Declarations | undefined> {
  const country = await reader.file('country.yaml', Country)
  const members = await reader.file('members.yaml', MembersFile)
  const systems = await reader.file('systems.yaml', SystemsFile)
  const purposes = await reader.file('purposes.yaml', PurposesFile)
  const accounts = await reader.optionalFile('accounts.yaml', AccountsFile)
  const partners = await reader.optionalFile('partners.yaml', PartnersFile)
  const secrets = await reader.optionalFile('secrets.yaml', SecretsFile)
  const geography = await reader.optionalFile('geography.yaml', Geography)
  const combination = await reader.optionalFile('combination.yaml', Combination)
  const linkage = await readLinkage(reader)
  const agreements = await readAgreements(reader, members?.members ?? [])
  if (country === undefined || members === undefined || systems === undefined || purposes === undefined)
    return undefined
  return {
    country,
    ...members,
    ...systems,
    ...purposes,
    ...(geography === undefined ? {} : { geography }),
    combination: combination ?? { keys: [], identifying: [], inferences: [] },
    linkage,
    agreements,
    accounts: accounts?.accounts ?? [],
    clients: accounts?.clients ?? [],
    partners: partners?.partners ?? [],
    secrets: secrets?.secrets ?? {},
  }
}

async function readAgreements(reader: PackReader, members: readonly Member[]): Promise<PlacedAgreement[]> {
  const parties = (await reader.optionalFile('parties.yaml', PartiesFile))?.parties ?? {}
  const sets = await reader.folder('clauses', ClauseSet)
  const library = {
    members: new Map(members.map((member) => [member.id, member])),
    parties,
    sets: new Map(sets.map(({ file, value }) => [basename(file, '.yaml'), value])),
  }
  const files = await reader.folder('agreements', AgreementFile)
  return files.flatMap(({ file, value }) => {
    const fault = (pointer: string, message: string) =>
      reader.faults.push({
        file,
        pointer,
        message,
        fix: 'Correct it, or add what it names to parties.yaml or clauses/.',
      })
    const agreement = reader.checked(file, Agreement, completeAgreement(value, library, fault))
    const { status, reason, signedBy } = value
    if (agreement === undefined) return []
    const beside = { ...(reason === undefined ? {} : { reason }), ...(signedBy === undefined ? {} : { signedBy }) }
    return [{ file, value: { agreement, status, ...beside } }]
  })
}

const vocabularyFault = ({ message, fix }: { readonly message: string; readonly fix: string }): PackFault => ({
  file: 'dictionary, codelists, mappings',
  pointer: '',
  message,
  fix,
})

const packProblem = (folder: string, faults: readonly PackFault[]) => ({
  code: 'cli.pack-invalid',
  status: 422,
  message: `the country pack ${folder} has ${faults.length} fault${faults.length === 1 ? '' : 's'}`,
  fix: faults
    .map(({ file, pointer, message, fix }) => `${file}${pointer === '' ? '' : `#${pointer}`}: ${message}. ${fix}`)
    .join('\n'),
})
