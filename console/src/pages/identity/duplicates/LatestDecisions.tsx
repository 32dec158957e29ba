import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { decisionsQuery } from '../../../api/identity.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { Loaded } from '../../../parts/Loaded.tsx'
import { DecisionList } from '../DecisionList.tsx'

/** What was decided lately, whoever decided it; each opens the person it is about. */
export function LatestDecisions() {
  const { t } = useTranslation()
  const query = useQuery(decisionsQuery)
  return (
    <Loaded query={query}>
      {(decisions) =>
        decisions.length === 0 ? (
          <section className="k-panel">
            <EmptyState icon={IconHistory} title={t('linkHistory.none')} text={t('linkHistory.noneText')} />
          </section>
        ) : (
          <section className="k-panel">
            <DecisionList decisions={decisions} withPerson />
          </section>
        )
      }
    </Loaded>
  )
}
