import { useLocalStorage } from '@mantine/hooks'
import { useEffect, useRef } from 'react'

/** By the place of a key, not by what it writes: a French keyboard writes "&" where 1 is. */
const digitOf = (code: string): number | undefined => {
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1]
  return digit === undefined ? undefined : Number(digit)
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|SELECT|TEXTAREA)$/.test(target.tagName))

/** Keys can be switched off (WCAG 2.2, 2.1.4): who speaks to the computer would set them off by a word. */
export const useKeysOn = () => useLocalStorage({ key: 'kiungo.review-keys', defaultValue: true })

/** Calls the nth action for the digit n, unless somebody types, a dialog is open, or keys are switched off. */
export function useDigits(on: boolean, actions: readonly (() => void)[]): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    if (!on) return
    const pressed = (event: KeyboardEvent) => {
      const digit = digitOf(event.code)
      const busy = event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey
      if (digit === undefined || busy || takesText(event.target)) return
      if (document.querySelector('[role="dialog"]') !== null) return
      latest.current[digit - 1]?.()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [on])
}
