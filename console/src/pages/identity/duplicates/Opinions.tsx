import { useTranslation } from 'react-i18next'
import type { SideBySide } from '../../../../../src/identity/review/schema.ts'
import { Panel } from '../../../parts/Page.tsx'
import { When } from '../../../parts/When.tsx'
import { DecisionMark } from '../words.tsx'

/** One's own, and those of others once one has said one's own: a second look is worth something only then. */
export function Opinions({ pair: { proposal, opinions } }: { pair: SideBySide }) {
  const { t } = useTranslation()
  const hidden = proposal.opinions - opinions.length
  if (proposal.opinions === 0) return null
  return (
    <Panel title={t('pair.opinions')}>
      <ul className="k-plain-list k-opinions">
        {opinions.map(({ account, verdict, at, reason }) => (
          <li key={account}>
            <DecisionMark kind={verdict} /> <strong>{account}</strong>
            <span className="k-sub">
              {t(`linkReasons.${reason}`)} · <When at={at} />
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 ? <p className="k-sub">{t('pair.hiddenOpinions', { number: hidden })}</p> : null}
    </Panel>
  )
}
