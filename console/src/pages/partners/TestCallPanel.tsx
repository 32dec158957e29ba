import { Button, Loader } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ListedPartner, TestCall } from '../../../../src/federation/partners/schema.ts'
import { partnersQuery, testPartner } from '../../api/traffic.ts'
import { Fact } from '../../parts/Fact.tsx'
import { useFormat } from '../../parts/format.ts'
import { Panel } from '../../parts/Page.tsx'
import { ProblemNotice } from '../../parts/ProblemNotice.tsx'
import { ResultMark } from '../../parts/ResultMark.tsx'
import { useSession } from '../../session/session.ts'
import { LastTest } from './PartnerMark.tsx'

/** Calls the partner's server once, without asking about anyone, and shows how far that came. */
export function TestCallPanel({ partner }: { partner: ListedPartner }) {
  const { t } = useTranslation()
  const { may } = useSession()
  const client = useQueryClient()
  const test = useMutation({
    mutationFn: () => testPartner(partner.id),
    onSuccess: () => client.invalidateQueries({ queryKey: partnersQuery.queryKey }),
  })
  const mayCall = may('partner.manage') && partner.baseUrl !== undefined && partner.status === 'active'
  return (
    <Panel
      title={t('testCall.title')}
      actions={
        mayCall ? (
          <Button
            size="xs"
            loading={test.isPending}
            onClick={() => test.mutate()}
            leftSection={<IconPlugConnected size={15} aria-hidden />}
          >
            {t('testCall.run')}
          </Button>
        ) : undefined
      }
    >
      <p className="k-sub">{t(partner.baseUrl === undefined ? 'testCall.noAddress' : 'testCall.text')}</p>
      <div role="status">
        {test.isPending ? (
          <span className="k-sub">
            <Loader size="xs" aria-hidden /> {t('testCall.running')}
          </span>
        ) : null}
        {test.data === undefined ? null : <Checks call={test.data} />}
      </div>
      {test.error === null ? null : <ProblemNotice fault={test.error} />}
      {test.data === undefined && !test.isPending ? (
        <dl className="k-facts k-facts-tight">
          <Fact label={t('partners.lastTest')}>
            <LastTest lastTest={partner.lastTest} />
          </Fact>
        </dl>
      ) : null}
    </Panel>
  )
}

function Checks({ call }: { call: TestCall }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <p>
        <strong>{t(call.ok ? 'testCall.ok' : 'testCall.notOk')}</strong>
      </p>
      <ol className="k-test-checks">
        {call.checks.map(({ check, result, detail, durationMs }) => (
          <li key={check} data-result={result}>
            <ResultMark result={result} />
            <span>
              {t(`testChecks.${check}`)}
              {detail === undefined ? null : <span className="k-code k-sub k-test-detail">{detail}</span>}
            </span>
            <span className="k-sub k-num">{result === 'skipped' ? '–' : format.duration(durationMs)}</span>
          </li>
        ))}
      </ol>
    </>
  )
}
