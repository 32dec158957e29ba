import { odrl, world } from '../../standards/odrl/vocabulary.ts'
import type { ReleaseForm } from '../schema.ts'

/** Our names for what an agreement speaks of. They are URNs, as those of our problems: they name and lead nowhere. */
const names =
  (kind: string) =>
  (...parts: readonly (string | number)[]): string =>
    `urn:kiungo:${[kind, ...parts.map((part) => encodeURIComponent(part))].join(':')}`

export const agreementName = names('agreement')
export const memberName = names('member')
export const purposeName = names('purpose')
export const elementName = names('element')
export const serviceName = names('service')
/** An element as one service answers it. */
export const fieldName = names('field')
export const datasetName = names('dataset')
/** All that leaves under one version of an agreement. */
export const dataName = names('data')

/** The parts of a name of that kind; undefined for any other. */
export function partsOf(kind: string, name: string): readonly string[] | undefined {
  const [urn, kiungo, of, ...parts] = name.split(':')
  return urn === 'urn' && kiungo === 'kiungo' && of === kind && parts.length > 0
    ? parts.map(decodeURIComponent)
    : undefined
}

export const profile = 'urn:kiungo:odrl-profile'

/** Releasing a field in a form is an action of the profile; all of them are in `use`. */
const releaseAction = names('release')
export const actionOf = (form: ReleaseForm): string => releaseAction(form)
export const formOf = (action: string): string | undefined => partsOf('release', action)?.[0]

export const obligationAction = names('obligation')
export const commercialUse = world('commercialUse')
export const reidentify = world('reidentify')
export const link = world('link')
export const anonymise = odrl('anonymize')
export const giveBack = world('giveBack')

/** Left operands of the profile. */
export const askedBy = world('askedBy')
export const linkedWith = world('linkedWith')
/** What the dictionary says of an element: open, personal or sensitive. */
export const classification = world('classification')
export const classNamed = names('class')

export const periods = { perMinute: world('perMinute'), perDay: world('perDay'), perMonth: world('perMonth') } as const
export type Period = keyof typeof periods

/** What holds an agreement's own words, and the order of what RDF keeps in no order. */
export const dataset = world('dataset')
export const services = world('services')
export const fields = world('fields')
export const terms = world('terms')
export const element = world('element')
