import { useKept } from '../../../parts/kept.ts'
import type { Draft } from './draft.ts'

export const useKeptDraft = (key: string, initial: () => Draft) =>
  useKept({ storageKey: `kiungo.agreement-draft.${key}`, fits, initial })

const fits = ({ purposes, services, obligations, legalBasis, title }: Draft): boolean =>
  [purposes, services, obligations].every(Array.isArray) && typeof legalBasis === 'object' && typeof title === 'object'
