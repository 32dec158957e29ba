import type { AgreedField, ReleaseForm } from '../schema.ts'

/**
 * From the form that says most to the one that says least. A pseudonym says nothing of the value, only that two are the
 * same, to one consumer; a hash says that within one agreement.
 */
const order: readonly ReleaseForm[] = ['raw', 'band', 'count', 'yes-no', 'pseudonym', 'hash']

export const hides = (form: ReleaseForm): boolean => form === 'pseudonym' || form === 'hash'

/** Forms that say something of the value, the one that says most first. */
export const tellingForms = order.filter((form) => !hides(form))

export const isWider = (form: ReleaseForm, than: ReleaseForm): boolean => order.indexOf(form) < order.indexOf(than)

export const wider = (a: ReleaseForm, b: ReleaseForm): ReleaseForm => (isWider(b, a) ? b : a)

/** Where the values are cut in two: bands and thresholds of one value, taken together, make finer bands. */
export function edgesOf({ release, bandEdges = [], predicate }: AgreedField): readonly number[] {
  if (release === 'band') return bandEdges
  if (release !== 'yes-no' || predicate === undefined) return []
  switch (predicate.test) {
    case 'age-at-least':
      return [predicate.years]
    case 'at-least':
    case 'at-most':
      return typeof predicate.value === 'number' ? [predicate.value] : []
    default:
      return []
  }
}
