import { FileInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agreement } from '../../../../src/agreements/schema.ts'
import { registerSigningKey, sendSignature, type VersionHistory } from '../../api/agreements.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { keyFromPem, type OwnKey } from '../../parts/sign.ts'

interface SignDialogProps {
  readonly agreement: Agreement
  readonly version: VersionHistory
}

/** Signs in the page: the key is read from a file of the signatory's, and only the signature is sent. */
export function SignDialog({ agreement, version }: SignDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [key, setKey] = useState<OwnKey>()
  const choose = async (chosen: File | null) => {
    setFile(chosen)
    setKey(chosen === null ? undefined : keyFromPem(await chosen.text()))
  }
  return (
    <ConfirmButton
      label={t('signing.sign')}
      question={t('signing.question', { version: version.version })}
      verb={t('signing.sign')}
      variant="filled"
      ready={key !== undefined}
      act={async () => {
        if (key === undefined) return ''
        await registerSigningKey(key.jwk)
        await sendSignature({ id: agreement.id, version: version.version }, key.sign(agreement))
        await choose(null)
        await client.invalidateQueries({ queryKey: ['agreements'] })
        return t('signing.signed')
      }}
    >
      <p>{t('signing.means')}</p>
      <p className="k-code k-sub">{version.hash}</p>
      <FileInput
        label={t('signing.keyFile')}
        description={t('signing.keyNote')}
        accept=".pem"
        value={file}
        onChange={(chosen) => void choose(chosen)}
        error={file !== null && key === undefined ? t('signing.noKey') : undefined}
      />
    </ConfirmButton>
  )
}
