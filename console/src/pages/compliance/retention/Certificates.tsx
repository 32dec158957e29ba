import { Button } from '@mantine/core'
import { IconCertificate, IconDownload, IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ShownCertificate } from '../../../../../src/compliance/retention/schema.ts'
import { complianceKey, fetchCertificates } from '../../../api/compliance.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { useFormat } from '../../../parts/format.ts'
import { ListPanel } from '../../../parts/ListPanel.tsx'
import { useNames } from '../../../parts/names.ts'
import { Mark } from '../../../parts/StatusMark.tsx'
import { saveFile } from '../../../parts/save-file.ts'
import { verifies } from '../../../parts/sign.ts'
import { AgreementLink } from '../AgreementLink.tsx'

/** Signed statements that what was received is gone; each signature is verified here, in the browser. */
export function Certificates({ agreement }: { agreement: string | undefined }) {
  const { t } = useTranslation()
  const columns = useColumns()
  const query = useInfiniteQuery({
    queryKey: [...complianceKey, 'certificates', agreement],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => fetchCertificates(agreement, pageParam, signal),
    getNextPageParam: (page) => page.next,
  })
  return (
    <ListPanel
      query={query}
      rowsOf={(page) => page.certificates}
      empty={<EmptyState icon={IconCertificate} title={t('certificate.none')} text={t('certificate.noneText')} />}
    >
      {(rows) => (
        <div className="k-scroll-pad k-roomy">
          <DataTable caption={t('retention.certificates')} columns={columns} rows={rows} rowKey={({ id }) => id} />
        </div>
      )}
    </ListPanel>
  )
}

function useColumns(): readonly Column<ShownCertificate>[] {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  return [
    {
      key: 'filed',
      header: t('certificate.filedAt', { zone: format.zone }),
      cell: ({ filedAt, id }) => (
        <>
          {format.moment(filedAt)}
          <div className="k-sub k-code">{id}</div>
        </>
      ),
      sortBy: ({ filedAt }) => filedAt,
    },
    {
      key: 'agreement',
      header: t('terms.agreement'),
      cell: ({ statement }) => (
        <>
          <AgreementLink id={statement.agreement} />
          <div className="k-sub">{names.member(statement.member)}</div>
        </>
      ),
      sortBy: ({ statement }) => names.agreement(statement.agreement),
    },
    {
      key: 'what',
      header: t('certificate.what'),
      cell: ({ statement }) => (
        <>
          {t(`certificate.did.${statement.action}`, { records: format.number(statement.records) })}
          <div className="k-sub">
            {t('certificate.allThrough', { day: format.day(statement.through) })} · {statement.method}
          </div>
        </>
      ),
    },
    {
      key: 'signature',
      header: t('certificate.signature'),
      cell: (certificate) => (
        <>
          <Signature certificate={certificate} />
          <div className="k-sub">{certificate.account}</div>
        </>
      ),
    },
    {
      key: 'file',
      header: t('certificate.document'),
      cell: (certificate) => (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => saveFile(`${certificate.id}.json`, 'application/json', JSON.stringify(certificate, null, 2))}
        >
          {t('certificate.download')}
          <span className="k-caption">{certificate.id}</span>
        </Button>
      ),
    },
  ]
}

function Signature({ certificate: { statement, jws, jwk } }: { certificate: ShownCertificate }) {
  const { t } = useTranslation()
  return verifies(statement, jws, jwk) ? (
    <Mark tone="good" icon={IconShieldCheck}>
      {t('certificate.verified')}
    </Mark>
  ) : (
    <Mark tone="bad" icon={IconShieldX}>
      {t('certificate.broken')}
    </Mark>
  )
}
