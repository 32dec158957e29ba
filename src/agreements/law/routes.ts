import Type, { type Static } from 'typebox'
import { administer } from '../../federation/administration.ts'
import { digestOf } from '../../kernel/digest.ts'
import { LocalText } from '../../kernel/nouns.ts'
import type { Problem } from '../../kernel/problem.ts'
import { fail, ok, type Result } from '../../kernel/result.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Principal } from '../../platform/http/access.ts'
import { type Route, route } from '../../platform/http/route.ts'
import type { LawBook, LawCopy } from './book.ts'
import { Jurisdiction } from './facts.ts'
import { checkPack, packName, RulePack } from './pack.ts'
import { ruleGates, Severity, Verification, verifications } from './rule.ts'
import { appendPack, faultyPack, notLater, type PackVersion } from './store.ts'

export interface LawRoutesWorld {
  readonly law: LawCopy
  readonly ledger: Pick<Ledger, 'append'>
  readonly clock: Pick<Clock, 'now'>
}

const closed = { additionalProperties: false }
const tags = ['law']
const read = { permission: 'agreement.read' } as const
const packLimitBytes = 2_000_000
const PackId = RulePack.properties.id
const Version = RulePack.properties.version

const ListedVersion = Type.Object(
  {
    version: Version,
    hash: Type.String({ description: 'SHA-256 over the canonical form (RFC 8785) of this version' }),
    createdAt: Type.String(),
    importedBy: Type.Optional(Type.String({ description: 'the legal officer; absent where it came with the release' })),
  },
  closed,
)

const count = Type.Integer({ minimum: 0 })
const ListedPack = Type.Object(
  {
    id: PackId,
    jurisdiction: Jurisdiction,
    title: LocalText,
    acts: Type.Array(Type.String()),
    rules: count,
    clocks: count,
    verified: Type.Object(
      { V: count, S: count, M: count, F: count },
      { ...closed, description: 'rows by how well they are known' },
    ),
    ...ListedVersion.properties,
  },
  closed,
)
export type ListedPack = Static<typeof ListedPack>

/** A row of law as people look it up: a rule, or a clock. */
export const LawRow = Type.Object(
  {
    id: Type.String(),
    pack: Type.String({ description: 'name and version: ke-dpa@2026.1' }),
    jurisdiction: Jurisdiction,
    gate: Type.Enum([...ruleGates, 'clock']),
    act: Type.String(),
    section: Type.String(),
    verified: Verification,
    severity: Type.Optional(Severity),
    message: LocalText,
    fix: Type.Optional(LocalText),
    validFrom: Type.String(),
    validTo: Type.Optional(Type.String()),
  },
  closed,
)
export type LawRow = Static<typeof LawRow>

export const lawRoutes = (world: LawRoutesWorld): Route[] => [
  route({
    method: 'GET',
    url: '/v1/law/packs',
    access: read,
    schema: {
      summary: 'The rule packs in force, with the number of their rows by how well the law was read',
      tags,
      response: { 200: Type.Object({ packs: Type.Array(ListedPack) }, closed) },
    },
    handler: async () => ({
      packs: [...(await world.law.get()).versions.values()].flatMap(([latest]) => (latest ? listed(latest) : [])),
    }),
  }),
  packRoute(world),
  rulesRoute(world),
  route({
    method: 'POST',
    url: '/v1/law/packs',
    access: { permission: 'law.manage' },
    bodyLimitBytes: packLimitBytes,
    schema: {
      summary: 'Import a later version of a rule pack, or a new pack; it is in force at once',
      description: 'The examples of all rows are tried first; a pack that does not do what they say is refused.',
      tags,
      body: RulePack,
      response: { 200: Type.Object({ pack: ListedPack }, closed) },
    },
    handler: ({ body, principal }) => importPack(world, body, principal),
  }),
]

const packRoute = ({ law }: LawRoutesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/law/packs/:id',
    access: read,
    schema: {
      summary: 'One rule pack whole, and its versions from the latest to the first',
      tags,
      params: Type.Object({ id: PackId }, closed),
      querystring: Type.Object({ version: Type.Optional(Version) }, closed),
      response: { 200: Type.Object({ pack: RulePack, versions: Type.Array(ListedVersion) }, closed) },
    },
    async handler({ params: { id }, query: { version } }) {
      const versions = (await law.get()).versions.get(id) ?? []
      const found = version === undefined ? versions[0] : versions.find(({ pack }) => pack.version === version)
      if (found === undefined) return fail(unknownPack(version === undefined ? id : `${id}@${version}`))
      return ok({ pack: found.pack, versions: versions.map(listedVersion) })
    },
  })

