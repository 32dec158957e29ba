import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ListedPartner } from '../../../../src/federation/partners/schema.ts'
import type { Column } from '../../parts/DataTable.tsx'
import { ExpiryMark } from '../../parts/ExpiryMark.tsx'
import { useFormat } from '../../parts/format.ts'
import { useNames } from '../../parts/names.ts'
import { LastTest, PartnerMark } from './PartnerMark.tsx'

/** After every date there is: what never expires is sorted last. */
const never = '9999'

export function usePartnerColumns(): readonly Column<ListedPartner>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return [
    {
      key: 'name',
      header: t('partners.system'),
      cell: ({ id, name, member, status }) => (
        <>
          <Link to="/partners/$id" params={{ id }}>
            {name}
          </Link>
          <div className="k-sub">{names.member(member)}</div>
          <PartnerMark status={status} />
        </>
      ),
      sortBy: ({ name }) => name,
    },
    {
      key: 'speaks',
      header: t('partners.speaks'),
      cell: ({ specVersion, signature }) => (
        <>
          {specVersion}
          <div className="k-sub">{t(`signatures.${signature}`)}</div>
        </>
      ),
      sortBy: ({ specVersion }) => specVersion,
    },
    {
      key: 'keys',
      header: t('partners.keys'),
      cell: ({ keys, jwksUrl }) => (
        <>
          {format.number(keys.length)}
          {jwksUrl === undefined ? null : <div className="k-sub">{t('partners.jwks')}</div>}
        </>
      ),
      sortBy: ({ keys }) => keys.length,
    },
    {
      key: 'agreement',
      header: t('partners.agreementUntil'),
      cell: ({ nextExpiry }) =>
        nextExpiry === undefined ? (
          <span className="k-sub">{t('partners.noAgreement')}</span>
        ) : (
          <ExpiryMark day={nextExpiry.validUntil} />
        ),
      sortBy: ({ nextExpiry }) => nextExpiry?.validUntil ?? never,
    },
    {
      key: 'certificate',
      header: t('partners.certificateUntil'),
      cell: ({ certificateNotAfter: day }) =>
        day === undefined ? <span className="k-sub">{t('partners.notTold')}</span> : <ExpiryMark day={day} />,
      sortBy: ({ certificateNotAfter }) => certificateNotAfter ?? never,
    },
    {
      key: 'test',
      header: t('partners.lastTest'),
      cell: ({ lastTest }) => <LastTest lastTest={lastTest} />,
      sortBy: ({ lastTest }) => lastTest?.at ?? '',
    },
  ]
}
