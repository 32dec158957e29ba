/** The surest first. */
export const levelsDown = ['high', 'substantial', 'low'] as const
export type Level = (typeof levelsDown)[number]

/** What a level can rest on. */
export const bases = ['issued', 'civil-registry', 'same-number', 'declared', 'steward', 'model'] as const

export interface FoundIdentifier {
  readonly element: string
  readonly value: unknown
  readonly system: string
  readonly type: string
  readonly level?: Level
  readonly basis: string
  /** Of the model, in bits. */
  readonly weight?: number
  readonly since: string
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** What an agreement keeps back is missing in the answer, and stays empty here. */
export function identifiersIn(records: readonly Fields[]): FoundIdentifier[] {
  return records.flatMap((record) => {
    const within = record['identity.identifiers']
    return Array.isArray(within) ? within.filter(isFields).flatMap(identifierOf) : []
  })
}

function identifierOf(fields: Fields): FoundIdentifier[] {
  const number = Object.entries(fields).find(([element]) => !element.startsWith('identity.'))
  if (number === undefined) return []
  const [element, value] = number
  const text = (name: string): string => String(fields[`identity.${name}`] ?? '')
  const level = levelsDown.find((one) => one === text('assurance'))
  const weight = text('weight')
  return [
    {
      ...{ element, value, system: text('system'), type: text('type'), basis: text('basis'), since: text('since') },
      ...(level === undefined ? {} : { level }),
      ...(weight === '' ? {} : { weight: Number(weight) }),
    },
  ]
}
