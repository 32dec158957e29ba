import { Button, NativeSelect } from '@mantine/core'
import { IconBulb } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftSource, Profile } from '../../../../../../src/identity/drafts/schema.ts'
import { identityKey } from '../../../../api/identity.ts'
import { keepModel, startRun } from '../../../../api/models.ts'
import { useFormat } from '../../../../parts/format.ts'
import { Panel } from '../../../../parts/Page.tsx'
import { ProblemNotice } from '../../../../parts/ProblemNotice.tsx'
import { useSession } from '../../../../session/session.ts'
import { useColumnWords } from '../condition-words.ts'
import { typedOf } from '../edit/draft.ts'
import { leaveForEditor } from '../edit/kept.ts'
import { RunProgress } from '../RunProgress.tsx'
import { runSource } from '../Train.tsx'
import { leftOut, recordIdOf } from './columns.ts'

interface ModelStepProps {
  /** What the model is called at first. */
  readonly id: string
  readonly profile: Profile
  readonly source: DraftSource
  readonly onBack: () => void
}

type Proposal = NonNullable<Profile['proposal']>

/** The proposed model in words, with what it costs, and three ways on: try it, keep it, write on. */
export function ModelStep({ id, profile, source, onBack }: ModelStepProps) {
  const { t } = useTranslation()
  const { proposal } = profile
  if (proposal === undefined) {
    return (
      <>
        <p className="k-fault">{profile.nothing?.message}</p>
        <Button variant="default" onClick={onBack}>
          {t('wizard.backToColumns')}
        </Button>
      </>
    )
  }
  return (
    <>
      <Notes profile={profile} notes={proposal.notes} />
      <div className="k-two">
        <Evidence proposal={proposal} />
        <Rules proposal={proposal} />
      </div>
      <Onward {...{ id, profile, proposal, source, onBack }} />
    </>
  )
}

/** Columns that do not count are told in one sentence: a registry has many. */
function Notes({ profile, notes }: { readonly profile: Profile; readonly notes: Proposal['notes'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unknown = leftOut(profile)
  const told = notes.filter(({ code }) => code !== 'column-unknown').map(({ text }) => text)
  const all = unknown.length === 0 ? told : [...told, t('wizard.leftOut', { columns: format.list(unknown) })]
  if (all.length === 0) return null
  return (
    <Panel title={t('wizard.notes')}>
      <ul className="k-wizard-notes">
        {all.map((text) => (
          <li key={text}>
            <IconBulb size={16} aria-hidden /> <span>{text}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Evidence({ proposal: { model } }: { readonly proposal: Proposal }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('wizard.evidence')}>
      <p className="k-sub">{t('wizard.evidenceNote')}</p>
      <ul className="k-plain-list">
        {model.comparisons.map(({ id, levels }) => {
          const field = model.fields.find((one) => one.id === id)
          return (
            <li key={id}>
              <strong>{field === undefined ? id : t(`fieldKinds.${field.kind}`)}</strong>{' '}
              <span className="k-sub">
                {field?.from.join(' + ')} · {t('modelling.levelCount', { number: levels.length })}
              </span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

function Rules({ proposal: { rules } }: { readonly proposal: Proposal }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useColumnWords()
  const all = rules.reduce((sum, { pairs }) => sum + pairs, 0)
  return (
    <Panel title={t('wizard.rules')}>
      <p className="k-sub">{t('wizard.rulesNote', { pairs: format.number(all) })}</p>
      <ul className="k-plain-list">
        {rules.map(({ id, columns, pairs }) => (
          <li key={id}>
            {format.list(columns.map(words))}{' '}
            <span className="k-sub">{t('wizard.about', { pairs: format.number(pairs) })}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Onward({ id, profile, proposal, source, onBack }: ModelStepProps & { readonly proposal: Proposal }) {
  const model = { ...proposal.model, id }
  const { t } = useTranslation()
  const { session } = useSession()
  const router = useRouter()
  const client = useQueryClient()
  const [recordId, setRecordId] = useState(recordIdOf(profile) ?? '')
  const upload = 'upload' in source ? source.upload : ''
  const trying = useMutation({
    mutationFn: async () => {
      const kept = await keepModel(model)
      const run = await startRun({ sources: [runSource({ upload, recordId }, kept.model)], model: kept.digest })
      await client.invalidateQueries({ queryKey: identityKey })
      return { kept: kept.digest, run: run.id }
    },
  })
  const write = async () => {
    leaveForEditor(session?.username ?? '', typedOf(model, source))
    await router.navigate({ to: '/identity/models/new' })
  }
  const { data, error, isPending } = trying
  return (
    <Panel title={t('wizard.onward')}>
      <p>{t('wizard.onwardNote')}</p>
      {upload === '' ? null : (
        <NativeSelect
          label={t('wizard.recordId')}
          description={t('wizard.recordIdNote')}
          value={recordId}
          data={[{ value: '', label: t('onboard.choose') }, ...profile.columns.map(({ column }) => column)]}
          onChange={(event) => setRecordId(event.currentTarget.value)}
        />
      )}
      {error === null ? null : <ProblemNotice fault={error} />}
      {data === undefined ? null : (
        <>
          <RunProgress id={data.run} />
          <Link to="/identity/models/$id" params={{ id: data.kept }}>
            {t('wizard.toKept')}
          </Link>
        </>
      )}
      <div className="k-form-buttons">
        <Button variant="default" onClick={onBack}>
          {t('wizard.backToColumns')}
        </Button>
        <Button variant="default" onClick={() => void write()}>
          {t('wizard.toEditor')}
        </Button>
        {data === undefined ? (
          <Button loading={isPending} disabled={upload !== '' && recordId === ''} onClick={() => trying.mutate()}>
            {t('wizard.tryIt')}
          </Button>
        ) : null}
      </div>
    </Panel>
  )
}
