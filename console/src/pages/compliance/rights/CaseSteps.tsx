import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Refusal, ShownCase } from '../../../../../src/compliance/rights/schema.ts'
import {
  type CaseMove,
  type CasePage,
  complianceKey,
  disclose,
  discloseTable,
  moveCase,
} from '../../../api/compliance.ts'
import { ConfirmButton } from '../../../parts/ConfirmButton.tsx'
import { useFormat } from '../../../parts/format.ts'
import { useNames } from '../../../parts/names.ts'
import { Panel } from '../../../parts/Page.tsx'
import { saveFile } from '../../../parts/save-file.ts'
import { useSession } from '../../../session/session.ts'
import { refusalGrounds } from '../known.ts'

const textLimit = 120
const recorded: readonly string[] = ['verify', 'begin']

/** What the case waits for, and what the reader may do: the server says which steps its state leaves open. */
export function CaseSteps({ data }: { data: CasePage }) {
  const { t } = useTranslation()
  const { session, may } = useSession()
  const { case: found } = data
  const own = session?.member === found.member
  const possible = own
    ? found.open.filter((step) => may(recorded.includes(step) ? 'rights.record' : 'rights.decide'))
    : []
  return (
    <Panel title={t('standing.next')}>
      <p className="k-duty-note">{t(`case.waits.${waitsFor(data)}`)}</p>
      {possible.length === 0 ? (
        <p className="k-sub k-duty-note">{t(own ? 'standing.nothingToDo' : 'case.notYours')}</p>
      ) : (
        <div className="k-panel-actions">
          {possible.map((step) => (
            <StepOf key={step} step={step} data={data} />
          ))}
        </div>
      )}
    </Panel>
  )
}

function waitsFor({ case: { status, kind, steps, open }, notices }: CasePage) {
  if (status === 'done') return open.includes('lift') ? ('restricted' as const) : ('done' as const)
  if (status !== 'in-progress') return status
  const took = (name: string): boolean => steps.some(({ step }) => step === name)
  if (kind === 'access' || kind === 'portability')
    return took('disclose') ? ('answered' as const) : ('disclosure' as const)
  if (kind === 'objection' || kind === 'restriction') return 'decision' as const
  if (!took('propagate')) return 'correction' as const
  return notices.some(({ acknowledgedAt }) => acknowledgedAt === undefined)
    ? ('acknowledgement' as const)
    : ('answered' as const)
}

function StepOf({ step, data }: { step: ShownCase['open'][number]; data: CasePage }) {
  switch (step) {
    case 'verify':
    case 'begin':
    case 'propagate':
    case 'lift':
      return <Move step={step} found={data.case} />
    case 'extend':
      return <Extend found={data.case} />
    case 'close':
      return <Close data={data} />
    case 'refuse':
      return <Refuse found={data.case} />
    case 'disclose':
      return <Disclose found={data.case} />
    case 'receive':
      return null
  }
}

interface MoveProps {
  readonly step: CaseMove
  readonly found: ShownCase
  readonly body?: object
  readonly ready?: boolean
  readonly children?: ReactNode
}

function Move({ step, found, body, ready = true, children }: MoveProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const forward = step !== 'refuse' && step !== 'extend'
  return (
    <ConfirmButton
      label={t(`caseSteps.${step}`)}
      question={t(`caseStepAsks.${step}`)}
      verb={t(`caseSteps.${step}`)}
      variant={forward ? 'filled' : 'default'}
      ready={ready}
      act={async () => {
        await moveCase(found.id, step, body)
        await client.invalidateQueries({ queryKey: complianceKey })
        return t(`caseStepsDone.${step}`)
      }}
    >
      <Stack gap="sm">
        <p className="k-duty-note">{t(means(step, found.kind))}</p>
        {children}
      </Stack>
    </ConfirmButton>
  )
}

/** The proof of identity stops exchanges only where something is objected to or restricted. */
function means(step: CaseMove, kind: ShownCase['kind']) {
  const stops = kind === 'objection' || kind === 'restriction'
  return step === 'verify' && stops ? ('caseStepMeans.verifyStops' as const) : (`caseStepMeans.${step}` as const)
}