const rulesRoute = ({ law }: LawRoutesWorld): Route =>
  route({
    method: 'GET',
    url: '/v1/law/rules',
    access: read,
    schema: {
      summary: 'The rows of all packs in force, rules and clocks',
      tags,
      querystring: Type.Object(
        {
          pack: Type.Optional(PackId),
          jurisdiction: Type.Optional(Jurisdiction),
          gate: Type.Optional(LawRow.properties.gate),
          verified: Type.Optional(Verification),
        },
        closed,
      ),
      response: { 200: Type.Object({ rules: Type.Array(LawRow) }, closed) },
    },
    async handler({ query: { pack, jurisdiction, gate, verified } }) {
      const rows = rowsOf((await law.get()).law.packs.filter(({ id }) => pack === undefined || id === pack))
      return {
        rules: rows.filter(
          (row) =>
            (jurisdiction === undefined || row.jurisdiction === jurisdiction) &&
            (gate === undefined || row.gate === gate) &&
            (verified === undefined || row.verified === verified),
        ),
      }
    },
  })

/** Rules and clocks of packs as one list. */
export const rowsOf = (packs: readonly RulePack[]): readonly LawRow[] =>
  packs.flatMap((pack) =>
    [...pack.rules, ...pack.clocks].map((row) => ({
      id: row.id,
      pack: packName(pack),
      jurisdiction: pack.jurisdiction,
      gate: 'gate' in row ? row.gate : ('clock' as const),
      act: pack.acts.find(({ id }) => id === row.source.act)?.title ?? '',
      section: row.source.section,
      verified: row.source.verified,
      message: row.message,
      validFrom: row.validFrom,
      ...('severity' in row ? { severity: row.severity, fix: row.fix } : {}),
      ...(row.validTo === undefined ? {} : { validTo: row.validTo }),
    })),
  )

async function importPack(
  { law, ledger, clock }: LawRoutesWorld,
  value: RulePack,
  principal: Principal,
): Promise<Result<{ pack: ListedPack }>> {
  const outcome = checkPack(value)
  if ('faults' in outcome) return fail(faultyPack(value.id, outcome.faults))
  const { pack } = outcome
  const imported = await administer(ledger, {
    ...{ by: principal, at: clock.now(), act: 'law.import', concerns: principal.member, subject: packName(pack) },
    details: { pack: pack.id, version: pack.version, hash: digestOf(pack) },
    write: (tx) => appendPack(tx, pack, principal.id),
  })
  const latest = (book: LawBook): PackVersion | undefined => book.versions.get(pack.id)?.[0]
  if (!imported.ok) {
    if (imported.problem.code !== 'ledger.rejected') return imported
    return fail(notLater(pack, latest(await law.renew())?.pack.version ?? ''))
  }
  const kept = latest(await law.renew())
  if (kept === undefined) throw new Error(`the rule pack ${pack.id} was imported and is not there`)
  return ok({ pack: listed(kept) })
}

function listed(version: PackVersion): ListedPack {
  const { pack } = version
  const rows = [...pack.rules, ...pack.clocks]
  const of = (verified: Verification): number => rows.filter(({ source }) => source.verified === verified).length
  return {
    ...{ id: pack.id, jurisdiction: pack.jurisdiction, title: pack.title, acts: pack.acts.map(({ title }) => title) },
    ...{ rules: pack.rules.length, clocks: pack.clocks.length },
    verified: Object.fromEntries(verifications.map((one) => [one, of(one)])) as ListedPack['verified'],
    ...listedVersion(version),
  }
}

const listedVersion = ({ pack: { version }, hash, createdAt, importedBy }: PackVersion) => ({
  version,
  hash,
  createdAt,
  ...(importedBy === undefined ? {} : { importedBy }),
})

const unknownPack = (id: string): Problem => ({
  code: 'agreements.rule-pack-unknown',
  status: 404,
  message: `there is no rule pack ${id}`,
  fix: 'GET /v1/law/packs lists the packs there are.',
  params: { pack: id },
})
