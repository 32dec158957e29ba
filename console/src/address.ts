import { useParams, useRouter, useSearch } from '@tanstack/react-router'
import type { Raw } from './search.ts'

type Choices = Readonly<Record<string, string | number | undefined>>

/** What the page's address chooses, read by the page's own reader, and a way to change the address. */
export function useAddress<T extends Choices>(read: (raw: Raw) => T): readonly [T, (next: Choices) => void] {
  const chosen = read(useSearch({ strict: false }) as Raw)
  const router = useRouter()
  // A change of filter is not a place to go back to, and does not move the page.
  const choose = (next: Choices) =>
    void router.navigate({ to: '.', search: next as never, replace: true, resetScroll: false })
  return [chosen, choose]
}

/** The id in `/exchanges/<id>` and its like. */
export function useIdInPath(): string {
  const { id } = useParams({ strict: false }) as { readonly id?: string }
  return id ?? ''
}

export const parseSearch = (text: string): Raw => Object.fromEntries(new URLSearchParams(text))

/** Plain `name=value` pairs, so that an address can be read and typed by a person. */
export function stringifySearch(choices: Raw): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(choices)) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  return query.size === 0 ? '' : `?${query}`
}
