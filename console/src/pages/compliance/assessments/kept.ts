import { useKept } from '../../../parts/kept.ts'
import type { TypedContent } from './content.ts'

export const useKeptAssessment = (key: string, initial: () => TypedContent) =>
  useKept({ storageKey: `kiungo.assessment-draft.${key}`, fits, initial })

const fits = ({ risks, triggers, description }: TypedContent): boolean =>
  Array.isArray(risks) && typeof triggers === 'object' && typeof description === 'string'
