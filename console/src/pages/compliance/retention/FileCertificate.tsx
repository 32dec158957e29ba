import { FileInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeletionStatement, RetentionDuty } from '../../../../../src/compliance/retention/schema.ts'
import { complianceKey, fileCertificate } from '../../../api/compliance.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { keyFromPem, type OwnKey } from '../../../parts/sign.ts'
import { useKept } from './retention-words.ts'

const methodLimit = 300

/** The statement is signed in the page: the key is read from a file, and only the signature is sent. */
export function FileCertificate({ duty }: { duty: RetentionDuty }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const names = useNames()
  const kept = useKept()
  const today = useFormat().today()
  const { agreement, member, rule, action, oldest, holdUntil } = duty
  const [through, setThrough] = useState([holdUntil ?? today, today].sort()[0] ?? today)
  const [records, setRecords] = useState('')
  const [method, setMethod] = useState('')
  const [file, setFile] = useState<File | null>(null)
  const [key, setKey] = useState<OwnKey>()
  const choose = async (chosen: File | null) => {
    setFile(chosen)
    setKey(chosen === null ? undefined : keyFromPem(await chosen.text()))
  }
  const statement: DeletionStatement = {
    ...{ agreement, member, rule, action, through, madeOn: today },
    ...{ records: Number(records), method: method.trim() },
  }
  const complete = /^\d{1,9}$/.test(records) && statement.method !== '' && through >= (oldest ?? '') && through <= today
  return (
    <ConfirmButton
      label={t('certificate.file')}
      size="compact-sm"
      question={t('certificate.question')}
      verb={t('certificate.sign')}
      ready={complete && key !== undefined}
      act={async () => {
        if (key === undefined) return ''
        await fileCertificate({ statement, jws: key.sign(statement) })
        await choose(null)
        await client.invalidateQueries({ queryKey: complianceKey })
        return t('certificate.filed')
      }}
    >
      <div className="k-duty-steps">
        <p>
          {t(`certificate.means.${action}`, { member: names.member(member), agreement: names.agreement(agreement) })}
        </p>
        <p className="k-sub">{kept(duty)}</p>
        <TextInput
          type="date"
          label={t('certificate.through')}
          description={t('certificate.throughNote')}
          value={through}
          min={oldest ?? ''}
          max={today}
          onChange={(event) => setThrough(event.currentTarget.value)}
        />
        <TextInput
          label={t('certificate.records')}
          inputMode="numeric"
          value={records}
          onChange={(event) => setRecords(event.currentTarget.value)}
        />
        <TextInput
          label={t('certificate.method')}
          description={t('certificate.methodNote')}
          value={method}
          maxLength={methodLimit}
          onChange={(event) => setMethod(event.currentTarget.value)}
        />
        <FileInput
          label={t('signing.keyFile')}
          description={t('certificate.keyNote')}
          accept=".pem"
          value={file}
          onChange={(chosen) => void choose(chosen)}
          error={file !== null && key === undefined ? t('signing.noKey') : undefined}
        />
      </div>
    </ConfirmButton>
  )
}
