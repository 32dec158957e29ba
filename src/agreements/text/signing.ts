import type { Signatory } from '../clauses/parties.ts'
import type { Agreement } from '../schema.ts'
import { type Fact, quoted, type SignatureBlock, type Signing } from './document.ts'
import { signing as words } from './messages/agreement.ts'
import type { Writer } from './writer.ts'

/** A block for each party that names who signs for it; provider and consumer sign in any case. */
export function signingOf(agreement: Agreement, writer: Writer): Signing {
  const { id, version, parties = [], provider, consumer } = agreement
  const unnamed = [provider, consumer].filter((member) => !parties.some((party) => party.member === member))
  const signers = [
    ...parties.map(({ member, signatory }) => ({ member, signatory })),
    ...unnamed.map((member) => ({ member, signatory: undefined })),
  ]
  return {
    heading: writer.say(words.heading),
    text: writer.say(words.text, { id: quoted(id), version, hash: writer.context.hash }),
    blocks: signers.map(({ member, signatory }) => blockOf(member, signatory, writer)),
  }
}

function blockOf(member: string, signatory: Signatory | undefined, writer: Writer): SignatureBlock {
  const line = (term: keyof typeof words, value: string): Fact => ({ term: writer.say(words[term]), value })
  const signature = writer.context.signatures.find((one) => one.member === member)
  const signed =
    signature === undefined
      ? [line('signature', ''), line('date', '')]
      : [
          line(
            'signed',
            writer.say(words.signedBy, {
              day: writer.day(signature.day),
              account: quoted(signature.account),
              kid: quoted(signature.kid),
            }),
          ),
        ]
  return {
    party: writer.member(member),
    lines: [
      ...(signatory === undefined ? [line('name', ''), line('office', '')] : signatoryLines(signatory, writer)),
      ...signed,
      line('hash', writer.context.hash),
    ],
  }
}

function signatoryLines({ account, name, office, mandate, mandateUntil }: Signatory, writer: Writer): readonly Fact[] {
  const until = mandateUntil === undefined ? undefined : writer.day(mandateUntil)
  return [
    { term: writer.say(words.name), value: quoted(name) },
    { term: writer.say(words.office), value: quoted(office) },
    {
      term: writer.say(words.mandate),
      value:
        until === undefined ? quoted(mandate) : writer.say(words.mandateUntil, { mandate: quoted(mandate), until }),
    },
    { term: writer.say(words.account), value: quoted(account) },
  ]
}
