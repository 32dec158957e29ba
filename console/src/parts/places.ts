// Parts of a form say by `data-pointer` which place of the document they are about.

/** Leads the reader to the field that a pointer names, or to the nearest around it; what is folded away is opened. */
export function goTo(pointer: string): void {
  const found = nearest(pointer)
  if (found === undefined) return
  for (
    let folded = found.closest('details');
    folded !== null;
    folded = folded.parentElement?.closest('details') ?? null
  ) {
    folded.open = true
  }
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
