import type { Contract } from '../../../../src/agreements/text/document.ts'

/** Number of the first clause that says what stands at the place: the nearest around it, or else the first within it. */
export function clauseAt(
  { articles, annexes }: Pick<Contract, 'articles' | 'annexes'>,
  place: string,
): string | undefined {
  const clauses = [...articles, ...annexes].flatMap((article) => article.clauses)
  const around = clauses
    .filter(({ ref }) => ref !== undefined && `${place}/`.startsWith(`/${ref}/`))
    .toSorted((a, b) => (b.ref?.length ?? 0) - (a.ref?.length ?? 0))
  return (around[0] ?? clauses.find(({ ref }) => ref !== undefined && `/${ref}/`.startsWith(`${place}/`)))?.number
}
