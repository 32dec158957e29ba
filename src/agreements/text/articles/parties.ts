import type { Contact, Party } from '../../clauses/parties.ts'
import type { LegalBasis } from '../../schema.ts'
import { quoted } from '../document.ts'
import { definitions as defined } from '../messages/agreement.ts'
import { grounds, groups, roles } from '../messages/terms.ts'
import * as words from '../messages/use.ts'
import type { Writer } from '../writer.ts'
import { clause, type Drafting, type Unnumbered, when } from './draft.ts'

export const parties: Drafting = (agreement, writer) => ({
  heading: words.parties.heading,
  clauses: [
    clause('provider', writer.say(words.parties.provider, { member: writer.member(agreement.provider) })),
    clause('consumer', writer.say(words.parties.consumer, { member: writer.member(agreement.consumer) })),
    ...(agreement.parties ?? []).map((party, i) => partyClause(party, `parties/${i}`, writer)),
  ],
})

function partyClause(party: Party, ref: string, writer: Writer): Unnumbered {
  const { registration, signatory } = party
  const number = quoted(registration.number)
  const { validUntil: until } = registration
  const officer = contactOf(party.dataProtectionOfficer, writer)
  return {
    ref,
    text: writer.say(words.parties.party, { member: writer.member(party.member), role: writer.say(roles[party.role]) }),
    items: [
      until === undefined
        ? writer.say(words.parties.registration, { number })
        : writer.say(words.parties.registrationUntil, { number, until: writer.day(until) }),
      writer.say(words.parties.officer, { contact: officer }),
      ...when(party.steward, (steward) => writer.say(words.parties.steward, { contact: contactOf(steward, writer) })),
      writer.say(words.parties.signatory, {
        name: quoted(signatory.name),
        office: quoted(signatory.office),
        mandate: quoted(signatory.mandate),
      }),
      ...party.functions.map(({ act, section, text }) =>
        writer.say(words.parties.function, { act: quoted(act), section: quoted(section), text: writer.own(text) }),
      ),
    ],
  }
}

export const contactOf = ({ office, address }: Contact, writer: Writer): string =>
  writer.say(words.parties.contact, { office: quoted(office), address: quoted(address) })

export const definitions: Drafting = ({ provider, consumer }, writer) => ({
  heading: defined.heading,
  clauses: [
    {
      text: writer.say(defined.intro),
      items: [
        writer.say(defined.provider, { provider: writer.member(provider) }),
        writer.say(defined.consumer, { consumer: writer.member(consumer) }),
        ...[defined.data, defined.service, defined.gateway, defined.object].map((text) => writer.say(text)),
      ],
    },
  ],
})

export const purpose: Drafting = ({ purposes }, writer) => ({
  heading: words.purpose.heading,
  clauses: [
    ...purposes.map((id, i) => {
      const definition = writer.context.purposes.get(id)?.definition
      const named = { purpose: writer.purpose(id) }
      const text =
        definition === undefined
          ? writer.say(words.purpose.bare, named)
          : writer.say(words.purpose.purpose, { ...named, definition: writer.own(definition) })
      return clause(`purposes/${i}`, text)
    }),
    { text: writer.say(words.purpose.only) },
  ],
})

export const legalBasis: Drafting = ({ legalBasis: basis, partyBases = [] }, writer) => ({
  heading: words.legalBasis.heading,
  clauses: [
    clause(
      'legalBasis',
      writer.say(words.legalBasis.basis, basisParams(basis, writer)),
      sensitiveGround(basis, writer) ?? writer.say(words.legalBasis.noSensitive),
    ),
    ...partyBases.map((own, i) =>
      clause(
        `partyBases/${i}`,
        writer.say(words.legalBasis.party, {
          ...basisParams(own, writer),
          member: writer.member(own.member),
          purpose: writer.purpose(own.purpose),
        }),
        ...when(sensitiveGround(own, writer), (sentence) => sentence),
      ),
    ),
  ],
})

const basisParams = ({ ground, act, section }: LegalBasis, writer: Writer) => ({
  ground: writer.say(grounds[ground]),
  act: quoted(act),
  section: quoted(section),
})

const sensitiveGround = ({ sensitiveGround: ground }: LegalBasis, writer: Writer): string | undefined =>
  ground === undefined ? undefined : writer.say(words.legalBasis.sensitive, { ground: quoted(ground) })

export const subjects: Drafting = ({ subjects: clauseOf }, writer) => {
  if (clauseOf === undefined) return undefined
  const { categories, expected, initiatedBy } = clauseOf
  return {
    heading: words.subjects.heading,
    clauses: [
      clause(
        'subjects',
        writer.say(words.subjects.categories, {
          categories: writer.list(categories.map((id) => groupOf(id, writer))),
          expected,
        }),
        writer.say(words.subjects[initiatedBy]),
      ),
    ],
  }
}

/** In the reader's language where it is a usual one; an id that nobody named stands for itself. */
function groupOf(id: string, writer: Writer): string {
  const label = Object.hasOwn(groups, id) ? groups[id] : undefined
  return quoted(label === undefined ? id : `${writer.say(label)} (${id})`)
}
