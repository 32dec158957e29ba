import { Button, NativeSelect } from '@mantine/core'
import { IconDatabase, IconFileSpreadsheet } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Upload } from '../../../../../../src/identity/runs/schema.ts'
import { handIn, uploadsQuery } from '../../../../api/models.ts'
import { useFormat } from '../../../../parts/format.ts'
import { ProblemNotice } from '../../../../parts/ProblemNotice.tsx'
import { fileFault, formatOf, nameOf } from './file.ts'

interface SourceStepProps {
  readonly onRegistry: () => void
  readonly onUpload: (id: string) => void
}

export function SourceStep({ onRegistry, onUpload }: SourceStepProps) {
  const { t } = useTranslation()
  return (
    <div className="k-two">
      <section className="k-panel k-wizard-source" aria-labelledby="wizard-file">
        <IconFileSpreadsheet size={30} stroke={1.4} aria-hidden />
        <h2 id="wizard-file">{t('wizard.file')}</h2>
        <p className="k-sub">{t('wizard.fileNote')}</p>
        <FileField onUpload={onUpload} />
        <Earlier onUpload={onUpload} />
      </section>
      <section className="k-panel k-wizard-source" aria-labelledby="wizard-registry">
        <IconDatabase size={30} stroke={1.4} aria-hidden />
        <h2 id="wizard-registry">{t('wizard.registry')}</h2>
        <p className="k-sub">{t('wizard.registryNote')}</p>
        <div>
          <Button onClick={onRegistry}>{t('wizard.lookAtRegistry')}</Button>
        </div>
      </section>
    </div>
  )
}

function FileField({ onUpload }: Pick<SourceStepProps, 'onUpload'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const handing = useMutation({
    mutationFn: async (file: File) => {
      const fault = fileFault(file)
      if (fault !== undefined) return fault
      return handIn(nameOf(file.name), formatOf(file.name) ?? 'csv', file)
    },
    onSuccess: async (kept) => {
      if (typeof kept === 'string') return
      await client.invalidateQueries({ queryKey: uploadsQuery.queryKey })
      onUpload(kept.id)
    },
  })
  const { data, error, isPending } = handing
  return (
    <>
      <label className="k-file">
        {t('wizard.chooseFile')}
        <input
          type="file"
          accept=".csv,.xlsx,.parquet"
          disabled={isPending}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file !== undefined) handing.mutate(file)
          }}
        />
      </label>
      <p role="status" className="k-sub">
        {isPending ? t('wizard.sending') : ''}
      </p>
      {typeof data === 'string' ? (
        <p className="k-fault" role="alert">
          {t(`wizard.fileFaults.${data}`, { most: format.number(maxMegabytes) })}
        </p>
      ) : null}
      {error === null ? null : <ProblemNotice fault={error} />}
    </>
  )
}

const maxMegabytes = 20

/** The same bytes are kept once: a file that was handed in is there. */
function Earlier({ onUpload }: Pick<SourceStepProps, 'onUpload'>) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: uploads = [] } = useQuery(uploadsQuery)
  if (uploads.length === 0) return null
  const label = ({ name, format: kind, at }: Upload) => `${name} (${kind}), ${format.instant(at)}`
  return (
    <NativeSelect
      label={t('wizard.earlier')}
      value=""
      data={[
        { value: '', label: t('onboard.choose') },
        ...uploads.map((one) => ({ value: one.id, label: label(one) })),
      ]}
      onChange={(event) => {
        if (event.currentTarget.value !== '') onUpload(event.currentTarget.value)
      }}
    />
  )
}
