import { useTranslation } from 'react-i18next'
import type { AgreedService, Agreement } from '../../../../src/agreements/schema.ts'
import { useFormat } from '../../parts/format.ts'
import { useLocal } from '../../parts/local.ts'
import { useNames } from '../../parts/names.ts'

/** The agreement as numbered clauses in the reader's language, written from the object that the gates execute. */
export function AgreementText({ agreement, hash }: { agreement: Agreement; hash: string }) {
  const { t } = useTranslation()
  const local = useLocal()
  const names = useNames()
  const format = useFormat()
  const { legalBasis: basis, volume } = agreement
  const parties = { provider: names.member(agreement.provider), consumer: names.member(agreement.consumer) }
  return (
    <ol className="k-clauses">
      <Clause title={t('clauses.parties.title')} sentences={[t('clauses.parties.text', parties)]} />
      <Clause
        title={t('clauses.purpose.title')}
        sentences={[
          t('clauses.purpose.text', { ...parties, purposes: format.list(agreement.purposes.map(names.purpose)) }),
        ]}
      />
      <Clause
        title={t('clauses.basis.title')}
        sentences={[
          t('clauses.basis.text', { ground: t(`grounds.${basis.ground}`), act: basis.act, section: basis.section }),
          basis.sensitiveGround === undefined
            ? t('clauses.basis.notSensitive')
            : t('clauses.basis.sensitive', { ground: basis.sensitiveGround }),
        ]}
      />
      <Clause title={t('clauses.data.title')} sentences={[t('clauses.data.text', parties)]}>
        <ol className="k-subclauses">
          {agreement.services.map((service) => (
            <ServiceClause key={service.service} service={service} />
          ))}
        </ol>
      </Clause>
      <Clause
        title={t('clauses.volume.title')}
        sentences={[
          ...(['perMinute', 'perDay', 'perMonth'] as const).flatMap((window) => {
            const limit = volume[window]
            return limit === undefined ? [] : [t(`clauses.volume.${window}`, { limit: format.number(limit) })]
          }),
          t('clauses.volume.text'),
        ]}
      />
      {agreement.obligations.length === 0 ? null : (
        <Clause title={t('clauses.obligations.title')} sentences={[t('clauses.obligations.text', parties)]}>
          <ol className="k-subclauses">
            {agreement.obligations.map(({ code, text }) => (
              <li key={code}>{local(text)}</li>
            ))}
          </ol>
        </Clause>
      )}
      <Clause
        title={t('clauses.validity.title')}
        sentences={[
          t('clauses.validity.text', {
            from: format.day(agreement.validFrom),
            until: format.day(agreement.validUntil),
          }),
        ]}
      />
      <Clause
        title={t('clauses.integrity.title')}
        sentences={[t('clauses.integrity.text', { version: agreement.version })]}
      >
        <p className="k-code k-sub">{hash}</p>
      </Clause>
    </ol>
  )
}

function Clause({
  title,
  sentences,
  children,
}: {
  title: string
  sentences: readonly string[]
  children?: React.ReactNode
}) {
  return (
    <li>
      <h3>{title}</h3>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {children}
    </li>
  )
}

function ServiceClause({ service }: { service: AgreedService }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const groups = [...Map.groupBy(service.fields, ({ release }) => release)]
  return (
    <li>
      <p>
        {t('clauses.data.service', {
          service: names.service(service.service),
          askBy: format.list(service.askBy.map(names.element)),
          records: format.number(service.maxRecords),
        })}
      </p>
      <ul>
        {groups.map(([release, fields]) => (
          <li key={release}>
            {t(`clauses.data.${release}`, { fields: format.list(fields.map(({ element }) => names.element(element))) })}
          </li>
        ))}
      </ul>
    </li>
  )
}
