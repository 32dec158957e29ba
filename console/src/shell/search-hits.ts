import { useQuery } from '@tanstack/react-query'
import type { LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { agreementsQuery, elementsQuery, systemsQuery } from '../api/queries.ts'
import { pages } from '../pages.ts'
import { useLocal } from '../parts/local.ts'
import { useSession } from '../session/session.ts'

export interface Hit {
  readonly key: string
  readonly kind: 'page' | 'agreement' | 'system' | 'element' | 'exchange'
  readonly name: string
  readonly note: string
  readonly go: Pick<LinkProps, 'to' | 'params' | 'search' | 'hash'>
}

const hitsOfAKind = 6

/** Without accents and case, so that "menage" finds "ménage". */
export const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const looksLikeNumber = (text: string): boolean => /^[\w:./-]{8,}$/.test(text) && /\d/.test(text)

export function useSearchHits(text: string): readonly Hit[] {
  const { t } = useTranslation()
  const local = useLocal()
  const { may } = useSession()
  const { data: agreements } = useQuery(agreementsQuery)
  const { data: systems } = useQuery(systemsQuery)
  const { data: elements } = useQuery(elementsQuery)
  const wanted = plain(text.trim())
  const hits: Hit[] = [
    ...pages
      .filter(({ permission }) => may(permission))
      .map(
        ({ key, path }): Hit => ({
          key: `page ${key}`,
          kind: 'page',
          name: t(`pages.${key}`),
          note: '',
          go: { to: path },
        }),
      ),
    ...(agreements ?? []).map(
      ({ agreement }): Hit => ({
        key: `agreement ${agreement.id}`,
        kind: 'agreement',
        name: local(agreement.title),
        note: agreement.id,
        go: { to: '/agreements/$id', params: { id: agreement.id } },
      }),
    ),
    ...(systems ?? []).map(
      (system): Hit => ({
        key: `system ${system.id}`,
        kind: 'system',
        name: local(system.name),
        note: system.id,
        go: { to: '/systems', hash: system.id },
      }),
    ),
    ...(elements ?? []).map(
      (element): Hit => ({
        key: `element ${element.id}`,
        kind: 'element',
        name: local(element.label),
        note: element.id,
        go: { to: '/dictionary/$id', params: { id: element.id } },
      }),
    ),
  ]
  const fitting = hits.filter(({ kind, name, note }) =>
    wanted === '' ? kind === 'page' : plain(`${name} ${note}`).includes(wanted),
  )
  const bounded = (['page', 'agreement', 'system', 'element'] as const).flatMap((kind) =>
    fitting.filter((hit) => hit.kind === kind).slice(0, hitsOfAKind),
  )
  if (!looksLikeNumber(text.trim())) return bounded
  const number = text.trim()
  return [
    ...bounded,
    {
      key: `exchange ${number}`,
      kind: 'exchange',
      name: t('search.exchange', { number }),
      note: '',
      go: { to: '/exchanges', search: { search: number } },
    },
  ]
}
