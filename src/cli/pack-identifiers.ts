import { type PackCheck, type Report, unknown } from './pack-check.ts'
import { identifiersFile } from './pack-linkage.ts'

/** Whether the identifiers that are mapped are in the dictionary, and those who issue them are there. */
export function checkIdentifiers({ declared, meaning, known }: PackCheck, reportIn: (file: string) => Report): void {
  const report = reportIn(identifiersFile)
  const { identifiers, known: knownTo } = declared.linkage.identifiers
  const check = (list: string, i: number, element: string): void => {
    if (meaning.vocabulary.elements.has(element)) return
    report(`/${list}/${i}/element`, ...unknown('element', element, 'the dictionary'))
  }
  identifiers.forEach(({ element, system }, i) => {
    check('identifiers', i, element)
    if (!known.systems.has(system)) report(`/identifiers/${i}/system`, ...unknown('system', system, 'systems.yaml'))
  })
  for (const [i, { element }] of knownTo.entries()) check('known', i, element)
}
