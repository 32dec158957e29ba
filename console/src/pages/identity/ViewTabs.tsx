import { Link } from '@tanstack/react-router'

interface ViewTabsProps {
  readonly label: string
  readonly chosen: string | undefined
  readonly views: readonly { readonly view: string | undefined; readonly label: string }[]
}

/** Parts of a page, each with an address of its own. */
export function ViewTabs({ label, chosen, views }: ViewTabsProps) {
  return (
    <nav className="k-tabs" aria-label={label}>
      {views.map(({ view, label: name }) => (
        <Link
          key={view ?? ''}
          to="/identity/duplicates"
          search={(view === undefined ? {} : { view }) as never}
          // The router marks a link as current whose search is part of the address's: no search is part of any.
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={view === chosen ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
