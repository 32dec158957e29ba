const known = {
  discovery: true,
  envelope: true,
  search: true,
  semantics: true,
  pages: true,
  extras: true,
  async: true,
  subscriptions: true,
  errors: true,
  security: true,
} as const

const isKnown = (group: string): group is keyof typeof known => Object.hasOwn(known, group)

/** Locale key of a group's name; a group that this console does not know is "other". */
export function groupKey(group: string): `checkGroups.${keyof typeof known | 'other'}` {
  return `checkGroups.${isKnown(group) ? group : 'other'}`
}
