import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { SourceAnswer } from '../../../../src/exchange/schema.ts'
import { gateKey } from '../../parts/gates.ts'
import { useReason } from '../../parts/reason.ts'

/** Why a source gave no answer: at which gate, the sentence, what would mend it. */
export function NoAnswer({ answer }: { answer: SourceAnswer }) {
  const { t } = useTranslation()
  const gate = answer.decision?.refusedAt
  const wordsOf = useReason()
  const words =
    answer.reason === undefined ? { message: t(`statusExplained.${answer.status}`) } : wordsOf(answer.reason)
  const agreement = answer.decision?.agreement?.id
  return (
    <div className="k-no-answer" data-status={answer.status}>
      {gate === undefined ? null : (
        <p className="k-no-answer-gate">
          {t('ask.refusedAt', { gate })} · {t(gateKey(gate))}
        </p>
      )}
      <p>{words.message}</p>
      {words.fix === undefined ? null : (
        <p>
          <strong>{t('problem.whatHelps')}</strong> {words.fix}
        </p>
      )}
      {agreement === undefined ? null : (
        <p>
          <Link to="/agreements/$id" params={{ id: agreement }}>
            {t('ask.readAgreement')}
          </Link>
        </p>
      )}
    </div>
  )
}
