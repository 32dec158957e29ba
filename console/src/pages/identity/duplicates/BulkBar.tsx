import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../../../src/identity/people/schema.ts'
import { identityKey, proposeBulk } from '../../../api/identity.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { reasonsOf } from '../known.ts'
import { ReasonSelect } from '../ReasonSelect.tsx'

interface BulkBarProps {
  readonly chosen: ReadonlySet<string>
  readonly onDone: () => void
}

/** Many pairs decided alike: put by one steward, carried out when another confirms it. */
export function BulkBar({ chosen, onDone }: BulkBarProps) {
  const { t } = useTranslation()
  if (chosen.size === 0) return null
  return (
    <>
      <span className="k-sub">{t('bulk.chosen', { number: chosen.size })}</span>
      <PutBulk verdict="link" chosen={chosen} onDone={onDone} />
      <PutBulk verdict="not-link" chosen={chosen} onDone={onDone} />
    </>
  )
}

function PutBulk({ verdict, chosen, onDone }: BulkBarProps & { readonly verdict: 'link' | 'not-link' }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [reason, setReason] = useState<Reason>('evidence-of-the-records')
  const put = async () => {
    await proposeBulk({ proposals: [...chosen], verdict, reason })
    await client.invalidateQueries({ queryKey: identityKey })
    onDone()
    return t('bulk.put')
  }
  return (
    <ConfirmButton
      label={t(`bulk.${verdict}`)}
      size="xs"
      question={t(`bulk.${verdict}Question`, { number: chosen.size })}
      verb={t('bulk.verb')}
      act={put}
    >
      <p>{t('bulk.means')}</p>
      <ReasonSelect reasons={reasonsOf[verdict]} value={reason} onChoose={setReason} />
    </ConfirmButton>
  )
}
