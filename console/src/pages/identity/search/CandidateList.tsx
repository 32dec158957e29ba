import { Button, Checkbox } from '@mantine/core'
import { IconUserCheck, IconUsers } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Candidates, ShownCandidate } from '../../../../../src/identity/live/schema.ts'
import type { RecordRef } from '../../../../../src/identity/people/schema.ts'
import { identityKey, proposePair } from '../../../api/identity.ts'
import { EmptyState } from '../../../parts/EmptyState.tsx'
import { useFormat } from '../../../parts/format.ts'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { useSession } from '../../../session/session.ts'
import { Evidence } from '../Evidence.tsx'
import { certaintyOf } from '../known.ts'
import { CertaintyMark, RecordName, useBits, useShare } from '../words.tsx'

const keyOf = ({ source, record }: RecordRef): string => `${source} ${record}`

/** Evidence with its reasons; whether it is the same person is for somebody to look at. */
export function CandidateList({
  candidates: { candidates, records, compared, passedOver },
}: {
  candidates: Candidates
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { may } = useSession()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const searched = t('candidates.searched', { records: format.number(records), compared: format.number(compared) })
  if (candidates.length === 0) {
    return (
      <section className="k-panel">
        <EmptyState
          icon={IconUserCheck}
          title={t('candidates.none')}
          text={`${t('candidates.noneText')} ${searched}`}
        />
        <PassedOver rules={passedOver} />
      </section>
    )
  }
  return (
    <>
      <div className="k-candidates-bar">
        <span className="k-sub">
          {t('candidates.evidenceOnly')} {searched}
        </span>
        {may('identity.review') && candidates.length > 1 ? (
          <LookAtPair pair={candidates.filter((one) => chosen.has(keyOf(one)))} />
        ) : null}
      </div>
      <PassedOver rules={passedOver} />
      <div className="k-effect">
        {candidates.map((one) => (
          <Candidate
            key={keyOf(one)}
            candidate={one}
            chosen={chosen.has(keyOf(one))}
            onChoose={
              may('identity.review') && candidates.length > 1
                ? () => setChosen(new Set([keyOf(one)]).symmetricDifference(chosen))
                : undefined
            }
          />
        ))}
      </div>
    </>
  )
}

function PassedOver({ rules }: { rules: readonly string[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (rules.length === 0) return null
  return <p className="k-sub">{t('candidates.passedOver', { rules: format.list(rules) })}</p>
}

interface CandidateProps {
  readonly candidate: ShownCandidate
  readonly chosen: boolean
  readonly onChoose: (() => void) | undefined
}

function Candidate({ candidate, chosen, onChoose }: CandidateProps) {
  const { t } = useTranslation()
  const bits = useBits()
  const share = useShare()
  const { record, entity, weight, probability, explanation } = candidate
  return (
    <section className="k-panel" aria-labelledby={`candidate-${record}`}>
      <div className="k-source-head">
        <div>
          <h3 id={`candidate-${record}`}>
            <RecordName of={candidate} />
          </h3>
          <CertaintyMark certainty={certaintyOf(candidate)} />{' '}
          <span className="k-sub">{t('duplicates.weight', { bits: bits(weight), share: share(probability) })}</span>
        </div>
        <div className="k-candidate-acts">
          {entity === undefined ? null : (
            <Link to="/identity/people/$id" params={{ id: entity }} preload={false}>
              {t('linkHistory.person')}
            </Link>
          )}
          {onChoose === undefined ? null : (
            <Checkbox label={t('candidates.choose')} checked={chosen} onChange={onChoose} />
          )}
        </div>
      </div>
      <details className="k-details">
        <summary>{t('candidates.reasons')}</summary>
        <Evidence explanation={explanation} />
      </details>
    </section>
  )
}

/** Two candidates that may be one person's: put into the queue, and looked at side by side. */
function LookAtPair({ pair }: { pair: readonly ShownCandidate[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const router = useRouter()
  const [first, second] = pair
  const proposing = useMutation({
    mutationFn: async () => {
      if (first === undefined || second === undefined) return
      const proposal = await proposePair(
        { source: first.source, record: first.record },
        { source: second.source, record: second.record },
      )
      await client.invalidateQueries({ queryKey: identityKey })
      await router.navigate({ to: '/identity/duplicates/$id', params: { id: proposal.id } })
    },
  })
  return (
    <div className="k-next">
      <Button
        variant="default"
        leftSection={<IconUsers size={16} aria-hidden />}
        loading={proposing.isPending}
        disabled={pair.length !== 2}
        onClick={() => proposing.mutate()}
      >
        {t('candidates.compare')}
      </Button>
      {pair.length === 2 ? null : <span className="k-sub">{t('candidates.compareNote')}</span>}
      {proposing.error === null ? null : <ProblemNotice fault={proposing.error} />}
    </div>
  )
}
