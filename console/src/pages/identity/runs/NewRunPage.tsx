import './runs.css'
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { IconPlayerPlay, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptModel } from '../../../../../src/identity/models/schema.ts'
import type { RunRequest } from '../../../../../src/identity/runs/schema.ts'
import { identityKey, modelsQuery } from '../../../api/identity.ts'
import { startRun } from '../../../api/models.ts'
import { Choice } from '../../../parts/Choice.tsx'
import { Guarded } from '../../../parts/Forbidden.tsx'
import { Loaded } from '../../../parts/Loaded.tsx'
import { useLocal } from '../../../parts/local.ts'
import { Page, Panel } from '../../../parts/Page.tsx'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { type ChosenFile, FileSource, isReady } from './FileSource.tsx'

const maxFiles = 4

export function NewRunPage(): ReactNode {
  const { t } = useTranslation()
  const query = useQuery(modelsQuery)
  return (
    <Guarded permission="identity.run">
      <Page
        title={t('newRun.title')}
        lead={t('newRun.lead')}
        above={
          <Link to="/identity/runs" className="k-above">
            {t('pages.runs')}
          </Link>
        }
        width={960}
      >
        <Loaded query={query}>{(models) => <RunForm models={models} />}</Loaded>
      </Page>
    </Guarded>
  )
}

interface Options {
  readonly model: string
  readonly retrain: boolean
  readonly use: boolean
  readonly threshold: 'model' | 'proposed'
}

function RunForm({ models }: { models: readonly KeptModel[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const router = useRouter()
  const [registry, setRegistry] = useState(true)
  const [files, setFiles] = useState<readonly ChosenFile[]>([])
  const [options, setOptions] = useState<Options>({ model: '', retrain: false, use: false, threshold: 'model' })
  const [asked, setAsked] = useState(false)
  const model = models.find(({ digest, live }) => (options.model === '' ? live : digest === options.model))
  const start = useMutation({
    mutationFn: startRun,
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: identityKey })
      await router.navigate({ to: '/identity/runs/$id', params: { id } })
    },
  })
  const ready = (registry || files.length > 0) && files.every(isReady)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAsked(true)
    if (ready) start.mutate(requestOf({ registry, files, options }))
  }
  const change = (at: number, file: ChosenFile | undefined) =>
    setFiles(file === undefined ? files.filter((_, i) => i !== at) : files.map((one, i) => (i === at ? file : one)))
  return (
    <form onSubmit={submit} className="k-run-form" noValidate>
      <Panel title={t('newRun.whose')}>
        <Checkbox
          label={t('newRun.registry')}
          description={t('newRun.registryNote')}
          checked={registry}
          onChange={(event) => setRegistry(event.currentTarget.checked)}
        />
        {files.map((file, at) => (
          <FileSource
            // biome-ignore lint/suspicious/noArrayIndexKey: a file that is not chosen yet has no other identity.
            key={at}
            number={at + 1}
            file={file}
            model={model?.model}
            showFaults={asked}
            onChange={(next) => change(at, next)}
          />
        ))}
        {files.length < maxFiles ? (
          <Button
            mt="sm"
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setFiles([...files, {}])}
          >
            {t('newRun.addFile')}
          </Button>
        ) : null}
        {asked && !registry && files.length === 0 ? (
          <p role="alert" className="k-run-fault">
            {t('newRun.nobody')}
          </p>
        ) : null}
      </Panel>
      <HowPanel models={models} options={options} onChange={setOptions} />
      {start.error === null ? null : <ProblemNotice fault={start.error} />}
      <Button type="submit" loading={start.isPending} leftSection={<IconPlayerPlay size={16} aria-hidden />}>
        {t('newRun.start')}
      </Button>
    </form>
  )
}

interface HowProps {
  readonly models: readonly KeptModel[]
  readonly options: Options
  readonly onChange: (options: Options) => void
}

function HowPanel({ models, options, onChange }: HowProps) {
  const { t } = useTranslation()
  const local = useLocal()
  const { model, retrain, use, threshold } = options
  return (
    <Panel title={t('newRun.how')}>
      <div className="k-run-form">
        <NativeSelect
          label={t('newRun.model')}
          description={t('newRun.modelNote')}
          value={model}
          onChange={(event) => onChange({ ...options, model: event.currentTarget.value })}
          data={[
            { value: '', label: t('newRun.modelInUse') },
            ...models.map((one) => ({
              value: one.digest,
              label: `${local(one.model.title) || one.model.id}, ${t('agreement.versionNumber', { version: one.model.version })}`,
            })),
          ]}
        />
        <Checkbox
          label={t('newRun.retrain')}
          description={t('newRun.retrainNote')}
          checked={retrain}
          onChange={(event) => onChange({ ...options, retrain: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('newRun.use')}
          description={t('newRun.useNote')}
          checked={use}
          onChange={(event) => onChange({ ...options, use: event.currentTarget.checked })}
        />
        <Choice
          label={t('newRun.threshold')}
          value={threshold}
          onChoose={(value) => onChange({ ...options, threshold: value })}
          options={(['model', 'proposed'] as const).map((value) => ({
            ...{ value, label: t(`newRunThresholds.${value}`), note: t(`newRunThresholdNotes.${value}`) },
          }))}
        />
      </div>
    </Panel>
  )
}

interface Asked {
  readonly registry: boolean
  readonly files: readonly ChosenFile[]
  readonly options: Options
}

const requestOf = ({ registry, files, options: { model, retrain, use, threshold } }: Asked): RunRequest => ({
  sources: [
    ...(registry ? [{ registry: 'person' as const }] : []),
    ...files.map(({ upload = '', recordId = '', columns = {} }) => ({ upload, recordId, columns: { ...columns } })),
  ],
  ...(model === '' ? {} : { model }),
  ...(retrain ? { retrain } : {}),
  ...(use ? { use } : {}),
  ...(threshold === 'model' ? {} : { threshold }),
})
