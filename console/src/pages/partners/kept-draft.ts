import { useState } from 'react'
import { type Draft, emptyDraft } from './draft.ts'
import { jwkFault } from './draft-faults.ts'

const storageKey = 'kiungo.partner-draft'

/** What was typed survives a reload and a look elsewhere, in this tab only, until it is sent or the reader signs out. */
export function useKeptDraft(): readonly [Draft, (next: Draft) => void, () => void] {
  const [draft, setDraft] = useState(readKept)
  const keep = (next: Draft) => {
    setDraft(next)
    sessionStorage.setItem(storageKey, JSON.stringify(harmless(next)))
  }
  return [draft, keep, () => sessionStorage.removeItem(storageKey)]
}

/** A private key that was pasted by mistake is kept nowhere. */
const harmless = (draft: Draft): Draft => ({
  ...draft,
  clientKey: jwkFault(draft.clientKey) === undefined ? draft.clientKey : '',
  encryptionKey: jwkFault(draft.encryptionKey) === undefined ? draft.encryptionKey : '',
})

/** What another version of the console kept is taken only as far as it fits. */
function readKept(): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '{}')
    const fitting = Object.entries(kept as object).filter(
      ([name, value]) => name in emptyDraft && typeof value === typeof emptyDraft[name as keyof Draft],
    )
    return { ...emptyDraft, ...Object.fromEntries(fitting) }
  } catch {
    return emptyDraft
  }
}
