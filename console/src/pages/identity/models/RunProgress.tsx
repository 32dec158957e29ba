import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { identityKey } from '../../../api/identity.ts'
import { runQuery } from '../../../api/linkage-runs.ts'
import { useFormat } from '../../../parts/format.ts'
import { Loaded, RowsSkeleton } from '../../../parts/Loaded.tsx'

/** How far a run is, and what it left; it goes on when the reader goes away. */
export function RunProgress({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const query = useQuery(runQuery(id))
  const ended = query.data?.endedAt !== undefined
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: [...identityKey, 'models'] })
  }, [ended, client])
  return (
    <Loaded query={query} skeleton={<RowsSkeleton rows={1} />}>
      {({ state, progress: { stage, percent }, trained, proposals, fault }) => (
        <div className="k-run-progress">
          {ended ? null : <progress aria-label={t('modelRun.progress')} max={100} value={percent} />}
          <p role="status">
            {state === 'running'
              ? t('modelRun.running', { stage: t(`modelRun.stages.${stage}`), percent: format.number(percent) })
              : t(`modelRun.states.${state}`)}
          </p>
          {fault === undefined ? null : <p className="k-fault">{fault.message}</p>}
          {proposals === undefined ? null : (
            <p>
              {t('modelRun.pairs', { found: format.number(proposals.found), fresh: format.number(proposals.fresh) })}{' '}
              <Link to="/identity/duplicates">{t('modelRun.toQueue')}</Link>
            </p>
          )}
          {trained === undefined ? null : (
            <Link to="/identity/models/$id" params={{ id: trained }}>
              {t('modelRun.toTrained')}
            </Link>
          )}
        </div>
      )}
    </Loaded>
  )
}
