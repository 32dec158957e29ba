/** `2026-11-25T14:30` on the clocks of a zone, as an instant; undefined for what is no such time. */
export function instantIn(timeZone: string, local: string): string | undefined {
  const wanted = Date.parse(`${local}Z`)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local) || Number.isNaN(wanted)) return undefined
  // The offset depends on the instant that is sought: the second look is at the right side of a change of clocks.
  const first = wanted - offsetAt(timeZone, wanted)
  return new Date(wanted - offsetAt(timeZone, first)).toISOString()
}

/** An instant as those clocks show it, in the form that a date-and-time field takes. */
export function localIn(timeZone: string, iso: string): string {
  const at = Date.parse(iso)
  return new Date(at + offsetAt(timeZone, at)).toISOString().slice(0, 16)
}

function offsetAt(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const whole = Math.floor(at / 1_000) * 1_000
  return Date.parse(`${format.format(whole).replace(' ', 'T')}Z`) - whole
}
