import type { SourceStatus } from './api/types.ts'

// What may stand after the question mark of each page's address. A hand-typed address is hostile until read here.
export type Raw = Readonly<Record<string, unknown>>

const textLimit = 200
const statuses: readonly SourceStatus[] = ['answered', 'no-record', 'refused', 'unavailable', 'invalid']
const windowChoices = [15, 60, 1440, 10_080] as const

/** A number in an address is read as the text it was typed as: an identifier may look like one. */
function text(raw: Raw, name: string): string | undefined {
  const value = raw[name]
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const trimmed = String(value).slice(0, textLimit)
  return trimmed === '' ? undefined : trimmed
}

function oneOf<T>(choices: readonly T[], value: unknown): T | undefined {
  return choices.find((choice) => choice === value)
}

function present<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

export const signInSearch = (raw: Raw) => {
  const back = text(raw, 'back')
  // Only an address of this console: `//host` would lead elsewhere.
  return present({ back: back !== undefined && /^\/(?![/\\])/.test(back) ? back : undefined })
}

export const countrySearch = (raw: Raw) =>
  present({
    window: oneOf(windowChoices, Number(raw.window)),
    view: oneOf(['map', 'table'] as const, raw.view),
    flow: text(raw, 'flow'),
    member: text(raw, 'member'),
  })

export const askSearch = (raw: Raw) => present({ purpose: text(raw, 'purpose') })

export const exchangesSearch = (raw: Raw) =>
  present({
    consumer: text(raw, 'consumer'),
    provider: text(raw, 'provider'),
    service: text(raw, 'service'),
    agreement: text(raw, 'agreement'),
    purpose: text(raw, 'purpose'),
    status: oneOf(statuses, raw.status),
    from: text(raw, 'from'),
    until: text(raw, 'until'),
    search: text(raw, 'search'),
  })

export const agreementSearch = (raw: Raw) =>
  present({
    state: oneOf(['in-force', 'not-in-force'] as const, raw.state),
    member: text(raw, 'member'),
    search: text(raw, 'search'),
  })

export const dictionarySearch = (raw: Raw) => present({ type: text(raw, 'type'), search: text(raw, 'search') })
