import { TextInput } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason, ShownDecision } from '../../../../../src/identity/people/schema.ts'
import { identityKey, unmerge } from '../../../api/identity.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { reasonsOf } from '../known.ts'
import { ReasonSelect } from '../ReasonSelect.tsx'
import { RecordName } from '../words.tsx'

const referenceLimit = 120

/** Takes back a decision that joined records: what was apart before is apart again. */
export function TakeBack({ decision: { id, first, second } }: { decision: ShownDecision }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [reason, setReason] = useState<Reason>()
  const [reference, setReference] = useState('')
  const take = async () => {
    if (reason === undefined) return ''
    const papers = reference.trim()
    await unmerge({ decision: id, reason, ...(papers === '' ? {} : { reference: papers }) })
    await client.invalidateQueries({ queryKey: identityKey })
    return t('takeBack.done')
  }
  return (
    <ConfirmButton
      label={t('takeBack.label')}
      size="xs"
      leftSection={<IconArrowBackUp size={15} aria-hidden />}
      question={t('takeBack.question')}
      verb={t('takeBack.label')}
      ready={reason !== undefined}
      act={take}
    >
      <p>
        <RecordName of={first} /> <span aria-hidden>·</span> <RecordName of={second} />
      </p>
      <p>{t('takeBack.means')}</p>
      <ReasonSelect reasons={reasonsOf.unmerge} value={reason} onChoose={setReason} />
      <TextInput
        mt="sm"
        label={t('takeBack.reference')}
        description={t('takeBack.referenceNote')}
        value={reference}
        maxLength={referenceLimit}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
    </ConfirmButton>
  )
}
