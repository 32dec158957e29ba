import { Button, NativeSelect } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptModel } from '../../../../../src/identity/models/schema.ts'
import { uploadColumnsQuery } from '../../../api/linkage-runs.ts'
import { handIn, uploadsQuery } from '../../../api/models.ts'
import { useFormat } from '../../../parts/format.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import { ProblemNotice } from '../../../parts/ProblemNotice.tsx'
import { formatOf, nameOf } from '../models/wizard/file.ts'
import { columnCalled, columnsRead, likelyId } from './guess.ts'

/** A file as it is being chosen: which, what tells its records apart, and what its columns mean. */
export interface ChosenFile {
  readonly upload?: string
  readonly recordId?: string
  /** From a column that the model reads to the file's own. */
  readonly columns?: Readonly<Record<string, string>>
}

export const isReady = ({ upload = '', recordId = '', columns = {} }: ChosenFile): boolean =>
  upload !== '' && recordId !== '' && Object.keys(columns).length > 0

interface FileSourceProps {
  readonly number: number
  readonly file: ChosenFile
  readonly model: KeptModel['model'] | undefined
  readonly showFaults: boolean
  /** Undefined takes it away. */
  readonly onChange: (file: ChosenFile | undefined) => void
}

export function FileSource({ number, file, model, showFaults, onChange }: FileSourceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const { data: uploads = [] } = useQuery(uploadsQuery)
  return (
    <fieldset className="k-fieldset">
      <legend>{t('newRun.file', { number })}</legend>
      <div className="k-run-file">
        {uploads.length === 0 ? null : (
          <NativeSelect
            label={t('newRun.handedIn')}
            value={file.upload ?? ''}
            onChange={(event) => onChange({ upload: event.currentTarget.value })}
            data={[
              { value: '', label: t('newRun.another') },
              ...uploads.map(({ id, name, at }) => ({ value: id, label: `${name}, ${format.moment(at)}` })),
            ]}
          />
        )}
        {(file.upload ?? '') === '' ? <HandIn onKept={(upload) => onChange({ upload })} /> : null}
        {(file.upload ?? '') === '' ? null : <Mapping file={file} model={model} onChange={onChange} />}
        {showFaults && !isReady(file) ? (
          <p role="alert" className="k-run-fault">
            {t('newRun.fileNotReady')}
          </p>
        ) : null}
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => onChange(undefined)}
          >
            {t('newRun.takeAway', { number })}
          </Button>
        </div>
      </div>
    </fieldset>
  )
}

function HandIn({ onKept }: { onKept: (upload: string) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const client = useQueryClient()
  const sending = useMutation({
    async mutationFn(file: File) {
      const kept = await handIn(nameOf(file.name), formatOf(file.name) ?? 'csv', file)
      await client.invalidateQueries({ queryKey: uploadsQuery.queryKey })
      return kept
    },
    onSuccess: (kept) => onKept(kept.id),
  })
  return (
    <div>
      <label htmlFor={id}>{t('newRun.fileLabel')}</label>
      <p className="k-sub" id={`${id}-note`}>
        {t('newRun.fileNote')}
      </p>
      <input
        id={id}
        type="file"
        accept=".csv,.txt,.xlsx,.parquet"
        aria-describedby={`${id}-note`}
        disabled={sending.isPending}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0]
          if (chosen !== undefined) sending.mutate(chosen)
        }}
      />
      <span role="status" className="k-sub">
        {sending.isPending ? t('newRun.handingIn') : ''}
      </span>
      {sending.error === null ? null : <ProblemNotice fault={sending.error} />}
    </div>
  )
}

type MappingProps = Pick<FileSourceProps, 'file' | 'model' | 'onChange'>

function Mapping({ file, model, onChange }: MappingProps) {
  const { t } = useTranslation()
  const query = useQuery(uploadColumnsQuery(file.upload ?? ''))
  if (model === undefined) return <p>{t('newRun.noModel')}</p>
  return (
    <Loaded query={query}>
      {(columns) => <Columns file={file} model={model} onChange={onChange} columns={columns} />}
    </Loaded>
  )
}

function Columns({
  file,
  model,
  onChange,
  columns,
}: MappingProps & { model: KeptModel['model']; columns: readonly string[] }) {
  const { t } = useTranslation()
  const read = columnsRead(model)
  const untouched = file.columns === undefined
  // What can be guessed is filled in once; the reader has the last word.
  useEffect(() => {
    if (!untouched) return
    const guessed = read.flatMap((wanted) => {
      const own = columnCalled(wanted, columns)
      return own === undefined ? [] : [[wanted, own] as const]
    })
    const id = likelyId(columns)
    onChange({ ...file, columns: Object.fromEntries(guessed), ...(id === undefined ? {} : { recordId: id }) })
  })
  const options = (empty: string) => [{ value: '', label: empty }, ...columns.map((value) => ({ value, label: value }))]
  const map = (wanted: string, own: string) => {
    const { [wanted]: _, ...others } = file.columns ?? {}
    onChange({ ...file, columns: own === '' ? others : { ...others, [wanted]: own } })
  }
  return (
    <>
      <NativeSelect
        label={t('newRun.recordId')}
        description={t('newRun.recordIdNote')}
        value={file.recordId ?? ''}
        onChange={(event) => onChange({ ...file, recordId: event.currentTarget.value })}
        data={options(t('newRun.chooseColumn'))}
      />
      <p className="k-sub">{t('newRun.columnsNote')}</p>
      <div className="k-run-columns">
        {read.map((wanted) => (
          <NativeSelect
            key={wanted}
            label={wanted}
            value={file.columns?.[wanted] ?? ''}
            onChange={(event) => map(wanted, event.currentTarget.value)}
            data={options(t('newRun.noColumn'))}
          />
        ))}
      </div>
    </>
  )
}
