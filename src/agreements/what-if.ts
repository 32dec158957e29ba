import Type, { type Static } from 'typebox'
import { ElementId } from '../semantics/schema.ts'
import type { Party } from './clauses/parties.ts'
import { decide } from './rules/decide.ts'
import {
  type Agreement,
  type BindingVersion,
  type DecisionRequest,
  type Facts,
  Gate,
  type ReleaseForm,
} from './schema.ts'
import { limitsOf, type Moment, type UsageCounters } from './usage.ts'

const closed = { additionalProperties: false }
const Count = Type.Integer({ minimum: 0 })

/** What a draft would have made of exchanges that happened: counts, and a few that would have ended otherwise. */
export const WhatIf = Type.Object(
  {
    exchanges: Count,
    /** Refused before and under the draft; refused only under the draft; only before; released both times. */
    stayRefused: Count,
    newlyRefused: Count,
    newlyReleased: Count,
    stayReleased: Count,
    /** Why the draft would have refused. */
    refusals: Type.Array(Type.Object({ gate: Gate, code: Type.String(), count: Count }, closed)),
    /** Field by field, over the exchanges that released something before or would have. */
    fields: Type.Array(
      Type.Object({ element: ElementId, kept: Count, otherForm: Count, lost: Count, gained: Count }, closed),
    ),
    examples: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          change: Type.Enum(['newly-refused', 'newly-released', 'other-fields']),
          gate: Type.Optional(Gate),
          lost: Type.Array(ElementId),
          gained: Type.Array(ElementId),
        },
        closed,
      ),
      { maxItems: 20, description: 'the first that would have ended otherwise' },
    ),
  },
  closed,
)
export type WhatIf = Static<typeof WhatIf>

/** An exchange as it is remembered: the terms that it was decided on, and what left. */
export interface Remembered extends Moment {
  readonly id: string
  /** Wall clock of the country. */
  readonly time: string
  readonly request: DecisionRequest
  readonly refused: boolean
  readonly forms: Readonly<Record<string, ReleaseForm>>
}

export interface Trial {
  readonly version: BindingVersion
  readonly counters: UsageCounters
}

const examplesLimit = 20

/**
 * A draft as if it had been in force all the while: active, signed, without its dates, its review, its framework and the
 * waiting time of its assessment, which say whether it works and not what it allows.
 */
export function asIfInForce(draft: Agreement, hash: string): BindingVersion {
  const { impactAssessment: _, under: __, review: ___, ...allows } = draft
  const members = [draft.provider, draft.consumer] as const
  const by = { account: 'what-if', member: draft.consumer }
  const signed = { account: by.account, kid: 'what-if', jws: '', at: '0001-01-01T00:00:00.000Z', day: '0001-01-01' }
  return {
    agreement: {
      ...allows,
      validFrom: '0001-01-01',
      validUntil: '9999-12-31',
      parties: members.map((member, i) => partyOf(member, i === 0 ? 'provider' : 'consumer')),
    },
    hash,
    standing: { status: 'active', since: signed.at, by },
    signatures: members.map((member) => ({ ...signed, member })),
  }
}

const partyOf = (member: string, role: Party['role']): Party => ({
  member,
  role,
  registration: { number: 'what-if' },
  dataProtectionOfficer: { office: 'what-if', address: 'what-if' },
  signatory: { account: 'what-if', name: 'what-if', office: 'what-if', mandate: 'what-if' },
  functions: [],
})

type Tally = WhatIf & { readonly byField: Map<string, WhatIf['fields'][number]> }

/** Adds exchanges in the order of time, so that the draft's volume is used up as it would have been. */
export function createWhatIf({ version, counters }: Trial) {
  const { id: agreementId } = version.agreement
  const limits = limitsOf(version.agreement)
  const tally: Tally = {
    ...{ exchanges: 0, stayRefused: 0, newlyRefused: 0, newlyReleased: 0, stayReleased: 0 },
    ...{ refusals: [], fields: [], examples: [], byField: new Map() },
  }
  return {
    /** `facts` are those of the exchange, but for the draft: it is put in the place of the version that applies. */
    add(remembered: Remembered, facts: Facts): void {
      const others = facts.agreements.filter(({ agreement }) => agreement.id !== agreementId)
      const usage = counters.usageOf(agreementId, remembered, remembered.request.user)
      const asked = { ...remembered.request, agreement: agreementId }
      const decision = decide(asked, { ...facts, agreements: [...others, { ...version, usage }] }, remembered.day)
      const { user } = remembered.request
      const { at, day } = remembered
      if (decision.outcome !== 'deny') counters.reserve({ agreementId, limits, at, day, ...(user && { user }) })
      const after = Object.fromEntries(decision.fields.map(({ element, release }) => [element, release]))
      count(tally, remembered, { refusedAt: decision.refusedAt, after })
      const refusal = decision.gates.find(({ result }) => result === 'refuse')
      if (refusal !== undefined) countRefusal(tally, refusal.gate, refusal.reason.code)
    },
    result(): WhatIf {
      const { byField, ...result } = tally
      const fields = [...byField.values()].sort((a, b) => (a.element < b.element ? -1 : 1))
      return { ...result, refusals: result.refusals.toSorted((a, b) => b.count - a.count), fields }
    },
  }
}

interface After {
  readonly refusedAt: Gate | undefined
  readonly after: Readonly<Record<string, ReleaseForm>>
}

function count(tally: Tally, remembered: Remembered, { refusedAt, after }: After): void {
  const { id, refused, forms: before } = remembered
  const refusedNow = refusedAt !== undefined
  tally.exchanges += 1
  if (refused && refusedNow) tally.stayRefused += 1
  else if (refused) tally.newlyReleased += 1
  else if (refusedNow) tally.newlyRefused += 1
  else tally.stayReleased += 1
  // An exchange that was permitted and found no system that answered released nothing to compare with.
  if (!refused && Object.keys(before).length === 0) return
  const lost = Object.keys(before).filter((element) => after[element] === undefined)
  const gained = Object.keys(after).filter((element) => before[element] === undefined)
  for (const element of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const field = tally.byField.get(element) ?? { element, kept: 0, otherForm: 0, lost: 0, gained: 0 }
    if (before[element] === undefined) field.gained += 1
    else if (after[element] === undefined) field.lost += 1
    else if (before[element] === after[element]) field.kept += 1
    else field.otherForm += 1
    tally.byField.set(element, field)
  }
  const change = changeOf(refused, refusedNow)
  if (tally.examples.length >= examplesLimit || (change === 'other-fields' && lost.length + gained.length === 0)) return
  if (refused && refusedNow) return
  tally.examples.push({ id, change, lost, gained, ...(refusedAt === undefined ? {} : { gate: refusedAt }) })
}

function changeOf(before: boolean, now: boolean): WhatIf['examples'][number]['change'] {
  if (before === now) return 'other-fields'
  return now ? 'newly-refused' : 'newly-released'
}

function countRefusal(tally: Tally, gate: Gate, code: string): void {
  const known = tally.refusals.find((one) => one.gate === gate && one.code === code)
  if (known === undefined) tally.refusals.push({ gate, code, count: 1 })
  else known.count += 1
}
