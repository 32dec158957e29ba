import type { RightsKind, RightsRequest } from '../../../../../src/compliance/rights/schema.ts'

/** What is typed, before it is a request. */
export interface TypedRequest {
  readonly kind: RightsKind | undefined
  readonly nationalId: string
  readonly by: RightsRequest['by']
  readonly representation: string
  readonly channel: RightsRequest['channel']
  /** Local time of the country, `YYYY-MM-DDTHH:MM`. */
  readonly receivedAt: string
  readonly elements: readonly string[]
  readonly purpose: string
  readonly reference: string
}

export type RequestFault = 'kind' | 'nationalId' | 'representation' | 'receivedAt'

export const namesElements = (kind: RightsKind | undefined): boolean => kind === 'rectification' || kind === 'erasure'
export const namesPurpose = (kind: RightsKind | undefined): boolean => kind === 'objection' || kind === 'restriction'

const numberPattern = /^[0-9A-Za-z/-]{1,40}$/
const representationPattern = /^rep-[0-9a-hjkmnp-tv-z]{26}$/

/** What is missing or cannot be right; `received` is the instant that was typed, undefined for what is none. */
export function faultsOf(typed: TypedRequest, received: string | undefined, now: number): readonly RequestFault[] {
  const { kind, nationalId, by, representation } = typed
  return [
    ...(kind === undefined ? (['kind'] as const) : []),
    ...(numberPattern.test(nationalId.trim()) ? [] : (['nationalId'] as const)),
    ...(by === 'subject' || representationPattern.test(representation.trim()) ? [] : (['representation'] as const)),
    ...(received !== undefined && Date.parse(received) <= now ? [] : (['receivedAt'] as const)),
  ]
}

/** Only what belongs to the kind is sent, whatever else was typed before it was chosen. */
export function requestOf(typed: TypedRequest, kind: RightsKind, receivedAt: string): RightsRequest {
  const { elements, purpose } = typed
  const reference = typed.reference.trim()
  return {
    ...{ nationalId: typed.nationalId.trim(), kind, by: typed.by, channel: typed.channel, receivedAt },
    ...(typed.by === 'representative' ? { representation: typed.representation.trim() } : {}),
    ...(namesElements(kind) && elements.length > 0 ? { elements: [...elements] } : {}),
    ...(namesPurpose(kind) && purpose !== '' ? { purpose } : {}),
    ...(reference === '' ? {} : { reference }),
  }
}
