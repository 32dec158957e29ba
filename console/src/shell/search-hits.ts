import { useQuery } from '@tanstack/react-query'
import type { LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { agreementsQuery, elementsQuery, systemsQuery } from '../api/queries.ts'
import { partnersQuery } from '../api/traffic.ts'
import { pages } from '../pages.ts'
import { useLocal } from '../parts/local.ts'
import { useSession } from '../session/session.ts'

export interface Hit {
  readonly key: string
  readonly kind: 'page' | 'agreement' | 'system' | 'partner' | 'element' | 'exchange' | 'delivery' | 'subscription'
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
  const { data: partners } = useQuery({ ...partnersQuery, enabled: may('partner.read') })
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
    ...(partners ?? []).map(
      (partner): Hit => ({
        key: `partner ${partner.id}`,
        kind: 'partner',
        name: partner.name,
        note: partner.id,
        go: { to: '/partners/$id', params: { id: partner.id } },
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
  const bounded = (['page', 'agreement', 'system', 'partner', 'element'] as const).flatMap((kind) =>
    fitting.filter((hit) => hit.kind === kind).slice(0, hitsOfAKind),
  )
  const number = text.trim()
  if (/^dl-\w{26}$/.test(number)) return [...bounded, numbered('delivery', number)]
  if (/^sub-\w{26}$/.test(number)) return [...bounded, numbered('subscription', number)]
  return looksLikeNumber(number) ? [...bounded, numbered('exchange', number)] : bounded

  function numbered(kind: 'delivery' | 'subscription' | 'exchange', number: string): Hit {
    const go = {
      delivery: { to: '/deliveries/$id', params: { id: number } },
      subscription: { to: '/subscriptions/$id', params: { id: number } },
      exchange: { to: '/exchanges', search: { search: number } },
    } as const
    return { key: `${kind} ${number}`, kind, name: t(`search.${kind}`, { number }), note: '', go: go[kind] }
  }
}
