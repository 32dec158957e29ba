import { fail, ok, type Result } from '../../../kernel/result.ts'
import { type SigningKey, thumbprint } from '../../../kernel/signature.ts'
import { cleanersFor } from '../../linkage/cleaning/cleaner.ts'
import { anyCountry } from '../../linkage/cleaning/country.ts'
import type { PlainRecord } from '../encoding/encoder.ts'
import { fileRefused, notTheParty, overlapRefused, setTooLarge, setTooSmall } from '../problems.ts'
import type { CheckedProject } from '../project.ts'
import type { RunBook } from '../zone/run.ts'
import { readMessage, writeMessage } from './messages.ts'
import { answer, ask, countOf, sizeOfRequest } from './psi.ts'

/** Elements of one side: two minutes of work for each step. */
export const overlapLimit = 200_000

export interface OwnSide {
  readonly checked: CheckedProject
  readonly key: SigningKey
  readonly records: readonly PlainRecord[]
}

/** What the asker keeps until the answer comes; for nobody else. */
export interface AskerState {
  readonly key: string
  readonly asked: string
  readonly count: number
}

/** First round, of the party that wants to know. */
export async function askOverlap(file: string, own: OwnSide): Promise<Result<AskerState>> {
  const side = sideOf(own)
  if (!side.ok) return side
  const { party, elements } = side.value
  const { key, request } = await ask(elements)
  const round = { step: 'ask', request: text(request) } as const
  const asked = writeMessage(file, { party, count: elements.length, round }, own)
  return ok({ key: text(key), asked, count: elements.length })
}

/** Second round, of the other party: counted as a run before anything is answered. */
export async function answerOverlap(
  files: { readonly question: string; readonly answer: string },
  own: OwnSide & { readonly book: Pick<RunBook, 'start'> },
): Promise<Result<{ readonly run: string; readonly theirs: number; readonly own: number }>> {
  const side = sideOf(own)
  if (!side.ok) return side
  const { party, elements } = side.value
  const question = await readMessage(files.question, 'ask', own.checked)
  if (!question.ok) return question
  const { round, digest, count } = question.value
  if (question.value.party === party) return fail(fileRefused('same-party', files.question))
  const request = bytes(round.request)
  const size = await sizeOfRequest(request)
  if (size === undefined || size !== count) return fail(overlapRefused('not-a-count', files.question))
  const { leastSet } = own.checked.project.limits
  // Who asks about one person asks whether this person is in our register.
  if (size < leastSet) return fail(setTooSmall(size, leastSet))
  if (size > overlapLimit) return fail(setTooLarge(size, overlapLimit))
  const started = await own.book.start({
    kind: 'overlap',
    inputs: [{ party: question.value.party, digest, count: size }],
  })
  if (!started.ok) return started
  const answered = await answer(request, elements)
  if (!answered.ok) return answered
  const { setup, response } = answered.value
  const reply = { step: 'answer', to: digest, setup: text(setup), response: text(response) } as const
  writeMessage(files.answer, { party, count: elements.length, round: reply }, own)
  return ok({ run: started.value.id, theirs: size, own: elements.length })
}

/** How many are in both: told, or only that they are few, or that all but a few are, as the project has it. */
export type OverlapResult = { readonly own: number; readonly theirs: number } & (
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'fewer-than' | 'all-but-fewer-than'; readonly than: number }
)

/** Third round, of the asker. */
export async function countOverlap(
  file: string,
  state: AskerState,
  checked: CheckedProject,
): Promise<Result<OverlapResult>> {
  const answered = await readMessage(file, 'answer', checked)
  if (!answered.ok) return answered
  const { round, count: theirs } = answered.value
  if (round.to !== state.asked) return fail(overlapRefused('other-question', file))
  const counted = await countOf(
    { key: bytes(state.key) },
    { setup: bytes(round.setup), response: bytes(round.response) },
  )
  if (!counted.ok) return counted
  const { smallestCount } = checked.project.limits
  return ok({ own: state.count, theirs, ...suppressed(counted.value, Math.min(state.count, theirs), smallestCount) })
}

/** A small count points at persons; so does a small rest of the smaller set. Nought and all are told. */
export function suppressed(count: number, most: number, smallest: number) {
  if (count > 0 && count < smallest) return { kind: 'fewer-than', than: smallest } as const
  const rest = most - count
  if (rest > 0 && rest < smallest) return { kind: 'all-but-fewer-than', than: smallest } as const
  return { kind: 'count', count } as const
}

/** The party that the key belongs to, and its different identifiers, each bound to the project. */
function sideOf({ checked, key, records }: OwnSide): Result<{ party: string; elements: string[] }> {
  const { project, digest } = checked
  if (project.overlap === undefined) return fail(overlapRefused('not-declared', project.id))
  const party = project.parties.find((one) => thumbprint(one.key) === key.kid)
  if (party === undefined) return fail(notTheParty)
  const { kind, from } = project.overlap
  const clean = cleanersFor({ ...anyCountry, rules: project.cleaning ?? {} })(kind)
  const values = records.flatMap((record) => clean(record[from] ?? null).exact ?? [])
  const elements = [...new Set(values)].map((value) => `${digest} ${value}`)
  const { leastSet } = project.limits
  if (elements.length < leastSet) return fail(setTooSmall(elements.length, leastSet))
  if (elements.length > overlapLimit) return fail(setTooLarge(elements.length, overlapLimit))
  return ok({ party: party.member, elements })
}

const text = (of: Uint8Array): string => Buffer.from(of).toString('base64url')
const bytes = (of: string): Uint8Array => new Uint8Array(Buffer.from(of, 'base64url'))
