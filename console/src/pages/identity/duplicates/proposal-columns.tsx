import { Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Proposal } from '../../../../../src/identity/review/schema.ts'
import type { Column } from '../../../parts/DataTable.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useSession } from '../../../session/session.ts'
import { certaintyOf } from '../known.ts'
import { CertaintyMark, ProposalMark, RecordName, useAreaName, useBits, useProgrammeName, useShare } from '../words.tsx'

interface Choosing {
  readonly chosen: ReadonlySet<string>
  readonly setChosen: (chosen: ReadonlySet<string>) => void
}

/** Names of people are in none of them: the queue may be seen by whoever passes. */
export function useProposalColumns({ chosen, setChosen }: Choosing): readonly Column<Proposal>[] {
  const { t } = useTranslation()
  const { may } = useSession()
  const areaName = useAreaName()
  const format = useFormat()
  const columns: readonly Column<Proposal>[] = [
    {
      key: 'pair',
      header: t('duplicates.pair'),
      cell: (proposal) => <PairLink proposal={proposal} />,
    },
    {
      key: 'priority',
      header: t('duplicates.priority'),
      numeric: true,
      cell: ({ priority }) => format.number(priority),
      sortBy: ({ priority }) => priority,
    },
    {
      key: 'why',
      header: t('duplicates.why'),
      cell: (proposal) => <Why proposal={proposal} />,
      sortBy: ({ weight }) => weight,
    },
    {
      key: 'area',
      header: t('duplicates.area'),
      cell: ({ areas }) => areas.map((area) => <div key={area}>{areaName(area)}</div>),
      sortBy: ({ areas }) => areas.map(areaName).join(' '),
    },
    {
      key: 'state',
      header: t('terms.status'),
      cell: (proposal) => <State proposal={proposal} />,
      sortBy: ({ state }) => t(`reviewStates.${state}`),
    },
  ]
  if (!may('identity.review')) return columns
  return [choosing({ chosen, setChosen }, t('duplicates.choose')), ...columns]
}

/** Pairs that nobody has said anything of can be decided together. */
const choosing = ({ chosen, setChosen }: Choosing, label: string): Column<Proposal> => ({
  key: 'choose',
  header: label,
  cell: ({ id, state, opinions, first, second }) =>
    state !== 'open' || opinions > 0 ? null : (
      <Checkbox
        aria-label={`${label}: ${first.record}, ${second.record}`}
        checked={chosen.has(id)}
        onChange={() => setChosen(new Set([id]).symmetricDifference(chosen))}
      />
    ),
})

export function PairLink({ proposal: { id, first, second } }: { proposal: Proposal }) {
  const { may } = useSession()
  const names = (
    <span className="k-pair-name">
      <RecordName of={first} />
      <br />
      <RecordName of={second} />
    </span>
  )
  if (!may('identity.review')) return names
  return (
    <Link to="/identity/duplicates/$id" params={{ id }} preload={false}>
      {names}
    </Link>
  )
}

/** What makes it matter, in words: how sure the model is, and who pays if it is wrong. */
export function Why({ proposal }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const bits = useBits()
  const share = useShare()
  const programme = useProgrammeName()
  const { risk, probability, weight } = proposal
  const once = risk.programmes.filter((one) => !risk.twice.includes(one))
  return (
    <>
      <CertaintyMark certainty={certaintyOf(proposal)} />{' '}
      <span className="k-sub k-nowrap">
        {t('duplicates.weight', { bits: bits(weight), share: share(probability) })}
      </span>
      {risk.twice.length === 0 ? null : (
        <div data-overdue="true">{t('duplicates.twice', { programmes: format.list(risk.twice.map(programme)) })}</div>
      )}
      {once.length === 0 ? null : (
        <div className="k-sub">{t('duplicates.served', { programmes: format.list(once.map(programme)) })}</div>
      )}
    </>
  )
}

function State({ proposal: { state, needsTwo, claimedBy, claimedUntil } }: { proposal: Proposal }) {
  const { t } = useTranslation()
  const held = claimedBy !== undefined && Date.parse(claimedUntil ?? '') > Date.now()
  return (
    <>
      <ProposalMark state={state} />
      {needsTwo === undefined || state === 'decided' ? null : <div className="k-sub">{t(`needsTwo.${needsTwo}`)}</div>}
      {held ? <div className="k-sub">{t('duplicates.heldBy', { account: claimedBy })}</div> : null}
    </>
  )
}
