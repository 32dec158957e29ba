import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useIdInPath } from '../../address.ts'
import { agreementQuery } from '../../api/queries.ts'
import type { AgreementPage as AgreementData } from '../../api/types.ts'
import { FieldForms } from '../../parts/FieldForms.tsx'
import { Guarded } from '../../parts/Forbidden.tsx'
import { useFormat } from '../../parts/format.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Page, Panel } from '../../parts/Page.tsx'
import { AgreementText } from './AgreementText.tsx'
import { StateMark } from './StateMark.tsx'
import { metersOf, stateOf } from './state.ts'
import { VolumeMeters } from './VolumeMeters.tsx'

export function AgreementPage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const local = useLocal()
  const query = useQuery(agreementQuery(id))
  return (
    <Guarded permission="agreement.read">
      <Page
        title={local(query.data?.agreement.title) || id}
        above={
          <Link to="/agreements" className="k-above">
            {t('pages.agreements')}
          </Link>
        }
        lead={query.data === undefined ? undefined : <AgreementLead data={query.data} />}
      >
        <Loaded query={query}>{(data) => <AgreementView data={data} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function AgreementLead({ data }: { data: AgreementData }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { agreement } = data
  return (
    <>
      <StateMark state={stateOf(data, format.today())} />
      <span>
        {' '}
        · {names.member(agreement.provider)} <span aria-hidden>→</span> {names.member(agreement.consumer)} ·{' '}
        {t('agreement.versionNumber', { version: agreement.version })}
      </span>
    </>
  )
}

/** The text beside its effect: what was written, and what it makes happen. */
function AgreementView({ data }: { data: AgreementData }) {
  const { t } = useTranslation()
  return (
    <div className="k-agreement">
      <Panel title={t('agreement.text')}>
        <AgreementText agreement={data.agreement} hash={data.hash} />
      </Panel>
      <div className="k-effect">
        <Effect data={data} />
        <Versions data={data} />
      </div>
    </div>
  )
}

function Effect({ data }: { data: AgreementData }) {
  const { t } = useTranslation()
  const names = useNames()
  const { agreement } = data
  return (
    <>
      <Panel title={t('agreement.volume')}>
        <VolumeMeters meters={metersOf(data)} />
        <p>
          <Link to="/exchanges" search={{ agreement: agreement.id }}>
            {t('agreement.seeExchanges')}
          </Link>
        </p>
      </Panel>
      {agreement.services.map((service) => (
        <Panel key={service.service} title={names.service(service.service)}>
          <p className="k-sub">{t('agreement.askedBy', { elements: service.askBy.map(names.element).join(', ') })}</p>
          <FieldForms fields={service.fields} />
        </Panel>
      ))}
    </>
  )
}

function Versions({ data }: { data: AgreementData }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t('agreement.versions')}>
      <ul className="k-plain-list">
        {data.versions.map(({ version, hash, status, createdAt }) => (
          <li key={version}>
            <strong>{t('agreement.versionNumber', { version })}</strong> ·{' '}
            {t(`agreementStates.${status === 'active' ? 'in-force' : status}`)}
            <div className="k-sub">{format.instant(createdAt)}</div>
            <div className="k-sub k-code">{hash}</div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
