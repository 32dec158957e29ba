import { Link } from '@tanstack/react-router'

/** What orders deliveries: a subscription, which has a page, or a webhook of the consent interface, which has none. */
export function SubscriptionLink({ id }: { id: string }) {
  if (id.startsWith('whk-')) return <span className="k-code">{id}</span>
  return (
    <Link to="/subscriptions/$id" params={{ id }} className="k-code">
      {id}
    </Link>
  )
}
