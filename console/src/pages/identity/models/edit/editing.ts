import { createContext, use } from 'react'
import type { Estimate, FieldParts, ModelFault } from '../../../../../../src/identity/drafts/schema.ts'
import { valueAt } from '../../../../parts/document.ts'
import type { DraftColumn, Model } from './draft.ts'

export interface Editing {
  readonly model: Model
  readonly change: (next: Model) => void
  readonly set: (pointer: string, value: unknown) => void
  /** What is wrong, as the server says. */
  readonly faults: readonly ModelFault[]
  /** What is only missing yet is told beside its field once saving was tried. */
  readonly tried: boolean
  readonly kinds: readonly FieldParts[]
  readonly columns: readonly DraftColumn[]
  /** Pairs of each rule, as far as they are counted. */
  readonly estimate: Estimate | undefined
}

export const EditingContext = createContext<Editing | undefined>(undefined)

export function useEditing(): Editing {
  const editing = use(EditingContext)
  if (editing === undefined) throw new Error('a field stands outside its form')
  return editing
}

/** What is told beside a place: of what is within it, only what no field of its own can show. */
export function useFault(pointer: string): string | undefined {
  const { faults, tried } = useEditing()
  const fault = faults.find((one) => one.pointer === pointer && (tried || one.code !== 'too-few'))
  if (fault === undefined) return undefined
  // Beside the field nobody needs to be told which place it is.
  return ofShape.includes(fault.code) ? `${fault.fix.replace(/\.$/, '')}.` : `${sentence(fault.message)}. ${fault.fix}`
}

/** Faults of how something is written, which are about one place only. */
const ofShape: readonly string[] = ['too-few', 'too-many', 'out-of-range', 'pattern']

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export function usePlace<T>(pointer: string) {
  const { model, set } = useEditing()
  return {
    value: valueAt(model, pointer) as T | undefined,
    set: (value: T | undefined) => set(pointer, value),
    error: useFault(pointer),
  }
}
