import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AgreementPage as AgreementData } from '../../api/types.ts'
import { Fact } from '../../parts/Fact.tsx'
import { FieldForms } from '../../parts/FieldForms.tsx'
import { useFormat } from '../../parts/format.ts'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'
import { Panel } from '../../parts/Page.tsx'
import { metersOf } from './state.ts'
import { VolumeMeters } from './VolumeMeters.tsx'

/** What the gates execute: who may ask for what, in which form, how often and until when. */
export function AllowsTab({ data }: { data: AgreementData }) {
  const names = useNames()
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="k-agreement">
      <div className="k-effect">
        {data.agreement.services.map((service) => (
          <Panel key={service.service} title={names.service(service.service)}>
            <p className="k-sub">
              {t('agreement.askedBy', { elements: format.list(service.askBy.map(names.element)) })}{' '}
              {t('agreement.mostRecords', { records: format.number(service.maxRecords) })}
            </p>
            <FieldForms fields={service.fields} />
          </Panel>
        ))}
      </div>
      <div className="k-effect">
        <Terms data={data} />
        <Panel title={t('agreement.volume')}>
          <VolumeMeters meters={metersOf(data)} />
          <p>
            <Link to="/exchanges" search={{ agreement: data.agreement.id }}>
              {t('agreement.seeExchanges')}
            </Link>
          </p>
        </Panel>
        <Duties data={data} />
      </div>
    </div>
  )
}

function Terms({ data: { agreement } }: { data: AgreementData }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { legalBasis: basis } = agreement
  return (
    <Panel title={t('agreement.terms')}>
      <dl className="k-facts k-facts-tight">
        <Fact label={t('terms.purpose')}>{format.list(agreement.purposes.map(names.purpose))}</Fact>
        <Fact label={t('agreement.legalBasis')}>
          {t(`grounds.${basis.ground}`)}: {basis.act}, {basis.section}
        </Fact>
        {basis.sensitiveGround === undefined ? null : (
          <Fact label={t('agreement.sensitiveGround')}>{basis.sensitiveGround}</Fact>
        )}
        <Fact label={t('agreement.validity')}>
          {t('agreement.fromTo', { from: format.day(agreement.validFrom), until: format.day(agreement.validUntil) })}
        </Fact>
        <Fact label={t('agreement.composition')}>
          <Link to="/agreements/composition" search={{ consumer: agreement.consumer } as never}>
            {t('composition.ofMember', { member: names.member(agreement.consumer) })}
          </Link>
        </Fact>
      </dl>
    </Panel>
  )
}

function Duties({ data: { agreement } }: { data: AgreementData }) {
  const { t } = useTranslation()
  const local = useLocal()
  if (agreement.obligations.length === 0) return null
  return (
    <Panel title={t('agreement.duties')}>
      <ul className="k-plain-list">
        {agreement.obligations.map(({ code, text }) => (
          <li key={code}>{local(text)}</li>
        ))}
      </ul>
    </Panel>
  )
}