function Extend({ found }: { found: ShownCase }) {
  const { t } = useTranslation()
  const [reference, setReference] = useState('')
  return (
    <Move step="extend" found={found} body={{ reference: reference.trim() }} ready={reference.trim() !== ''}>
      <TextInput
        label={t('case.whyLonger')}
        description={t('newCase.referenceNote')}
        value={reference}
        maxLength={textLimit}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
    </Move>
  )
}

/** Where a recipient has not acknowledged, the reason for closing all the same is asked for. */
function Close({ data: { case: found, notices } }: { data: CasePage }) {
  const { t } = useTranslation()
  const names = useNames()
  const format = useFormat()
  const [reason, setReason] = useState('')
  const waiting = notices.filter(({ acknowledgedAt }) => acknowledgedAt === undefined)
  const needed = waiting.length > 0
  return (
    <Move
      step="close"
      found={found}
      body={needed ? { unacknowledged: reason.trim() } : {}}
      ready={!needed || reason.trim() !== ''}
    >
      {needed ? (
        <>
          <p className="k-duty-note">
            {t('case.stillWaiting', { members: format.list(waiting.map(({ member }) => names.member(member))) })}
          </p>
          <TextInput
            label={t('case.whyClosed')}
            description={t('newCase.referenceNote')}
            value={reason}
            maxLength={textLimit}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      ) : null}
    </Move>
  )
}

function Refuse({ found }: { found: ShownCase }) {
  const { t } = useTranslation()
  const [ground, setGround] = useState<Refusal['ground'] | ''>('')
  const [act, setAct] = useState(found.due?.act ?? '')
  const [section, setSection] = useState('')
  const [reference, setReference] = useState('')
  const trimmed = reference.trim()
  const refusal = {
    ground,
    act: act.trim(),
    section: section.trim(),
    ...(trimmed === '' ? {} : { reference: trimmed }),
  }
  return (
    <Move
      step="refuse"
      found={found}
      body={refusal}
      ready={ground !== '' && refusal.act !== '' && refusal.section !== ''}
    >
      <NativeSelect
        label={t('case.ground')}
        value={ground}
        onChange={(event) => setGround(refusalGrounds.find((one) => one === event.currentTarget.value) ?? '')}
        data={[
          { value: '', label: t('onboard.choose') },
          ...refusalGrounds.map((value) => ({ value, label: t(`refusalGrounds.${value}`) })),
        ]}
      />
      <TextInput
        label={t('drafting.act')}
        value={act}
        maxLength={200}
        onChange={(event) => setAct(event.currentTarget.value)}
      />
      <TextInput
        label={t('drafting.sectionOfAct')}
        value={section}
        maxLength={100}
        onChange={(event) => setSection(event.currentTarget.value)}
      />
      <TextInput
        label={t('newCase.reference')}
        description={t('newCase.referenceNote')}
        value={reference}
        maxLength={textLimit}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
    </Move>
  )
}

/** What is given out leaves its digest in the case, each time: so it is asked for one by one. */
function Disclose({ found }: { found: ShownCase }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [form, setForm] = useState<'json' | 'exchanges' | 'consents'>('json')
  const give = async () => {
    if (form === 'json') {
      const disclosure = await disclose(found.id)
      saveFile(`${found.id}.json`, 'application/json', JSON.stringify(disclosure, null, 2))
    } else {
      saveFile(`${found.id}-${form}.csv`, 'text/csv', await discloseTable(found.id, form))
    }
    await client.invalidateQueries({ queryKey: complianceKey })
    return t('caseStepsDone.disclose')
  }
  return (
    <ConfirmButton
      label={t('caseSteps.disclose')}
      leftSection={<IconDownload size={16} aria-hidden />}
      question={t('caseStepAsks.disclose')}
      verb={t('caseSteps.disclose')}
      variant="filled"
      act={give}
    >
      <p className="k-duty-note">{t('caseStepMeans.disclose')}</p>
      <Group gap="xs" role="group" aria-label={t('case.form')}>
        {(['json', 'exchanges', 'consents'] as const).map((one) => (
          <Button
            key={one}
            size="xs"
            variant={one === form ? 'filled' : 'default'}
            aria-pressed={one === form}
            onClick={() => setForm(one)}
          >
            {t(`disclosureForms.${one}`)}
          </Button>
        ))}
      </Group>
    </ConfirmButton>
  )
}
