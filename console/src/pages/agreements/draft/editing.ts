import { createContext, use } from 'react'
import { useTranslation } from 'react-i18next'
import { valueAt } from '../../../parts/document.ts'
import type { Draft } from './draft.ts'

export interface Objection {
  readonly pointer: string
  /** Absent: the value is not of the form that the place has. */
  readonly message: string | undefined
}

export interface Editing {
  readonly draft: Draft
  readonly change: (next: Draft) => void
  readonly set: (pointer: string, value: unknown) => void
  /** Open places, once saving was tried. */
  readonly open: readonly string[]
  /** What the server objects to, at its place. */
  readonly objection: Objection | undefined
}

export const EditingContext = createContext<Editing | undefined>(undefined)

export function useEditing(): Editing {
  const editing = use(EditingContext)
  if (editing === undefined) throw new Error('a field stands outside its form')
  return editing
}

/** One place of the document: what stands there, what is wrong with it, and a way to change it. */
export function usePlace<T>(pointer: string) {
  const { t } = useTranslation()
  const { draft, set, open, objection } = useEditing()
  const objected = objection?.pointer === pointer ? (objection.message ?? t('drafting.notTaken')) : undefined
  return {
    value: valueAt(draft, pointer) as T | undefined,
    set: (value: T | undefined) => set(pointer, value),
    error: open.includes(pointer) ? t('drafting.needed') : objected,
  }
}
