import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SideBySide } from '../../../../../src/identity/review/schema.ts'
import { Panel } from '../../../parts/Page.tsx'
import { certaintyOf } from '../known.ts'
import { CertaintyMark, ProposalMark, useBits } from '../words.tsx'
import { PairLink } from './proposal-columns.tsx'

/** Other pairs in which one of the two stands: three who are alike are often one family. */
export function Neighbours({ pair: { proposal, neighbours } }: { pair: SideBySide }) {
  const { t } = useTranslation()
  const bits = useBits()
  if (neighbours.length === 0) return null
  return (
    <Panel
      title={t('pair.neighbours')}
      actions={
        <Link to="/identity/duplicates" search={{ cluster: proposal.cluster } as never}>
          {t('pair.cluster')}
        </Link>
      }
    >
      <ul className="k-fields">
        {neighbours.map((other) => (
          <li key={other.id}>
            <span className="k-field-name">
              <PairLink proposal={other} />
            </span>
            <span className="k-field-form">
              <CertaintyMark certainty={certaintyOf(other)} />
              <span className="k-sub">{bits(other.weight)}</span>
              <ProposalMark state={other.state} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
