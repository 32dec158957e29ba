import { CloseButton, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Flow, Overview } from '../../../../src/exchange/schema.ts'
import type { Member } from '../../../../src/federation/schema.ts'
import type { ListedSystem } from '../../api/types.ts'
import { ExchangeLink } from '../../parts/ExchangeLink.tsx'
import { useFormat } from '../../parts/format.ts'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { HealthMark } from '../../parts/StatusMark.tsx'
import { type Connection, windowStart } from './flows.ts'

function Aside({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  const panel = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen on the map is where reading goes on.
  useEffect(() => panel.current?.focus({ preventScroll: true }), [title])
  return (
    <aside className="k-panel k-aside" aria-label={title} tabIndex={-1} ref={panel}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb="sm">
        <Title order={2} className="k-wrap">
          {title}
        </Title>
        <CloseButton aria-label={t('shell.close')} onClick={onClose} />
      </Group>
      {children}
    </aside>
  )
}

interface ConnectionPanelProps {
  readonly connection: Connection
  readonly overview: Overview
  readonly onClose: () => void
}

/** One arrow of the map: what is asked, under which agreement, how much, how fast, what is refused. */
export function ConnectionPanel({ connection, overview, onClose }: ConnectionPanelProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { consumer, provider, flows } = connection
  const title = t('country.asks', { consumer: names.member(consumer), provider: names.member(provider) })
  return (
    <Aside title={title} onClose={onClose}>
      <Stack gap="lg">
        {flows.map((flow) => (
          <FlowFacts key={`${flow.service} ${flow.agreement ?? ''}`} flow={flow} from={windowStart(overview)} />
        ))}
      </Stack>
    </Aside>
  )
}

function FlowFacts({ flow, from }: { flow: Flow; from: string }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { consumer, provider, service, agreement, lastAt, p50Ms, p95Ms } = flow
  const base = { consumer, provider, service, from }
  return (
    <section>
      <Title order={3} mb={6}>
        {names.service(service)}
      </Title>
      <dl className="k-facts k-facts-tight">
        <dt>{t('terms.agreement')}</dt>
        <dd>
          {agreement === undefined ? (
            t('country.noAgreement')
          ) : (
            <Link to="/agreements/$id" params={{ id: agreement }}>
              {names.agreement(agreement)}
            </Link>
          )}
        </dd>
        <dt>{t('country.asked')}</dt>
        <dd>
          <ExchangeLink filter={base}>{format.number(flow.asked)}</ExchangeLink>
        </dd>
        {(['answered', 'refused', 'unavailable'] as const).map((status) => (
          <FlowCount key={status} label={t(`status.${status}`)}>
            {flow[status] === 0 ? (
              '0'
            ) : (
              <ExchangeLink filter={{ ...base, status }}>{format.number(flow[status])}</ExchangeLink>
            )}
          </FlowCount>
        ))}
        <dt>{t('country.median')}</dt>
        <dd>{p50Ms === undefined ? '–' : format.duration(p50Ms)}</dd>
        <dt>{t('country.slowest')}</dt>
        <dd>{p95Ms === undefined ? '–' : format.duration(p95Ms)}</dd>
        <dt>{t('country.last')}</dt>
        <dd>{lastAt === undefined ? t('country.never') : format.instant(lastAt)}</dd>
      </dl>
    </section>
  )
}

function FlowCount({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

interface MemberPanelProps {
  readonly member: Member
  readonly systems: readonly ListedSystem[]
  readonly health: Overview['systems']
  readonly connections: readonly Connection[]
  readonly onChoose: (selection: { flow?: string; member?: string }) => void
}

export function MemberPanel({ member, systems, health, connections, onChoose }: MemberPanelProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const own = systems.filter((system) => system.member === member.id)
  return (
    <Aside title={local(member.name)} onClose={() => onChoose({})}>
      <Stack gap="md">
        <Text c="dimmed">{t(`memberKinds.${member.kind}`)}</Text>
        {own.length === 0 ? null : (
          <section>
            <Title order={3}>{t('pages.systems')}</Title>
            {own.map((system) => (
              <Group key={system.id} justify="space-between" gap="xs">
                <Link to="/systems" hash={system.id}>
                  {local(system.name)}
                </Link>
                <HealthMark state={health.find((one) => one.system === system.id)?.state ?? 'unknown'} />
              </Group>
            ))}
          </section>
        )}
        <Partners
          title={t('country.asksWhom')}
          end="provider"
          onChoose={onChoose}
          connections={connections.filter(({ consumer }) => consumer === member.id)}
        />
        <Partners
          title={t('country.askedByWhom')}
          end="consumer"
          onChoose={onChoose}
          connections={connections.filter(({ provider }) => provider === member.id)}
        />
      </Stack>
    </Aside>
  )
}

interface PartnersProps {
  readonly title: string
  readonly end: 'consumer' | 'provider'
  readonly connections: readonly Connection[]
  readonly onChoose: (selection: { flow: string }) => void
}

function Partners({ title, end, connections, onChoose }: PartnersProps) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  if (connections.length === 0) return null
  return (
    <section>
      <Title order={3}>{title}</Title>
      <ul className="k-plain-list">
        {connections.map((connection) => (
          <li key={connection.key}>
            <button type="button" className="k-link-button" onClick={() => onChoose({ flow: connection.key })}>
              {names.member(connection[end])}
            </button>{' '}
            <span className="k-sub">{t('country.askedCount', { number: format.number(connection.totals.asked) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
