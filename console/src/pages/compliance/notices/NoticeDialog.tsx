import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { complianceKey, type IndirectNotice, recordNotice } from '../../../api/compliance.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { instantIn, localIn } from '../../../parts/zoned-time.ts'
import { noticeChannels } from '../known.ts'

const textLimit = 120

/** That people were told holds for everyone first asked about before it. */
export function NoticeDialog({ notice }: { notice: IndirectNotice }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const names = useNames()
  const format = useFormat()
  const [channel, setChannel] = useState<string>(noticeChannels[0])
  const [local, setLocal] = useState(() => localIn(format.timeZone, new Date().toISOString()))
  const [reference, setReference] = useState('')
  const givenAt = instantIn(format.timeZone, local)
  const past = givenAt !== undefined && Date.parse(givenAt) <= Date.now()
  return (
    <ConfirmButton
      label={t('notices.record')}
      size="compact-sm"
      question={t('notices.question')}
      verb={t('notices.record')}
      ready={past && reference.trim() !== ''}
      act={async () => {
        await recordNotice({
          agreement: notice.agreement,
          channel,
          givenAt: givenAt ?? '',
          reference: reference.trim(),
        })
        await client.invalidateQueries({ queryKey: complianceKey })
        return t('notices.recorded')
      }}
    >
      <div className="k-duty-steps">
        <p>
          {t('notices.means', {
            agreement: names.agreement(notice.agreement),
            number: format.number(notice.persons),
          })}
        </p>
        <NativeSelect
          label={t('notices.channel')}
          value={channel}
          onChange={(event) => setChannel(event.currentTarget.value)}
          data={noticeChannels.map((value) => ({ value, label: t(`noticeChannels.${value}`) }))}
        />
        <TextInput
          type="datetime-local"
          label={t('notices.givenAt', { zone: format.timeZone })}
          value={local}
          error={past ? undefined : t('newCase.fault.receivedAt')}
          onChange={(event) => setLocal(event.currentTarget.value)}
        />
        <TextInput
          label={t('newCase.reference')}
          description={t('newCase.referenceNote')}
          value={reference}
          maxLength={textLimit}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      </div>
    </ConfirmButton>
  )
}
