import { useTranslation } from 'react-i18next'
import type { Explanation } from '../../../../src/identity/review/schema.ts'
import { useBits } from './words.tsx'

/**
 * The weight of a pair taken apart, as a waterfall in words: from how rare one person's records are among all pairs, by
 * each piece of evidence, to the sum. Bars only repeat the numbers.
 */
export function Evidence({ explanation: { summary, kin, note, prior, evidence } }: { explanation: Explanation }) {
  const { t } = useTranslation()
  const total = prior + evidence.reduce((sum, { moves }) => sum + moves, 0)
  const widest = Math.max(Math.abs(prior), Math.abs(total), ...evidence.map(({ moves }) => Math.abs(moves)), 1)
  return (
    <>
      <p className="k-evidence-sum">{summary}</p>
      <p className="k-sub">
        {kin} {note} {t('evidence.bits')}
      </p>
      <ol className="k-evidence">
        <Line says={t('evidence.prior')} because={t('evidence.priorWhy')} moves={prior} widest={widest} />
        {evidence.map(({ comparison, says, because, moves }) => (
          <Line key={comparison} says={says} because={because} moves={moves} widest={widest} />
        ))}
        <Line says={t('evidence.sum')} because="" moves={total} widest={widest} total />
      </ol>
    </>
  )
}

interface LineProps {
  readonly says: string
  readonly because: string
  readonly moves: number
  readonly widest: number
  readonly total?: boolean
}

const half = 50

function Line({ says, because, moves, widest, total = false }: LineProps) {
  const bits = useBits()
  const share = (Math.abs(moves) / widest) * half
  const direction = moves > 0 ? 'for' : moves < 0 ? 'against' : 'none'
  const start = moves < 0 ? half - share : half
  return (
    <li data-direction={direction} data-total={total}>
      <span>
        {says}
        {because === '' ? null : <span className="k-sub k-evidence-why">{because}</span>}
      </span>
      <span className="k-evidence-bar" aria-hidden>
        <span style={{ insetInlineStart: `${start}%`, inlineSize: `${share}%` }} />
      </span>
      <span className="k-evidence-bits">{bits(moves)}</span>
    </li>
  )
}
