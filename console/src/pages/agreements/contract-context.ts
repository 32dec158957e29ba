import { useQuery } from '@tanstack/react-query'
import type { ContractContext } from '../../../../src/agreements/text/writer.ts'
import { elementsQuery, membersQuery, purposesQuery, systemsQuery } from '../../api/queries.ts'

const noSignatures: ContractContext['signatures'] = []

/** Names for the text, from the country's data; until they are there, ids stand for themselves. */
export function useContractNames(): Pick<
  ContractContext,
  'members' | 'services' | 'elements' | 'purposes' | 'signatures'
> {
  const { data: members = [] } = useQuery(membersQuery)
  const { data: systems = [] } = useQuery(systemsQuery)
  const { data: elements = [] } = useQuery(elementsQuery)
  const { data: purposes = [] } = useQuery(purposesQuery)
  return {
    signatures: noSignatures,
    members: new Map(members.map(({ id, name }) => [id, name])),
    services: new Map(systems.flatMap(({ services }) => services.map(({ id, name }) => [id, name] as const))),
    elements: new Map(elements.map((element) => [element.id, element])),
    purposes: new Map(purposes.map((purpose) => [purpose.id, purpose])),
  }
}
