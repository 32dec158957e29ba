import '../identity.css'
import { Button } from '@mantine/core'
import { IconAdjustments, IconCircleCheck, IconCircleDashed, IconHourglassHigh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptModel } from '../../../../../src/identity/models/schema.ts'
import { modelsQuery } from '../../../api/identity.ts'
import { type Column, DataTable } from '../../../parts/DataTable.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useLocal } from '../../../parts/local.ts'
import { Page } from '../../../parts/Page.tsx'
import { Mark } from '../../../parts/StatusMark.tsx'
import { When } from '../../../parts/When.tsx'
import { useSession } from '../../../session/session.ts'

/** Plans of linkage in their versions, and the one that records are matched by. */
export function ModelsPage(): ReactNode {
  const { t } = useTranslation()
  const query = useQuery(modelsQuery)
  return (
    <Guarded permission="identity.read">
      <Page title={t('models.title')} lead={t('models.lead')} actions={<NewModel />}>
        <Loaded query={query}>{(models) => <ModelTable models={models} />}</Loaded>
      </Page>
    </Guarded>
  )
}

function NewModel() {
  const { t } = useTranslation()
  const { may } = useSession()
  if (!may('identity.run')) return null
  return (
    <div className="k-next">
      <Link to="/identity/models/new">{t('models.fromNothing')}</Link>
      <Button component={Link} to="/identity/models/wizard">
        {t('models.wizard')}
      </Button>
    </div>
  )
}

function ModelTable({ models }: { models: readonly KeptModel[] }) {
  const { t } = useTranslation()
  const columns = useColumns()
  if (models.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState icon={IconAdjustments} title={t('models.none')} text={t('models.noneText')} />
      </section>
    )
  }
  return (
    <section className="k-panel k-panel-flush k-scroll-pad k-roomy">
      <DataTable caption={t('models.title')} columns={columns} rows={models} rowKey={({ digest }) => digest} />
    </section>
  )
}

function useColumns(): readonly Column<KeptModel>[] {
  const { t } = useTranslation()
  const local = useLocal()
  const format = useFormat()
  return [
    {
      key: 'model',
      header: t('models.model'),
      cell: ({ digest, model: { id, version, title } }) => (
        <>
          <Link to="/identity/models/$id" params={{ id: digest }}>
            {local(title) || id}, {t('agreement.versionNumber', { version })}
          </Link>
          <div className="k-sub k-code">{digest.slice(0, 12)}</div>
        </>
      ),
      sortBy: ({ model: { id, version } }) => `${id} ${String(version).padStart(6, '0')}`,
    },
    {
      key: 'state',
      header: t('terms.status'),
      cell: (kept) => <ModelMark model={kept} />,
      sortBy: ({ live, trained }) => `${live} ${trained}`,
    },
    {
      key: 'records',
      header: t('models.records'),
      numeric: true,
      cell: ({ model: { parameters } }) => (parameters === undefined ? '–' : format.number(parameters.records)),
      sortBy: ({ model: { parameters } }) => parameters?.records ?? 0,
    },
    {
      key: 'shape',
      header: t('models.shape'),
      cell: ({ model: { comparisons, blocking } }) =>
        t('models.shapeOf', { comparisons: comparisons.length, rules: blocking.rules.length }),
    },
    {
      key: 'kept',
      header: t('models.kept'),
      cell: ({ at, account }) => (
        <>
          <When at={at} />
          <span className="k-sub">{account}</span>
        </>
      ),
      sortBy: ({ at }) => at,
    },
  ]
}

export function ModelMark({ model: { live, trained, uses } }: { model: Pick<KeptModel, 'live' | 'trained' | 'uses'> }) {
  const { t } = useTranslation()
  if (live) {
    return (
      <Mark tone="good" icon={IconCircleCheck}>
        {t('models.inUse')}
      </Mark>
    )
  }
  if (uses.some(({ state }) => state === 'proposed')) {
    return (
      <Mark tone="warn" icon={IconHourglassHigh}>
        {t('models.proposed')}
      </Mark>
    )
  }
  return (
    <Mark tone="calm" icon={IconCircleDashed}>
      {t(trained ? 'models.trained' : 'models.untrained')}
    </Mark>
  )
}
