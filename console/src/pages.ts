import {
  IconArrowsExchange,
  IconBooks,
  IconListSearch,
  IconMap2,
  IconScale,
  IconServer2,
  IconTags,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Permission } from '../../src/federation/schema.ts'

export type PageKey = 'country' | 'ask' | 'exchanges' | 'systems' | 'dictionary' | 'codeLists' | 'agreements'

export interface PageEntry {
  readonly key: PageKey
  readonly path: '/' | '/ask' | '/exchanges' | '/systems' | '/dictionary' | '/code-lists' | '/agreements'
  readonly permission: Permission
  readonly icon: TablerIcon
}

/** The console's table of contents, by the layers of interoperability. Navigation, search and guards read it. */
export const layers: readonly { readonly key: 'exchange' | 'meaning' | 'law'; readonly pages: readonly PageEntry[] }[] =
  [
    {
      key: 'exchange',
      pages: [
        { key: 'country', path: '/', permission: 'overview.read', icon: IconMap2 },
        { key: 'ask', path: '/ask', permission: 'question.ask', icon: IconListSearch },
        { key: 'exchanges', path: '/exchanges', permission: 'exchange.read', icon: IconArrowsExchange },
        { key: 'systems', path: '/systems', permission: 'system.read', icon: IconServer2 },
      ],
    },
    {
      key: 'meaning',
      pages: [
        { key: 'dictionary', path: '/dictionary', permission: 'dictionary.read', icon: IconBooks },
        { key: 'codeLists', path: '/code-lists', permission: 'dictionary.read', icon: IconTags },
      ],
    },
    { key: 'law', pages: [{ key: 'agreements', path: '/agreements', permission: 'agreement.read', icon: IconScale }] },
  ]

export const pages: readonly PageEntry[] = layers.flatMap((layer) => layer.pages)
