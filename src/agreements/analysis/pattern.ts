import Type, { type Static } from 'typebox'

/** An element, or with `.*` all whose ids begin so. */
export const ElementPattern = Type.String({
  pattern: '^[a-z]+(-[a-z]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)*(\\.\\*)?$',
  maxLength: 80,
})
export type ElementPattern = Static<typeof ElementPattern>

export const matches = (pattern: ElementPattern, element: string): boolean =>
  pattern.endsWith('.*') ? element.startsWith(pattern.slice(0, -1)) : pattern === element

/** Of several patterns that match, the one that says most of the element counts. */
export const specificity = (pattern: ElementPattern): number =>
  pattern.endsWith('.*') ? pattern.length : Number.MAX_SAFE_INTEGER
