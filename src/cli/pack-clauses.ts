import Type, { type Static } from 'typebox'
import { Contact, Party, Signatory } from '../agreements/clauses/parties.ts'
import { AgreementStatus } from '../agreements/lifecycle/schema.ts'
import type { Member } from '../federation/schema.ts'
import { Day, Id, LocalText } from '../kernel/nouns.ts'

const closed = { additionalProperties: false }

/** What an agreement says of a member, whoever it is concluded with. */
export const PartiesFile = Type.Object(
  {
    parties: Type.Record(
      Id,
      Type.Object(
        {
          registeredUntil: Day,
          dataProtectionOfficer: Contact,
          signatory: Signatory,
          functions: Party.properties.functions,
        },
        closed,
      ),
    ),
  },
  closed,
)
export type Parties = Static<typeof PartiesFile>['parties']

/** A set of clauses that agreements have in common, by the name of the clause. */
export const ClauseSet = Type.Record(Type.String({ maxLength: 80 }), Type.Unknown())
export type ClauseSets = ReadonlyMap<string, Static<typeof ClauseSet>>

/**
 * An agreement as a pack writes it: its own clauses, and the sets that give the others. How it stands is written beside
 * them and is no part of what is signed. The whole is checked when it is complete.
 */
export const AgreementFile = Type.Object(
  {
    id: Id,
    title: LocalText,
    provider: Id,
    consumer: Id,
    status: AgreementStatus,
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    signedBy: Type.Optional(Type.Array(Id, { maxItems: 2 })),
    clauses: Type.Optional(Type.Array(Id, { maxItems: 10 })),
  },
  { additionalProperties: true },
)
export type AgreementFile = Static<typeof AgreementFile>

export interface ClauseLibrary {
  readonly members: ReadonlyMap<string, Member>
  readonly parties: Parties
  readonly sets: ClauseSets
}

type Fault = (pointer: string, message: string) => void

/** The whole document: a later set stands before an earlier one, and what the file says itself before all. */
export function completeAgreement(file: AgreementFile, library: ClauseLibrary, fault: Fault): unknown {
  const { status: _, reason: __, signedBy: ___, clauses = [], ...own } = file
  const given = clauses.map((name, i) => {
    const set = library.sets.get(name)
    if (set === undefined) fault(`/clauses/${i}`, `there is no clauses/${name}.yaml`)
    return set ?? {}
  })
  const bothKnown = library.parties[file.provider] && library.parties[file.consumer]
  const parties = bothKnown ? { parties: ['{provider.party}', '{consumer.party}'] } : {}
  const known = namesOf(file, library)
  const whole: object = Object.assign(parties, ...given, own)
  return filled(whole, (name) => {
    const value = known.get(name)
    if (value === undefined) fault('', `{${name}} stands for nothing`)
    return value
  })
}

/** What `{name}` stands for in a clause: the id, the title, the parties and what is said of them. */
function namesOf({ id, title, provider, consumer }: AgreementFile, library: ClauseLibrary): Map<string, unknown> {
  const sides = Object.entries({ provider, consumer }).flatMap(([role, member]) => {
    const party = partyOf(member, role as Party['role'], library)
    const entries = [[role, member], ...Object.entries(party ?? {}).map(([name, value]) => [`${role}.${name}`, value])]
    return [...entries, [`${role}.party`, party]] as [string, unknown][]
  })
  return new Map<string, unknown>([['id', id], ['title', title], ...sides])
}

function partyOf(member: string, role: Party['role'], { members, parties }: ClauseLibrary): Party | undefined {
  const said = parties[member]
  if (said === undefined) return undefined
  const { registeredUntil: validUntil, ...others } = said
  return { member, role, registration: { number: members.get(member)?.registration ?? '', validUntil }, ...others }
}

const reference = /\{([a-zA-Z.]+)\}/g

/** A text that is nothing but a reference becomes the value; within a text the value is written. */
function filled(value: unknown, named: (name: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, named))
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filled(member, named)]))
  }
  if (typeof value !== 'string') return value
  const whole = /^\{([a-zA-Z.]+)\}$/.exec(value)?.[1]
  return whole === undefined ? value.replace(reference, (_, name) => String(named(name))) : named(whole)
}
