import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Element } from '../../../src/semantics/schema.ts'
import {
  agreementsQuery,
  codeListsQuery,
  elementsQuery,
  membersQuery,
  purposesQuery,
  systemsQuery,
} from '../api/queries.ts'
import { useSession } from '../session/session.ts'
import { useLocal } from './local.ts'

export interface Names {
  readonly member: (id: string) => string
  readonly system: (id: string) => string
  readonly service: (id: string) => string
  readonly purpose: (id: string) => string
  readonly agreement: (id: string) => string
  readonly element: (id: string) => string
  readonly code: (list: string, code: string) => string
  /** A sentence of the server with names in place of the ids of elements and services. */
  readonly within: (sentence: string) => string
  readonly elementOf: (id: string) => Element | undefined
}

/** Elements and services have a dot in their ids, which no word has. */
const dottedId = /[a-z][a-z-]*(?:\.[a-z0-9-]+)+/g

const byId = <T extends { readonly id: string }>(items: readonly T[] | undefined): ReadonlyMap<string, T> =>
  new Map(items?.map((item) => [item.id, item]))

/** Names in the reader's language for the ids that exchanges, agreements and answers carry; an unknown id stays as it is. */
export function useNames(): Names {
  const local = useLocal()
  const { data: members } = useQuery(membersQuery)
  const { data: systems } = useQuery(systemsQuery)
  const { may } = useSession()
  // Who may not read agreements sees their ids: asking would only be refused.
  const enabled = may('agreement.read')
  const { data: purposes } = useQuery({ ...purposesQuery, enabled })
  const { data: agreements } = useQuery({ ...agreementsQuery, enabled })
  const { data: elements } = useQuery(elementsQuery)
  const { data: codeLists } = useQuery(codeListsQuery)
  const maps = useMemo(
    () => ({
      members: byId(members),
      systems: byId(systems),
      services: byId(systems?.flatMap(({ services }) => services)),
      purposes: byId(purposes),
      agreements: byId(agreements?.map(({ agreement }) => agreement)),
      elements: byId(elements),
      codes: new Map(
        codeLists?.flatMap((list) => list.codes.map((code) => [`${list.id} ${code.code}`, code.label] as const)),
      ),
    }),
    [members, systems, purposes, agreements, elements, codeLists],
  )
  return {
    member: (id) => local(maps.members.get(id)?.name) || id,
    system: (id) => local(maps.systems.get(id)?.name) || id,
    service: (id) => local(maps.services.get(id)?.name) || id,
    purpose: (id) => local(maps.purposes.get(id)?.label) || id,
    agreement: (id) => local(maps.agreements.get(id)?.title) || id,
    element: (id) => local(maps.elements.get(id)?.label) || id,
    within: (sentence) =>
      sentence.replaceAll(dottedId, (id) => local(maps.elements.get(id)?.label ?? maps.services.get(id)?.name) || id),
    code: (list, code) => local(maps.codes.get(`${list} ${code}`)) || code,
    elementOf: (id) => maps.elements.get(id),
  }
}

/** Whose service it is. */
export function useProviderOf(): (service: string) => string | undefined {
  const { data: systems } = useQuery(systemsQuery)
  return (service) => systems?.flatMap(({ services }) => services).find(({ id }) => id === service)?.member
}
