import '../compliance.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShownBreach } from '../../../../../src/compliance/breaches/schema.ts'
import { useIdInPath } from '../../../address.ts'
import { breachQuery, complianceKey, recordBreach, reviseBreach } from '../../../api/compliance.ts'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { Page, Panel } from '../../../parts/Page.tsx'
import { BreachForm } from './BreachForm.tsx'
import { emptyBreach, typedOf } from './content.ts'

const formWidth = 860

function Above() {
  const { t } = useTranslation()
  return (
    <Link to="/compliance/breaches" className="k-above">
      {t('pages.breaches')}
    </Link>
  )
}

function useSaved(): (saving: Promise<ShownBreach>) => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  return async (saving) => {
    const { id } = await saving
    await client.invalidateQueries({ queryKey: complianceKey })
    await router.navigate({ to: '/compliance/breaches/$id', params: { id } })
  }
}

export function NewBreachPage(): ReactNode {
  const { t } = useTranslation()
  const { timeZone } = useFormat()
  const saved = useSaved()
  const [first] = useState(() => emptyBreach(timeZone, new Date()))
  return (
    <Guarded permission="breach.record">
      <Page title={t('breachForm.newTitle')} lead={t('breachForm.lead')} width={formWidth} above={<Above />}>
        <Panel>
          <BreachForm first={first} fixedNotice={false} onSave={(record) => saved(recordBreach(record))} />
        </Panel>
      </Page>
    </Guarded>
  )
}

/** What was written before stays in its revision. */
export function ReviseBreachPage(): ReactNode {
  const { t } = useTranslation()
  const id = useIdInPath()
  const { timeZone } = useFormat()
  const saved = useSaved()
  const query = useQuery(breachQuery(id))
  return (
    <Guarded permission="breach.record">
      <Page title={t('breachForm.reviseTitle')} lead={t('breachForm.reviseLead')} width={formWidth} above={<Above />}>
        <Loaded query={query}>
          {({ breach }) => (
            <Panel>
              <BreachForm
                first={typedOf(breach, timeZone)}
                fixedNotice
                onSave={({ content }) => saved(reviseBreach(id, content))}
              />
            </Panel>
          )}
        </Loaded>
      </Page>
    </Guarded>
  )
}
