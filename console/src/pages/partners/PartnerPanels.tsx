import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedPartner } from '../../../../src/federation/partners/schema.ts'
import { agreementsQuery } from '../../api/queries.ts'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { ExpiryMark } from '../../parts/ExpiryMark.tsx'
import { Fact } from '../../parts/Fact.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Panel } from '../../parts/Page.tsx'
import { useSession } from '../../session/session.ts'

interface PartnerPanelProps {
  readonly partner: ListedPartner
}

export function PartnerKeys({ partner: { keys, jwksUrl, certificateNotAfter, encryption } }: PartnerPanelProps) {
  const { t } = useTranslation()
  return (
    <Panel title={t('partner.keys')}>
      {keys.length === 0 ? (
        <p>{t(jwksUrl === undefined ? 'partner.noKeys' : 'partner.keysFetched')}</p>
      ) : (
        <ul className="k-keys">
          {keys.map(({ kid, alg }) => (
            <li key={kid}>
              <span className="k-tag">{alg}</span>
              <span className="k-code">{kid}</span>
              <CopyButton text={kid} label={t('partner.thumbprint')} />
            </li>
          ))}
        </ul>
      )}
      <dl className="k-facts k-facts-tight">
        {jwksUrl === undefined ? null : (
          <Fact label={t('partner.jwksUrl')}>
            <span className="k-code">{jwksUrl}</span>
          </Fact>
        )}
        <Fact label={t('partner.encryptionKey')}>
          {encryption.key?.kid ?? t(encryption.key === undefined ? 'partner.noEncryptionKey' : 'partner.registered')}
        </Fact>
        <Fact label={t('partners.certificateUntil')}>
          {certificateNotAfter === undefined ? t('partners.notTold') : <ExpiryMark day={certificateNotAfter} />}
        </Fact>
      </dl>
    </Panel>
  )
}

export function PartnerAddresses({ partner }: PartnerPanelProps) {
  const { t } = useTranslation()
  const { client, senderIds, baseUrl, callbackUrl, hosts, contact } = partner
  return (
    <Panel title={t('partner.who')}>
      <dl className="k-facts k-facts-tight">
        <Fact label={t('partner.client')}>
          <span className="k-code">{client}</span>
        </Fact>
        <Fact label={t('partner.senderIds')}>
          <Codes texts={senderIds} />
        </Fact>
        <Fact label={t('partner.baseUrl')}>
          <Address url={baseUrl} />
        </Fact>
        <Fact label={t('partner.callbackUrl')}>
          <Address url={callbackUrl} />
        </Fact>
        <Fact label={t('partner.hosts')}>{hosts.length === 0 ? t('value.none') : <Codes texts={hosts} />}</Fact>
        {contact === undefined ? null : <Fact label={t('partner.contact')}>{contact}</Fact>}
      </dl>
    </Panel>
  )
}

function Codes({ texts }: { texts: readonly string[] }) {
  return texts.map((text) => (
    <div key={text} className="k-code">
      {text}
    </div>
  ))
}

function Address({ url }: { url: string | undefined }) {
  const { t } = useTranslation()
  if (url === undefined) return <span className="k-sub">{t('value.none')}</span>
  return <span className="k-code">{url}</span>
}

/** A system is served only under agreements of its member: those, and when they end. */
export function MemberAgreements({ partner: { member } }: PartnerPanelProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const names = useNames()
  const query = useQuery(agreementsQuery)
  return (
    <Panel title={t('partner.agreements')}>
      <Loaded query={query}>
        {(agreements) => {
          const own = agreements
            .filter(({ agreement, inForce }) => inForce && [agreement.consumer, agreement.provider].includes(member))
            .toSorted((a, b) => a.agreement.validUntil.localeCompare(b.agreement.validUntil))
          if (own.length === 0) return <p>{t('partner.noAgreements')}</p>
          return (
            <ul className="k-agreed">
              {own.map(({ agreement }) => (
                <li key={agreement.id}>
                  <span>
                    <Link to="/agreements/$id" params={{ id: agreement.id }}>
                      {local(agreement.title)}
                    </Link>
                    <span className="k-sub">
                      {names.member(agreement.provider)} <span aria-hidden>→</span> {names.member(agreement.consumer)}
                    </span>
                  </span>
                  <span>
                    <ExpiryMark day={agreement.validUntil} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </Panel>
  )
}

/** What goes to and comes from the partner's member, in the lists that have it. */
export function PartnerTraffic({ partner: { member } }: PartnerPanelProps) {
  const { t } = useTranslation()
  const { may } = useSession()
  const links: readonly (ReactNode | false)[] = [
    may('delivery.read') && (
      <Link to="/deliveries" search={{ member }}>
        {t('partner.deliveries')}
      </Link>
    ),
    may('delivery.read') && (
      <Link to="/deliveries" search={{ member, state: 'dead' }}>
        {t('partner.deadDeliveries')}
      </Link>
    ),
    may('subscription.read') && (
      <Link to="/subscriptions" search={{ member }}>
        {t('partner.subscriptions')}
      </Link>
    ),
    may('exchange.read') && (
      <Link to="/exchanges" search={{ consumer: member }}>
        {t('partner.exchanges')}
      </Link>
    ),
  ]
  return (
    <Panel title={t('partner.traffic')}>
      <ul className="k-plain-list">
        {links.map((link, place) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of four.
          link === false ? null : <li key={place}>{link}</li>,
        )}
      </ul>
    </Panel>
  )
}
