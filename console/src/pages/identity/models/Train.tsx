import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptModel } from '../../../../../src/identity/models/schema.ts'
import type { RunRequest } from '../../../../../src/identity/runs/schema.ts'
import { identityKey } from '../../../api/identity.ts'
import { runsQuery } from '../../../api/linkage-runs.ts'
import { startRun, uploadsQuery } from '../../../api/models.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { RunProgress } from './RunProgress.tsx'

/** A model gets its numbers from a run: over the registry, or over a file that was handed in. */
export function Train({ kept: { digest, model } }: { readonly kept: KeptModel }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: runs = [] } = useQuery(runsQuery())
  const [source, setSource] = useState({ upload: '', recordId: '' })
  const last = runs.find((run) => run.model === digest)
  const running = last !== undefined && last.endedAt === undefined
  return (
    <>
      {last === undefined ? null : <RunProgress id={last.id} />}
      {running ? null : (
        <ConfirmButton
          label={t('modelUse.train')}
          variant="filled"
          question={t('modelUse.trainQuestion')}
          verb={t('modelUse.train')}
          ready={source.upload === '' || source.recordId !== ''}
          act={async () => {
            await startRun({ sources: [runSource(source, model)], model: digest })
            await client.invalidateQueries({ queryKey: identityKey })
            return ''
          }}
        >
          <p>{t('modelUse.trainMeans')}</p>
          <SourceFields source={source} onChange={setSource} />
        </ConfirmButton>
      )}
    </>
  )
}

interface Chosen {
  readonly upload: string
  readonly recordId: string
}

/** The file's columns are named as the model reads them: it was written for the file. */
export function runSource({ upload, recordId }: Chosen, { fields }: KeptModel['model']): RunRequest['sources'][number] {
  if (upload === '') return { registry: 'person' }
  const read = fields.flatMap(({ from }) => from)
  return { upload, recordId, columns: Object.fromEntries(read.map((column) => [column, column])) }
}

function SourceFields({ source, onChange }: { readonly source: Chosen; readonly onChange: (next: Chosen) => void }) {
  const { t } = useTranslation()
  const { data: uploads = [] } = useQuery(uploadsQuery)
  return (
    <>
      <NativeSelect
        label={t('modelUse.trainOn')}
        value={source.upload}
        data={[
          { value: '', label: t('modelling.registry') },
          ...uploads.map(({ id, name, format }) => ({ value: id, label: `${name} (${format})` })),
        ]}
        onChange={(event) => onChange({ ...source, upload: event.currentTarget.value })}
      />
      {source.upload === '' ? null : (
        <TextInput
          label={t('wizard.recordId')}
          value={source.recordId}
          onChange={(event) => onChange({ ...source, recordId: event.currentTarget.value })}
        />
      )}
    </>
  )
}
