import {
  IconAdjustments,
  IconAlarm,
  IconArrowsExchange,
  IconBellRinging,
  IconBooks,
  IconBuildingCommunity,
  IconCirclesRelation,
  IconClipboardCheck,
  IconFileDescription,
  IconHourglass,
  IconListSearch,
  IconMap2,
  IconPencilCheck,
  IconPlaneDeparture,
  IconScale,
  IconSend,
  IconServer2,
  IconShieldHalf,
  IconShieldX,
  IconSpeakerphone,
  IconTags,
  IconTopologyRing,
  IconUserSearch,
  IconUserShield,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Permission } from '../../src/federation/schema.ts'

export type PageKey =
  | 'country'
  | 'ask'
  | 'exchanges'
  | 'deliveries'
  | 'subscriptions'
  | 'systems'
  | 'partners'
  | 'conformance'
  | 'dictionary'
  | 'codeLists'
  | 'agreements'
  | IdentityPage
  | DutyPage

type IdentityPage = 'duplicates' | 'candidates' | 'runs' | 'models' | 'overlap'
type DutyPage =
  | 'clocks'
  | 'rights'
  | 'breaches'
  | 'corrections'
  | 'assessments'
  | 'register'
  | 'retention'
  | 'notices'
  | 'transfers'

export interface PageEntry {
  readonly key: PageKey
  readonly path:
    | '/'
    | '/code-lists'
    | `/${Exclude<PageKey, 'country' | 'codeLists' | IdentityPage | DutyPage>}`
    | `/identity/${IdentityPage}`
    | `/compliance/${DutyPage}`
  readonly permission: Permission
  readonly icon: TablerIcon
}

/** The console's table of contents, by the layers of interoperability. Navigation, search and guards read it. */
export const layers: readonly {
  readonly key: 'exchange' | 'meaning' | 'law' | 'identity' | 'compliance'
  readonly pages: readonly PageEntry[]
}[] = [
  {
    key: 'exchange',
    pages: [
      { key: 'country', path: '/', permission: 'overview.read', icon: IconMap2 },
      { key: 'ask', path: '/ask', permission: 'question.ask', icon: IconListSearch },
      { key: 'exchanges', path: '/exchanges', permission: 'exchange.read', icon: IconArrowsExchange },
      { key: 'deliveries', path: '/deliveries', permission: 'delivery.read', icon: IconSend },
      { key: 'subscriptions', path: '/subscriptions', permission: 'subscription.read', icon: IconBellRinging },
      { key: 'systems', path: '/systems', permission: 'system.read', icon: IconServer2 },
      { key: 'partners', path: '/partners', permission: 'partner.read', icon: IconBuildingCommunity },
      { key: 'conformance', path: '/conformance', permission: 'conformance.read', icon: IconClipboardCheck },
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
  {
    key: 'identity',
    pages: [
      { key: 'duplicates', path: '/identity/duplicates', permission: 'identity.read', icon: IconUsers },
      { key: 'candidates', path: '/identity/candidates', permission: 'identity.match', icon: IconUserSearch },
      { key: 'runs', path: '/identity/runs', permission: 'identity.read', icon: IconTopologyRing },
      { key: 'models', path: '/identity/models', permission: 'identity.read', icon: IconAdjustments },
      { key: 'overlap', path: '/identity/overlap', permission: 'identity.read', icon: IconCirclesRelation },
    ],
  },
  {
    key: 'compliance',
    pages: [
      { key: 'clocks', path: '/compliance/clocks', permission: 'agreement.read', icon: IconAlarm },
      { key: 'rights', path: '/compliance/rights', permission: 'rights.read', icon: IconUserShield },
      { key: 'breaches', path: '/compliance/breaches', permission: 'breach.read', icon: IconShieldX },
      { key: 'corrections', path: '/compliance/corrections', permission: 'correction.receive', icon: IconPencilCheck },
      { key: 'assessments', path: '/compliance/assessments', permission: 'agreement.read', icon: IconShieldHalf },
      { key: 'register', path: '/compliance/register', permission: 'agreement.read', icon: IconFileDescription },
      { key: 'retention', path: '/compliance/retention', permission: 'agreement.read', icon: IconHourglass },
      { key: 'notices', path: '/compliance/notices', permission: 'agreement.read', icon: IconSpeakerphone },
      { key: 'transfers', path: '/compliance/transfers', permission: 'agreement.read', icon: IconPlaneDeparture },
    ],
  },
]

export const pages: readonly PageEntry[] = layers.flatMap((layer) => layer.pages)
