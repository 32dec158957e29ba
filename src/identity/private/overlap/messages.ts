import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { digestOf } from '../../../kernel/digest.ts'
import { Id } from '../../../kernel/nouns.ts'
import { fail, ok, type Result } from '../../../kernel/result.ts'
import { type SigningKey, thumbprint } from '../../../kernel/signature.ts'
import { signDetached, verifyDetached } from '../../../standards/detached-jws.ts'
import { openLines } from '../files/write.ts'
import { fileRefused, overlapRefused } from '../problems.ts'
import type { CheckedProject } from '../project.ts'

const closed = { additionalProperties: false }
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 })
/** In bytes; a set of the largest size has less in each of its parts. */
const fileLimit = 64 * 1024 * 1024
const Bytes = Type.String({ pattern: '^[A-Za-z0-9_-]*$', maxLength: fileLimit })

const Round = Type.Union([
  Type.Object({ step: Type.Literal('ask'), request: Bytes }, closed),
  /** `to`: digest of the message that it answers. */
  Type.Object({ step: Type.Literal('answer'), to: Digest, setup: Bytes, response: Bytes }, closed),
])
type Round = Static<typeof Round>

const OverlapMessage = Type.Object(
  {
    format: Type.Literal('kiungo-private-overlap/1'),
    project: Digest,
    party: Id,
    /** Persons of the party that it is about. */
    count: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    round: Round,
    signature: Type.String({ minLength: 1, maxLength: 1000 }),
  },
  closed,
)
type OverlapMessage = Static<typeof OverlapMessage>

/** A message whose project and signature were verified. */
export type Verified<Step extends Round['step']> = Omit<OverlapMessage, 'round' | 'signature'> & {
  readonly round: Extract<Round, { step: Step }>
  readonly digest: string
}

type Unsigned = Pick<OverlapMessage, 'party' | 'count' | 'round'>

/** Writes a message; answers its digest. */
export function writeMessage(
  file: string,
  message: Unsigned,
  by: { checked: CheckedProject; key: SigningKey },
): string {
  const content = { format: 'kiungo-private-overlap/1' as const, project: by.checked.digest, ...message }
  const digest = digestOf(content)
  const lines = openLines(file)
  lines.line({ ...content, signature: signDetached({ digest }, by.key) })
  lines.close()
  return digest
}

export async function readMessage<Step extends Round['step']>(
  file: string,
  step: Step,
  { project, digest: own }: CheckedProject,
): Promise<Result<Verified<Step>>> {
  const text = await readBounded(file)
  if (text === undefined) return fail(fileRefused('unreadable', file))
  const value = parsed(text)
  if (!Check(OverlapMessage, value) || value.round.step !== step) return fail(overlapRefused('not-a-message', file))
  if (value.project !== own) return fail(fileRefused('other-project', file))
  const party = project.parties.find(({ member }) => member === value.party)
  if (party === undefined) return fail(fileRefused('not-a-party', file))
  const { signature, ...content } = value
  const digest = digestOf(content)
  const key = { ...party.key, kid: thumbprint(party.key) }
  if (!verifyDetached({ digest }, signature, key)) return fail(fileRefused('not-signed', file))
  return ok({ ...content, digest } as Verified<Step>)
}

async function readBounded(file: string): Promise<string | undefined> {
  try {
    return statSync(file).size > fileLimit ? undefined : await readFile(file, 'utf8')
  } catch {
    return undefined
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
