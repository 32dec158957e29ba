// Parts of a form say by `data-pointer` which place of the document they are about.

/** Leads the reader to the field that a pointer names, or to the nearest around it; what is folded away is opened. */
export function goTo(pointer: string): void {
  const around = nearest(pointer)
  const folded = around?.closest('details') ?? around?.querySelector<HTMLDetailsElement>(':scope > details')
  if (folded === null || folded === undefined || folded.open) {
    focus(pointer)
    return
  }
  // What is folded away may not be there yet: it comes with the next picture.
  folded.addEventListener('toggle', () => requestAnimationFrame(() => focus(pointer)), { once: true })
  folded.open = true
}

function focus(pointer: string): void {
  const found = nearest(pointer)
  if (found === undefined) return
  const inputs = 'input, select, textarea'
  const target = found.matches(inputs) ? found : found.querySelector<HTMLElement>(inputs)
  found.scrollIntoView({ block: 'center' })
  target?.focus({ preventScroll: true })
}

function nearest(pointer: string): HTMLElement | undefined {
  for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
    const found = document.querySelector<HTMLElement>(`[data-pointer="${CSS.escape(place)}"]`)
    if (found !== null) return found
  }
  return undefined
}

/** The place of the document that a part of the form is about. */
export const placeOf = (element: Element): string | undefined =>
  element.closest<HTMLElement>('[data-pointer]')?.dataset.pointer
