import { matches } from '../agreements/analysis/pattern.ts'
import { type PackCheck, type Report, under, unknown } from './pack-check.ts'

/** Whether what purposes need, and what is told from combinations, is in the dictionary. */
export function checkNeeds({ declared, meaning }: PackCheck, report: Report): void {
  for (const [i, { needs = [] }] of declared.purposes.entries()) {
    for (const [j, { elements }] of needs.entries()) {
      checkPatterns(elements, meaning, under(`/purposes/${i}/needs/${j}/elements`, report))
    }
  }
}

export function checkCombination({ declared, meaning }: PackCheck, report: Report): void {
  const { keys, identifying, inferences } = declared.combination
  for (const [i, { elements }] of keys.entries()) checkPatterns(elements, meaning, under(`/keys/${i}/elements`, report))
  for (const [i, elements] of identifying.entries())
    checkPatterns(elements, meaning, under(`/identifying/${i}`, report))
  for (const [i, { from }] of inferences.entries()) {
    for (const [j, patterns] of from.entries()) {
      checkPatterns(patterns, meaning, under(`/inferences/${i}/from/${j}`, report))
    }
  }
}

function checkPatterns(patterns: readonly string[], { vocabulary }: PackCheck['meaning'], report: Report): void {
  const known = [...vocabulary.elements.keys()]
  patterns.forEach((pattern, i) => {
    if (!known.some((element) => matches(pattern, element))) {
      report(`/${i}`, ...unknown('element', pattern, 'the dictionary'))
    }
  })
}
