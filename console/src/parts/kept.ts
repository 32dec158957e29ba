import { useState } from 'react'

export interface Keeping<T> {
  readonly storageKey: string
  /** What another version of the console kept in another shape is not taken. */
  readonly fits: (kept: T) => boolean
  readonly initial: () => T
}

export interface Kept<T> {
  readonly typed: T
  /** Whether what is shown was typed earlier. */
  readonly wasKept: boolean
  keep(next: T): void
  forget(): void
  startAnew(): void
}

/** What was typed outlives a closed tab and an ended session, on this device and for this account, until it is saved. */
export function useKept<T>({ storageKey, fits, initial }: Keeping<T>): Kept<T> {
  const [kept, setKept] = useState(() => readKept(storageKey, fits))
  const [typed, setTyped] = useState(() => kept ?? initial())
  return {
    typed,
    wasKept: kept !== undefined,
    keep: (next) => {
      setTyped(next)
      localStorage.setItem(storageKey, JSON.stringify(next))
    },
    forget: () => localStorage.removeItem(storageKey),
    startAnew: () => {
      localStorage.removeItem(storageKey)
      setKept(undefined)
      setTyped(initial())
    },
  }
}

function readKept<T>(storageKey: string, fits: (kept: T) => boolean): T | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? 'null') as T | null
    return kept !== null && fits(kept) ? kept : undefined
  } catch {
    return undefined
  }
}
