import { Link } from '@tanstack/react-router'
import { useNames } from '../../parts/names.ts'

export function AgreementLink({ id }: { id: string }) {
  const names = useNames()
  return (
    <Link to="/agreements/$id" params={{ id }}>
      {names.agreement(id)}
    </Link>
  )
}
