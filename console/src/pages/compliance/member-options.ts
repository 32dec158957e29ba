import { useQuery } from '@tanstack/react-query'
import { membersQuery } from '../../api/queries.ts'
import { useLocal } from '../../parts/local.ts'

/** The agencies, for a list to choose from. */
export function useMemberOptions(): { value: string; label: string }[] {
  const local = useLocal()
  const { data: members = [] } = useQuery(membersQuery)
  return members.map(({ id, name }) => ({ value: id, label: local(name) }))
}
