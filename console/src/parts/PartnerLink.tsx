import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { partnersQuery } from '../api/traffic.ts'
import { useSession } from '../session/session.ts'

/** A client by the name of its partner, which it opens; by its id where no partner is registered or may be read. */
export function PartnerLink({ client }: { client: string }) {
  const { may } = useSession()
  const { data: partners } = useQuery({ ...partnersQuery, enabled: may('partner.read') })
  const partner = partners?.find((one) => one.client === client)
  if (partner === undefined) return <span className="k-code">{client}</span>
  return (
    <Link to="/partners/$id" params={{ id: partner.id }}>
      {partner.name}
    </Link>
  )
}
