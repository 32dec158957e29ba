import '../compliance.css'
import { IconPencilCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CorrectionNotice, NoticeOutcome } from '../../../../../src/compliance/rights/schema.ts'
import { acknowledgeCorrection, complianceKey, correctionsQuery } from '../../../api/compliance.ts'
import { Choice } from '../../../parts/Choice.tsx'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { Fact } from '../../../parts/Fact.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useLocal } from '../../../parts/local.ts'
import { useNames } from '../../../parts/names.ts'
import { Page, Panel } from '../../../parts/Page.tsx'
import { When } from '../../../parts/When.tsx'
import { useSession } from '../../../session/session.ts'
import { AgreementLink } from '../AgreementLink.tsx'
import { ExchangesOf } from './Told.tsx'

/** Values that this agency received and that were corrected or erased at their source since. */
export function CorrectionsPage(): ReactNode {
  const { t } = useTranslation()
  const local = useLocal()
  const { session } = useSession()
  const query = useQuery(correctionsQuery)
  return (
    <Guarded permission="correction.receive">
      <Page title={t('corrections.title')} lead={t('corrections.lead', { member: local(session?.memberName) })}>
        <Loaded query={query}>
          {(corrections) =>
            corrections.length === 0 ? (
              <section className="k-panel">
                <EmptyState icon={IconPencilCheck} title={t('corrections.none')} text={t('corrections.noneText')} />
              </section>
            ) : (
              corrections.map((notice) => <Correction key={notice.id} notice={notice} />)
            )
          }
        </Loaded>
      </Page>
    </Guarded>
  )
}

function Correction({ notice }: { notice: CorrectionNotice }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const { kind, provider, toldAt, since, elements, agreements, exchanges } = notice
  return (
    <Panel
      title={t(`corrections.kind.${kind}`, { member: names.member(provider) })}
      actions={<Acknowledge notice={notice} />}
    >
      <dl className="k-facts">
        <Fact label={t('corrections.values')}>{format.list(elements.map(names.element))}</Fact>
        <Fact label={t('corrections.told')}>
          <When at={toldAt} />
        </Fact>
        <Fact label={t('corrections.receivedSince')}>{format.day(since)}</Fact>
        <Fact label={t('terms.agreement')}>
          {agreements.map((id) => (
            <div key={id}>
              <AgreementLink id={id} />
            </div>
          ))}
        </Fact>
      </dl>
      <ExchangesOf ids={exchanges} />
    </Panel>
  )
}

const outcomes = ['corrected', 'erased', 'not-held'] as const satisfies readonly NoticeOutcome[]

function Acknowledge({ notice }: { notice: CorrectionNotice }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [outcome, setOutcome] = useState<NoticeOutcome>()
  return (
    <ConfirmButton
      label={t('corrections.answer')}
      question={t('corrections.question')}
      verb={t('corrections.answer')}
      variant="filled"
      ready={outcome !== undefined}
      act={async () => {
        if (outcome !== undefined) await acknowledgeCorrection(notice.id, outcome)
        await client.invalidateQueries({ queryKey: complianceKey })
        return t('corrections.answered')
      }}
    >
      <Choice
        label={t('corrections.done')}
        value={outcome}
        options={outcomes.map((value) => ({
          value,
          label: t(`outcomesOfCorrection.${value}`),
          note: t(`outcomesExplained.${value}`),
        }))}
        onChoose={setOutcome}
      />
    </ConfirmButton>
  )
}
