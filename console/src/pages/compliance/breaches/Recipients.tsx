import { Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Recipient, ShownBreach } from '../../../../../src/compliance/breaches/schema.ts'
import { complianceKey, recordTold } from '../../../api/compliance.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { useFormat } from '../../../parts/format.ts'
import { Panel } from '../../../parts/Page.tsx'
import { instantIn, localIn } from '../../../parts/zoned-time.ts'
import { useSession } from '../../../session/session.ts'
import { ToldMark } from './BreachMark.tsx'
import { RecipientTime } from './RecipientTime.tsx'
import { useToldTo } from './told-to.ts'

const referenceLimit = 120
const textLimit = 4000

/** Who must hear of it, until when, and who has. */
export function Recipients({ breach }: { breach: ShownBreach }) {
  const { t } = useTranslation()
  const format = useFormat()
  const toldTo = useToldTo()
  const { session, may } = useSession()
  const writes = may('breach.record') && session?.member === breach.member && breach.status !== 'closed'
  return (
    <Panel title={t('breach.recipients')}>
      <ul className="k-duty-told">
        {breach.recipients.map((one) => (
          <li key={one.to}>
            <strong>{toldTo(one.to)}</strong>
            <ToldMark state={one.state} />
            {one.state === 'not-required' ? null : (
              <div>
                <RecipientTime of={one} />
              </div>
            )}
            {one.told === undefined ? null : (
              <div className="k-sub">
                {t('breach.toldAt', { time: format.instant(one.told.at), reference: one.told.reference })}
                {one.told.lateBecause === undefined ? null : <q>{one.told.lateBecause}</q>}
              </div>
            )}
            {writes && one.told === undefined ? (
              <div className="k-told-act">
                <Tell breach={breach} recipient={one} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** It is recorded here that somebody was told; the telling is done by letter, call or notice. */
function Tell({ breach: { id, noticedAt }, recipient }: { breach: ShownBreach; recipient: Recipient }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const toldTo = useToldTo()
  const { timeZone } = useFormat()
  const [local, setLocal] = useState(() => localIn(timeZone, new Date().toISOString()))
  const [reference, setReference] = useState('')
  const [late, setLate] = useState('')
  const at = instantIn(timeZone, local)
  const time = at === undefined ? Number.NaN : Date.parse(at)
  // The field knows minutes only: the minute in which it was noticed is not before it.
  const fits = time <= Date.now() && time >= Math.floor(Date.parse(noticedAt) / 60_000) * 60_000
  const end = recipient.due?.at ?? recipient.agreed?.at
  const isLate = end !== undefined && time >= Date.parse(end)
  return (
    <ConfirmButton
      label={t('breach.tell')}
      size="compact-sm"
      question={t('breach.tellQuestion', { who: toldTo(recipient.to) })}
      verb={t('breach.tell')}
      ready={fits && reference.trim() !== '' && (!isLate || late.trim() !== '')}
      act={async () => {
        const exact = new Date(Math.max(time, Date.parse(noticedAt))).toISOString()
        const told = { to: recipient.to, at: exact, reference: reference.trim() }
        await recordTold(id, isLate ? { ...told, lateBecause: late.trim() } : told)
        await client.invalidateQueries({ queryKey: complianceKey })
        return t('breachDone.tell')
      }}
    >
      <div className="k-duty-steps">
        <TextInput
          type="datetime-local"
          label={t('breach.toldWhen', { zone: timeZone })}
          value={local}
          error={fits ? undefined : t('breach.toldFault')}
          onChange={(event) => setLocal(event.currentTarget.value)}
        />
        <TextInput
          label={t('newCase.reference')}
          description={t('newCase.referenceNote')}
          required
          value={reference}
          maxLength={referenceLimit}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        {isLate ? (
          <Textarea
            label={t('breach.late')}
            description={t('breach.lateNote')}
            required
            value={late}
            maxLength={textLimit}
            autosize
            minRows={2}
            onChange={(event) => setLate(event.currentTarget.value)}
          />
        ) : null}
      </div>
    </ConfirmButton>
  )
}
