import { IconScale } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../../src/identity/review/schema.ts'
import { agreementOfStewardsQuery } from '../../../api/identity.ts'
import { DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { Panel } from '../../../parts/Page.tsx'
import { verdicts } from '../known.ts'

/** How far two stewards who see the same pair say the same of it. */
export function AgreementOfStewards() {
  const { t } = useTranslation()
  const query = useQuery(agreementOfStewardsQuery)
  return (
    <Loaded query={query}>
      {(agreement) =>
        agreement.stewards.length === 0 ? (
          <section className="k-panel">
            <EmptyState icon={IconScale} title={t('stewards.none')} text={t('stewards.noneText')} />
          </section>
        ) : (
          <>
            <Measured agreement={agreement} />
            <Matrix agreement={agreement} />
            <Stewards agreement={agreement} />
          </>
        )
      }
    </Loaded>
  )
}

function Measured({ agreement: { pairs, agreed, expected, kappa } }: { agreement: Agreement }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <dl className="k-figures k-figures-list">
      <div className="k-figure">
        <dt>{t('stewards.pairs')}</dt>
        <dd>{format.number(pairs)}</dd>
      </div>
      <div className="k-figure">
        <dt>{t('stewards.agreed')}</dt>
        <dd>{pairs === 0 ? '–' : format.percent(agreed / pairs)}</dd>
        <dd className="k-figure-note">
          {pairs === 0 ? t('stewards.noPair') : t('stewards.expected', { share: format.percent(expected) })}
        </dd>
      </div>
      <div className="k-figure">
        <dt>{t('stewards.kappa')}</dt>
        <dd>{kappa === undefined ? '–' : format.number(kappa)}</dd>
        <dd className="k-figure-note">{t('stewards.kappaNote')}</dd>
      </div>
    </dl>
  )
}

function Matrix({ agreement: { matrix, pairs } }: { agreement: Agreement }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (pairs === 0) return null
  return (
    <Panel title={t('stewards.matrix')}>
      <DataTable
        caption={t('stewards.matrix')}
        rows={verdicts}
        rowKey={(verdict) => verdict}
        columns={[
          { key: 'first', header: t('stewards.first'), cell: (verdict) => t(`linkDecisions.${verdict}`) },
          ...verdicts.map((second) => ({
            key: second,
            header: t('stewards.second', { verdict: t(`linkDecisions.${second}`) }),
            numeric: true,
            cell: (first: (typeof verdicts)[number]) =>
              format.number(matrix.find((one) => one.first === first && one.second === second)?.pairs ?? 0),
          })),
        ]}
      />
    </Panel>
  )
}

function Stewards({ agreement: { stewards } }: { agreement: Agreement }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Panel title={t('stewards.title')}>
      <DataTable
        caption={t('stewards.title')}
        rows={stewards}
        rowKey={({ account }) => account}
        columns={[
          {
            key: 'account',
            header: t('stewards.account'),
            cell: ({ account }) => account,
            sortBy: ({ account }) => account,
          },
          {
            key: 'opinions',
            header: t('stewards.opinions'),
            numeric: true,
            cell: ({ opinions }) => format.number(opinions),
            sortBy: ({ opinions }) => opinions,
          },
          { key: 'shared', header: t('stewards.shared'), numeric: true, cell: ({ shared }) => format.number(shared) },
          {
            key: 'agreed',
            header: t('stewards.agreed'),
            numeric: true,
            cell: ({ shared, agreed }) => (shared === 0 ? '–' : format.percent(agreed / shared)),
          },
        ]}
      />
    </Panel>
  )
}
